import Cryptography
// SPDX-License-Identifier: Apache-2.0
import DER

/// Who answers: by name, or by the SHA-1 digest of the key.
///
///     ResponderID ::= CHOICE { byName [1] Name, byKey [2] KeyHash }
///
/// - SeeAlso: RFC 6960 4.2.1.
public enum ResponderID: Sendable, Hashable {
    /// The subject of the responder's certificate.
    case byName(Name)
    /// The SHA-1 digest of the responder's public key, without its algorithm; 20 octets.
    case byKey([UInt8])

    /// Names a responder by its key.
    ///
    /// - Parameter certificate: the responder's certificate.
    /// - Throws: ``PKIXError`` when its key cannot be read.
    public init(keyOf certificate: Certificate) throws(PKIXError) {
        self = .byKey(try SubjectPublicKeyInfo(der: certificate.tbs.subjectPublicKeyInfo).sha1)
    }

    /// Whether this certificate is the responder's.
    ///
    /// - Parameter certificate: any certificate.
    /// - Returns: `false` also when its key cannot be read.
    public func matches(_ certificate: Certificate) -> Bool {
        switch self {
        case .byName(let name):
            return certificate.tbs.subject.matches(name)
        case .byKey(let digest):
            do throws(PKIXError) {
                return try ResponderID(keyOf: certificate) == .byKey(digest)
            } catch {
                return false
            }
        }
    }

    /// Reads a responder's identifier.
    ///
    /// - Parameter node: the value under the CHOICE's own tag.
    /// - Throws: ``PKIXError``; `outOfRange` when a key's digest is not that of SHA-1.
    init(_ node: DERNode) throws(PKIXError) {
        switch node.tag {
        case .contextConstructed(1):
            self = .byName(try Name(try der(node.only(.sequence))))
        case .contextConstructed(2):
            let octets = try der(node.only(.octetString).octetString())
            guard octets.count == DigestAlgorithm.sha1.byteCount else {
                throw .outOfRange(
                    field: "KeyHash", seen: "\(octets.count) octets", allowed: "20 octets", offset: node.offset)
            }
            self = .byKey(Array(octets))
        default:
            throw .unexpected(
                field: "ResponderID", seen: "tag \(node.tag.octet)", allowed: "[1] or [2]", offset: node.offset)
        }
    }

    func encode(into writer: inout DERWriter) {
        switch self {
        case .byName(let name): writer.explicit(1) { $0.raw(name.encodedSlice) }
        case .byKey(let digest): writer.explicit(2) { $0.octetString(digest) }
        }
    }
}
