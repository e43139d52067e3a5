// SPDX-License-Identifier: Apache-2.0
import Cryptography
import HTTPServer

/// A holder's browser: one cookie, which is the session once a code was the right one, and the token that forms carry.
///
/// The cookie is sent to this host alone, no script reads it, and it is not sent on requests that another site begins. A
/// form carries SHA-256 over it, which only a page of this house can have. At sign-in the cookie is replaced, so that one
/// that somebody planted before is worth nothing after.
///
/// - SeeAlso: RFC 6265bis 4.1.3.2; OWASP, signed double-submit cookie.
struct MineBrowser {
    let secret: String
    /// Whether the browser has to be given the cookie.
    let isNew: Bool
    /// What every form carries in its field ``field``.
    let token: String

    private let isSecure: Bool

    static let field = "token"

    init(_ request: Request, address: String) throws(Problem) {
        isSecure = address.hasPrefix("https://")
        if let kept = Self.kept(request, Self.cookie(isSecure)) {
            (secret, isNew) = (kept, false)
        } else {
            do throws(CryptographyError) {
                secret = Base64.encode(try SecureRandom.bytes(32), .url)
            } catch {
                throw .fault("service", error, isPassing: false)
            }
            isNew = true
        }
        token = Hex.encode(DigestAlgorithm.sha256.digest(Array("mohr mine token v1\n\(secret)".utf8)))
    }

    /// Whether a form carries this browser's token.
    func holds(_ given: String?) -> Bool {
        guard let given, !isNew else { return false }
        let (one, other) = (Array(given.utf8), Array(token.utf8))
        guard one.count == other.count else { return false }
        // Every byte is looked at, so that time tells nothing of how far it was right.
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// The header that gives the browser a cookie.
    func header(_ value: String) -> (String, String) {
        // `__Host-` and `Secure` need TLS; a house on this machine alone has none.
        let rest = isSecure ? "; Secure" : ""
        return ("Set-Cookie", "\(Self.cookie(isSecure))=\(value); Path=/; HttpOnly; SameSite=Strict\(rest)")
    }

    private static func cookie(_ isSecure: Bool) -> String { isSecure ? "__Host-mine" : "mine" }

    private static func kept(_ request: Request, _ name: String) -> String? {
        let pairs = request.headers.values("Cookie").flatMap { $0.split(separator: ";") }
        let values = pairs.map { $0.drop { $0 == " " } }.filter { $0.hasPrefix(name + "=") }
        guard values.count == 1, let value = values.first?.dropFirst(name.utf8.count + 1), value.utf8.count == 43
        else { return nil }
        return String(value)
    }
}
