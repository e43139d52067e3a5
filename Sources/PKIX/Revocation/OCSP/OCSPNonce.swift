// SPDX-License-Identifier: Apache-2.0
import DER

/// The value that ties an OCSP answer to its request.
///
///     Nonce ::= OCTET STRING (SIZE (1..128))
///
/// - SeeAlso: RFC 9654 2.1.
enum OCSPNonce {
    /// How many octets a nonce may have; a request outside gets `malformedRequest`.
    static let lengths = 1...128

    /// The nonce among extensions.
    ///
    /// - Throws: ``PKIXError/malformedExtension(_:_:)`` when it is no OCTET STRING or has not an allowed length.
    static func read(from extensions: Extensions) throws(PKIXError) -> ArraySlice<UInt8>? {
        guard let item = extensions[OID.ocspNonce] else { return nil }
        do throws(PKIXError) {
            let node = try der(DERReader.single(item.value, .octetString))
            guard lengths.contains(node.content.count) else {
                throw .outOfRange(
                    field: "Nonce", seen: "\(node.content.count) octets",
                    allowed: "\(lengths.lowerBound) to \(lengths.upperBound) octets", offset: node.offset)
            }
            return node.content
        } catch {
            throw .malformedExtension(OID.ocspNonce, error)
        }
    }

    static func `extension`(_ nonce: some Collection<UInt8>) -> Extension {
        Extension(oid: OID.ocspNonce, isCritical: false) { $0.octetString(nonce) }
    }
}
