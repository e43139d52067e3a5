// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER

extension CertificationRequest {
    /// Makes a request, on the side of who holds the key.
    ///
    /// - Parameters:
    ///   - subject: whom the certificate is to be about.
    ///   - key: the key to be certified; signs the request.
    ///   - extensions: what to ask for; no extensions ask for nothing.
    ///   - algorithm: what to sign with; what the key prefers when `nil`.
    /// - Returns: the request, read back from its bytes.
    /// - Throws: ``PKIXError/signing(_:)`` when the key cannot sign.
    /// - SeeAlso: RFC 2986 3.
    public static func make(
        subject: Name, key: some SigningKey, extensions: Extensions = .none, by algorithm: SignatureAlgorithm? = nil
    ) throws(PKIXError) -> CertificationRequest {
        let info = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(0)
                writer.raw(subject.encodedSlice)
                writer.raw(key.publicKey.subjectPublicKeyInfo)
                writer.constructed(.contextConstructed(0)) { writer in
                    guard !extensions.isEmpty else { return }
                    let value = DERWriter.bytes { extensions.encode(into: &$0) }
                    RequestAttribute(type: OID.extensionRequest, values: [value[...]]).encode(into: &writer)
                }
            }
        }
        let algorithm = algorithm ?? key.preferredSignatureAlgorithm
        let signature: [UInt8]
        do throws(CryptographyError) {
            signature = try key.sign(info, by: algorithm)
        } catch {
            throw .signing(error)
        }
        return try CertificationRequest(
            der: DERWriter.bytes { writer in
                writer.sequence { writer in
                    writer.raw(info)
                    AlgorithmIdentifier(algorithm).encode(into: &writer)
                    writer.bitString(signature)
                }
            })
    }
}
