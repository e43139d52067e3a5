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
        try sign(.bytes(content), with: token, packaging: packaging, terms: SignatureTerms(signingTime: signingTime))
    }

    /// Signs a document under terms.
    ///
    /// - Parameters:
    ///   - content: the document, or its digests.
    ///   - token: what holds the key.
    ///   - packaging: whether the document travels inside; by digests alone it cannot.
    ///   - terms: what else the signer says.
    /// - Returns: CMS SignedData, DER.
    /// - Throws: ``SigningError``.
    public func sign(
        _ content: DocumentContent, with token: some SigningToken, packaging: Packaging = .enveloping,
        terms: SignatureTerms
    ) throws(SigningError) -> [UInt8] {
        let prepared = try prepare(content, signer: Signer(token), packaging: packaging, terms: terms)
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
        try prepare(
            .bytes(content), signer: Signer(certificate: certificate, path: path, algorithm: algorithm),
            packaging: packaging, terms: SignatureTerms(signingTime: signingTime))
    }

    /// Draws up a signature under terms up to the point where the key is needed.
    ///
    /// - Parameters:
    ///   - content: the document, or its digests.
    ///   - signer: whose signature.
    ///   - packaging: whether the document travels inside.
    ///   - terms: what else the signer says.
    /// - Returns: what the key must sign, and what to do with the result.
    /// - Throws: ``SigningError``.
    public func prepare(
        _ content: DocumentContent, signer: Signer, packaging: Packaging, terms: SignatureTerms
    ) throws(SigningError) -> PreparedSignature {
        let enclosed: [UInt8]?
        switch (packaging, content) {
        case (.detached, _): enclosed = nil
        case (.enveloping, .bytes(let bytes)): enclosed = bytes
        case (.enveloping, .digests): throw .nothingToEnclose
        }
        let draft = try signer.draft(
            contentType: OID.cmsData, digest: try content.digest(signer.digestAlgorithm), terms: terms)
        let message = SignedDataDraft(
            content: enclosed, certificates: signer.certificates, signerInfos: [draft]
        ).encoded()
        return try PreparedSignature(message: message)
    }
}
