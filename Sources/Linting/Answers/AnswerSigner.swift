// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
public import PKIX

/// Who signs answers: a responder's certificate, the authority that it answers for, and the kind of its key.
public struct AnswerSigner: Sendable {
    /// The authority that is answered for.
    public let issuer: Certificate

    /// The certificate that answers are checked with: a responder's, or the authority's own.
    public let certificate: Certificate

    /// What answers are signed with.
    public let algorithm: SignatureAlgorithm

    /// The kind of the key that signs.
    public let keyKind: KeyKind

    /// The SHA-1 digest of the signer's key, by which answers name it.
    let keyHash: [UInt8]

    /// Name and key of the authority hashed, one after the other, by each hash that a question may use.
    let issuerHashes: [DigestAlgorithm: [UInt8]]

    /// The ends of the signer's certificate.
    let notBefore: Instant
    let notAfter: Instant

    /// Takes the parts and works out what every answer is held against.
    ///
    /// - Parameters:
    ///   - issuer: the authority that is answered for.
    ///   - certificate: the certificate that answers are checked with.
    ///   - algorithm: what answers are signed with.
    /// - Throws: ``PKIXError`` when a key cannot be read.
    public init(
        issuer: Certificate, certificate: Certificate, algorithm: SignatureAlgorithm
    ) throws(PKIXError) {
        self.issuer = issuer
        self.certificate = certificate
        self.algorithm = algorithm
        keyKind = try certificate.publicKey().kind
        guard case .byKey(let hash) = try ResponderID(keyOf: certificate) else {
            throw .unsupportedAlgorithm(OID.ocspBasic)
        }
        keyHash = hash
        var hashes: [DigestAlgorithm: [UInt8]] = [:]
        for algorithm in DigestAlgorithm.allCases {
            let id = try CertID(serialNumber: issuer.serialNumber, issuer: issuer, hashAlgorithm: algorithm)
            hashes[algorithm] = id.issuerNameHash + id.issuerKeyHash
        }
        issuerHashes = hashes
        notBefore = certificate.validity.notBefore
        notAfter = certificate.validity.notAfter
    }
}
