// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
public import PKIX

/// Whose signature is drawn up: certificate, path and algorithm, without the key.
public struct Signer: Sendable {
    /// The subscriber's certificate.
    public let certificate: Certificate
    /// The authorities above it, the issuer first, without the anchor.
    public let path: [Certificate]
    /// What the key signs with.
    public let algorithm: SignatureAlgorithm

    /// Names a signer.
    ///
    /// - Parameters:
    ///   - certificate: the subscriber's.
    ///   - path: the authorities above it, the issuer first.
    ///   - algorithm: what the key signs with.
    public init(certificate: Certificate, path: [Certificate] = [], algorithm: SignatureAlgorithm) {
        self.certificate = certificate
        self.path = path
        self.algorithm = algorithm
    }

    /// Names the signer whose key a token holds.
    public init(_ token: some SigningToken) {
        self.init(certificate: token.certificate, path: token.path, algorithm: token.signatureAlgorithm)
    }

    /// What the document is hashed with.
    public var digestAlgorithm: DigestAlgorithm { algorithm.messageDigestAlgorithm }

    var certificates: [[UInt8]] { ([certificate] + path).map(\.encoded) }

    /// The certified key.
    var publicKey: PublicKey {
        get throws(SigningError) {
            do throws(PKIXError) {
                return try certificate.publicKey()
            } catch {
                throw .certificate(error)
            }
        }
    }

    /// Refuses a certificate that no verifier would take a signature with.
    func check(at signingTime: Instant) throws(SigningError) {
        guard certificate.keyUsage?.contains(.nonRepudiation) == true else {
            throw .keyUsage(seen: certificate.keyUsage)
        }
        guard certificate.validity.contains(signingTime) else { throw .outsideValidity(certificate.validity) }
    }

    /// A SignerInfo that waits for its value.
    ///
    /// - Parameters:
    ///   - contentType: `nil` for a counter-signature (RFC 5652 11.4).
    ///   - digest: of what is signed.
    ///   - terms: what else the signer says.
    /// - Returns: the SignerInfo, its signature empty.
    /// - Throws: ``SigningError`` for a certificate that no verifier would take this signature with.
    func draft(
        contentType: ObjectIdentifier?, digest: [UInt8], terms: SignatureTerms
    ) throws(SigningError) -> SignerInfoDraft {
        try check(at: terms.signingTime)
        var attributes = SignedAttributesDraft(
            contentType: contentType, messageDigest: digest, signingCertificate: ESSCertIDv2(certificate),
            signingTime: terms.signingTime,
            algorithmProtection: CMSAlgorithmProtection(
                digestAlgorithm: AlgorithmIdentifier(digest: digestAlgorithm),
                signatureAlgorithm: AlgorithmIdentifier(algorithm)),
            mimeType: contentType == nil ? nil : terms.mimeType)
        attributes.others = terms.attributes
        return SignerInfoDraft(
            identifier: .issuerAndSerial(certificate.issuer, certificate.serialNumber),
            digestAlgorithm: digestAlgorithm, signedAttributes: attributes.encoded(), signatureAlgorithm: algorithm,
            signature: [])
    }
}
