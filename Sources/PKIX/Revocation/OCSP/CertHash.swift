// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER

/// Proof that the responder has the very certificate it speaks of: its digest.
///
///     CertHash ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier, certificateHash OCTET STRING }
///
/// It turns "not revoked" into "issued, and not revoked".
///
/// - SeeAlso: Common PKI part 4, 3.1.2 (`certHash`, 1.3.36.8.3.13).
public struct CertHash: Sendable, Hashable {
    /// What the certificate was hashed with.
    public let hashAlgorithm: DigestAlgorithm

    /// The digest of the certificate's whole DER encoding.
    public let certificateHash: [UInt8]

    /// Takes a digest.
    ///
    /// - Parameters:
    ///   - hashAlgorithm: what was hashed with.
    ///   - certificateHash: the digest of the certificate's whole DER encoding.
    public init(hashAlgorithm: DigestAlgorithm, certificateHash: [UInt8]) {
        self.hashAlgorithm = hashAlgorithm
        self.certificateHash = certificateHash
    }

    /// Whether the digest is this certificate's.
    ///
    /// - Parameter certificate: any certificate.
    /// - Returns: whether it is.
    public func matches(_ certificate: Certificate) -> Bool {
        hashAlgorithm.digest(certificate.encoded) == certificateHash
    }

    init(_ item: Extension) throws(PKIXError) {
        var fields = try der(DERReader.single(item.value, .sequence).reader())
        let identifier = try AlgorithmIdentifier(try der(fields.read(.sequence)))
        guard let algorithm = identifier.digestAlgorithm else {
            throw .unsupportedAlgorithm(identifier.algorithm)
        }
        hashAlgorithm = algorithm
        certificateHash = Array(try der(fields.read(.octetString).octetString()))
        try der(fields.finish())
    }

    var `extension`: Extension {
        Extension(oid: OID.ocspCertHash, isCritical: false) { writer in
            writer.sequence { writer in
                AlgorithmIdentifier(digest: hashAlgorithm).encode(into: &writer)
                writer.octetString(certificateHash)
            }
        }
    }
}
