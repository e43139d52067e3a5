// SPDX-License-Identifier: Apache-2.0
import Cryptography
import HTTPServer

/// A browser at the desk, and the token that its forms carry.
///
/// Who the officer is says their certificate, in TLS. A browser shows that certificate whoever's page makes it ask, so a
/// form must also carry a token that only a page of this house can have: SHA-256 over a secret in a cookie and the
/// officer's certificate. The cookie is sent to this host alone, is not readable by scripts and not sent on requests
/// that another site begins; `__Host-` keeps other hosts of the domain from setting it. Nothing is kept on the server.
///
/// - SeeAlso: RFC 6265bis 4.1.3.2; OWASP, signed double-submit cookie.
struct DeskSession {
    let secret: String
    /// Whether the browser has to be given the cookie.
    let isNew: Bool
    /// What every form carries in its field ``field``.
    let token: String

    static let cookie = "__Host-desk"
    static let field = "token"

    init(_ request: Request, certificate: [UInt8]) throws(Problem) {
        if let kept = Self.kept(request) {
            secret = kept
            isNew = false
        } else {
            do throws(CryptographyError) {
                secret = Base64.encode(try SecureRandom.bytes(32), .url)
            } catch {
                throw .fault("service", error, isPassing: false)
            }
            isNew = true
        }
        let statement = Array("mohr desk token v1\n\(secret)\n".utf8) + certificate
        token = Hex.encode(DigestAlgorithm.sha256.digest(statement))
    }

    /// Whether a form carries this session's token.
    func holds(_ given: String?) -> Bool {
        guard let given, !isNew else { return false }
        let (one, other) = (Array(given.utf8), Array(token.utf8))
        guard one.count == other.count else { return false }
        // Every byte is looked at, so that time tells nothing of how far it was right.
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// The header that gives the browser its cookie.
    var header: (String, String) {
        ("Set-Cookie", "\(Self.cookie)=\(secret); Path=/; Secure; HttpOnly; SameSite=Strict")
    }

    private static func kept(_ request: Request) -> String? {
        let pairs = request.headers.values("Cookie").flatMap { $0.split(separator: ";") }
        let values = pairs.map { $0.drop { $0 == " " } }.filter { $0.hasPrefix(cookie + "=") }
        guard values.count == 1, let value = values.first?.dropFirst(cookie.utf8.count + 1), value.utf8.count == 43
        else {
            return nil
        }
        return String(value)
    }
}
