// SPDX-License-Identifier: Apache-2.0

/// The name of a token, or of an object in it: `pkcs11:token=mohr;object=health;type=private`.
///
/// The set of attributes is closed. One that is not understood may be what tells two keys apart, so it is refused and
/// not passed over; a PIN is refused as well, since a URI stands where logs and process lists show it.
///
/// - SeeAlso: RFC 7512 2.3.
public struct PKCS11URI: Sendable, Hashable {
    /// The token's label, `CKA_LABEL` of its information, without the padding.
    public var token: String?
    /// Who made the token.
    public var manufacturer: String?
    /// What the maker calls it.
    public var model: String?
    /// The token's serial number, without the padding.
    public var serial: String?
    /// The object's label.
    public var object: String?
    /// The object's `CKA_ID`.
    public var id: [UInt8]?
    /// `private`, `public` or `cert`.
    public var type: String?

    /// Names an object by what is known of it.
    ///
    /// - Parameters:
    ///   - token: the token's label.
    ///   - object: the object's label.
    ///   - id: the object's `CKA_ID`.
    ///   - type: `private`, `public` or `cert`.
    public init(token: String? = nil, object: String? = nil, id: [UInt8]? = nil, type: String? = nil) {
        self.token = token
        self.object = object
        self.id = id
        self.type = type
    }

    /// Whether a text means to be one.
    ///
    /// - Parameter text: any.
    /// - Returns: whether it begins with `pkcs11:`.
    public static func isMeant(by text: String) -> Bool { text.hasPrefix(scheme) }

    /// Reads a URI.
    ///
    /// - Parameter text: UTF-8, percent-encoded where RFC 7512 2.3 asks for it.
    /// - Throws: ``CryptographyError/token(_:)`` with ``TokenFault/uri(seen:allowed:)`` or
    ///   ``TokenFault/secretInURI(attribute:)``.
    public init(_ text: String) throws(CryptographyError) {
        guard text.hasPrefix(Self.scheme) else {
            throw .token(.uri(seen: String(text.prefix(8)), allowed: Self.scheme))
        }
        let parts = text.dropFirst(Self.scheme.count).split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 {
            let name = parts[1].prefix { $0 != "=" && $0 != "&" }
            let isSecret = parts[1].contains("pin-value") || parts[1].contains("pin-source")
            throw .token(
                isSecret ? .secretInURI(attribute: "pin-value") : .uri(seen: String(name), allowed: "no query"))
        }
        var seen: Set<Substring> = []
        for field in (parts.first ?? "").split(separator: ";") {
            let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, let name = pair.first, seen.insert(name).inserted else {
                throw .token(.uri(seen: String(pair.first ?? ""), allowed: Self.allowed))
            }
            try take(name, pair[1])
        }
    }

    private mutating func take(_ name: Substring, _ encoded: Substring) throws(CryptographyError) {
        guard let octets = Self.decoded(encoded) else { throw .token(.uri(seen: String(name), allowed: "%XX")) }
        guard name != "id" else {
            id = octets
            return
        }
        guard let text = String(validating: octets, as: UTF8.self) else {
            throw .token(.uri(seen: String(name), allowed: "UTF-8"))
        }
        switch name {
        case "token": token = text
        case "manufacturer": manufacturer = text
        case "model": model = text
        case "serial": serial = text
        case "object": object = text
        case "type":
            guard ["private", "public", "cert"].contains(text) else {
                throw .token(.uri(seen: "type", allowed: "private, public, cert"))
            }
            type = text
        case "pin-value", "pin-source": throw .token(.secretInURI(attribute: String(name)))
        default: throw .token(.uri(seen: String(name), allowed: Self.allowed))
        }
    }

    /// The part that names the token.
    public var tokenPart: PKCS11URI {
        var part = PKCS11URI(token: token)
        part.manufacturer = manufacturer
        part.model = model
        part.serial = serial
        return part
    }

    private static let scheme = "pkcs11:"
    private static let allowed = "token, manufacturer, model, serial, object, id, type; each once"

    private static func decoded(_ text: Substring) -> [UInt8]? {
        var octets: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let octet = rest.popFirst() {
            guard octet == 0x25 else {
                octets.append(octet)
                continue
            }
            guard rest.count >= 2,
                let value = try? Hex.decode(String(decoding: rest.prefix(2), as: UTF8.self).lowercased())
            else { return nil }
            octets += value
            rest = rest.dropFirst(2)
        }
        return octets
    }
}

extension PKCS11URI: CustomStringConvertible {
    /// The URI, attributes in the standard's order.
    public var description: String {
        let texts: [(String, String?)] = [
            ("token", token), ("manufacturer", manufacturer), ("model", model), ("serial", serial), ("object", object),
            ("type", type),
        ]
        var fields = texts.compactMap { name, value in value.map { "\(name)=\(Self.encoded(Array($0.utf8)))" } }
        // Octets that are no text are all written as such (RFC 7512 2.3).
        if let id { fields.append("id=" + id.map { "%" + Hex.encode([$0]).uppercased() }.joined()) }
        return Self.scheme + fields.joined(separator: ";")
    }

    /// `unreserved` of RFC 3986 2.3 as it is, everything else as `%XX`.
    private static func encoded(_ octets: [UInt8]) -> String {
        octets.map { octet in
            let isPlain =
                (0x61...0x7a).contains(octet) || (0x41...0x5a).contains(octet) || (0x30...0x39).contains(octet)
                || "-._~".utf8.contains(octet)
            return isPlain ? String(UnicodeScalar(octet)) : "%" + Hex.encode([octet]).uppercased()
        }.joined()
    }
}
