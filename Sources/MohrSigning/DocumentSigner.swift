// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
public import PKIX

/// Signs documents as CAdES B-B.
///
/// Signed are the content's type and digest, the time, the certificate (so that the signature cannot be moved to
/// another over the same key) and the algorithms.
///
/// - SeeAlso: ETSI EN 319 122-1 6.3; RFC 5652 5; RFC 5035; RFC 6211.
public struct DocumentSigner: Sendable {
    /// Makes a signer.
    public init() {}

    /// Where the content goes.
    public enum Packaging: Sendable, Hashable {
        /// It travels by another way.
        case detached
        /// It travels inside the signature.
        case enveloping
    }

    /// Signs a document.
    ///
    /// - Parameters:
    ///   - content: the document, byte for byte as it will be verified.
    ///   - token: what holds the key.
    ///   - packaging: whether the document travels inside.
    ///   - signingTime: the time that the signer claims.
    /// - Returns: CMS SignedData, DER.
    /// - Throws: ``SigningError``.
    public func sign(
        _ content: [UInt8], with token: some SigningToken, packaging: Packaging = .enveloping, signingTime: Instant
    ) throws(SigningError) -> [UInt8] {
        let prepared = try prepare(
            content, certificate: token.certificate, path: token.path, algorithm: token.signatureAlgorithm,
            packaging: packaging, signingTime: signingTime)
        return try prepared.assemble(try token.sign(prepared.bytesToBeSigned))
    }

    /// Draws up a signature up to the point where the key is needed.
    ///
    /// - Parameters:
    ///   - content: the document.
    ///   - certificate: the subscriber's.
    ///   - path: the authorities above it, the issuer first.
    ///   - algorithm: what the key will sign with.
    ///   - packaging: whether the document travels inside.
    ///   - signingTime: the time that the signer claims.
    /// - Returns: what the key must sign, and what to do with the result.
    /// - Throws: ``SigningError`` for a certificate that no verifier would take this signature with.
    public func prepare(
        _ content: [UInt8], certificate: Certificate, path: [Certificate], algorithm: SignatureAlgorithm,
        packaging: Packaging, signingTime: Instant
    ) throws(SigningError) -> PreparedSignature {
        guard certificate.keyUsage?.contains(.nonRepudiation) == true else {
            throw .keyUsage(seen: certificate.keyUsage)
        }
        guard certificate.validity.contains(signingTime) else { throw .outsideValidity(certificate.validity) }
        // Ed25519 hashes inside; RFC 8419 3.1 asks for SHA-512 beside it.
        let digestAlgorithm = algorithm.digest ?? .sha512
        let attributes = SignedAttributesDraft(
            messageDigest: digestAlgorithm.digest(content), signingCertificate: ESSCertIDv2(certificate),
            signingTime: signingTime,
            algorithmProtection: CMSAlgorithmProtection(
                digestAlgorithm: AlgorithmIdentifier(digest: digestAlgorithm),
                signatureAlgorithm: AlgorithmIdentifier(algorithm))
        ).encoded()
        return PreparedSignature(
            bytesToBeSigned: attributes, digest: digestAlgorithm.digest(attributes), certificate: certificate,
            path: path, algorithm: algorithm, digestAlgorithm: digestAlgorithm,
            content: packaging == .enveloping ? content : nil)
    }
}
