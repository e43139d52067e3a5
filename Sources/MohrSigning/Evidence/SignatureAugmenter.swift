// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
import PKIX

/// Raises a signature's level: adds time stamps and evidence, without the signer.
///
/// Whatever was there stays byte for byte what it was, so an old signature by anyone's software can be raised, and raised
/// again before an algorithm that protects it is no longer one to rely on.
///
/// - SeeAlso: ETSI EN 319 122-1 5.3 to 5.5 and 6.
public struct SignatureAugmenter: Sendable {
    private let timestamps: (any TimestampSource)?
    private let evidence: (any LongTermEvidenceSource)?
    private let digest: DigestAlgorithm

    /// Makes an augmenter.
    ///
    /// - Parameters:
    ///   - timestamps: who stamps; levels above B need one.
    ///   - evidence: where certificates and status come from; levels above T need one.
    ///   - digest: what imprints are made with.
    public init(
        timestamps: (any TimestampSource)?, evidence: (any LongTermEvidenceSource)? = nil,
        digest: DigestAlgorithm = .sha256
    ) {
        self.timestamps = timestamps
        self.evidence = evidence
        self.digest = digest
    }

    /// Raises every signature of a message to a level, those that are there or above left as they are.
    ///
    /// - Parameters:
    ///   - message: CMS SignedData, BER or DER.
    ///   - level: the level wanted.
    ///   - content: the document, or its digest by the imprints' algorithm, when it is not in the message; level LTA alone
    ///     needs it.
    /// - Returns: CMS SignedData.
    /// - Throws: ``SigningError``.
    public func augment(
        _ message: [UInt8], to level: CAdESLevel, content: DocumentContent? = nil
    ) throws(SigningError) -> [UInt8] {
        var bytes = message
        if level >= .time { bytes = try stamped(bytes) }
        if level >= .longTerm { bytes = try withEvidence(bytes) }
        if level >= .archival {
            bytes = try archived(bytes, content: content) { $0.archiveTimestamps.isEmpty }
        }
        return bytes
    }

    /// Puts another archive time-stamp over every signature of a message, and over all that is there by now.
    ///
    /// To be done before an algorithm of the last one is no longer one to rely on, or its certificate expires.
    ///
    /// - Parameters:
    ///   - message: CMS SignedData with archive time-stamps, or without.
    ///   - content: as for ``augment(_:to:content:)``.
    /// - Returns: CMS SignedData.
    /// - Throws: ``SigningError``.
    /// - SeeAlso: ETSI EN 319 122-1 5.5.3.
    public func renew(_ message: [UInt8], content: DocumentContent? = nil) throws(SigningError) -> [UInt8] {
        let bytes = try withEvidence(try stamped(message))
        return try archived(bytes, content: content) { _ in true }
    }

    // MARK: B-T

    private func stamped(_ message: [UInt8]) throws(SigningError) -> [UInt8] {
        let parsed = try DocumentSigner.read(message)
        var revision = SignedDataRevision(parsed)
        var hasChanged = false
        for (index, signer) in parsed.signerInfos.enumerated() where signer.signatureTimestamps.isEmpty {
            let token = try token(over: Array(signer.signature))
            revision.add(CMSAttribute(OID.signatureTimestamp, value: Array(token.encoded)), toSigner: index)
            hasChanged = true
        }
        return hasChanged ? revision.encoded() : message
    }

    private func token(over bytes: [UInt8]) throws(SigningError) -> TimestampToken {
        guard let timestamps else { throw .noTimestampSource }
        return try timestamps.timestamp(
            MessageImprint(
                hashAlgorithm: AlgorithmIdentifier(digest: digest), hashedMessage: digest.digest(bytes)))
    }

    // MARK: B-LT

    private func withEvidence(_ message: [UInt8]) throws(SigningError) -> [UInt8] {
        let parsed = try DocumentSigner.read(message)
        let parts = SignatureParts(parsed)
        guard let evidence else {
            guard let first = parts.holders.first else { return message }
            throw .evidenceMissing(issuer: first.issuer, serialNumber: first.serialNumber)
        }
        let found = try evidence.evidence(for: parts.holders, known: parts.certificates)
        var revision = SignedDataRevision(parsed)
        for certificate in found.certificates { revision.add(certificate: certificate.encoded) }
        for list in found.lists { revision.add(crl: Array(list.encoded)) }
        for response in found.ocspResponses { revision.add(ocspResponse: response) }
        return revision.encoded()
    }

    // MARK: B-LTA

    private func archived(
        _ message: [UInt8], content: DocumentContent?, where wanted: (SignerInfo) -> Bool
    ) throws(SigningError) -> [UInt8] {
        var announced = SignedDataRevision(try DocumentSigner.read(message))
        announced.announce(AlgorithmIdentifier(digest: digest))
        let bytes = announced.encoded()
        let parsed = try DocumentSigner.read(bytes)
        let contentDigest = try contentDigest(of: parsed, content)
        var revision = SignedDataRevision(parsed)
        for (index, signer) in parsed.signerInfos.enumerated() where wanted(signer) {
            let list = ATSHashIndex(of: parsed, for: signer, hashAlgorithm: digest)
            let input = ArchiveTimestamp.imprintInput(
                for: signer, in: parsed, contentDigest: contentDigest, index: list)
            let token = try token(over: input)
            var indexed = SignedDataRevision(token.signedData)
            indexed.add(CMSAttribute(OID.atsHashIndexV3, value: Array(list.encoded)), toSigner: 0)
            revision.add(CMSAttribute(OID.archiveTimestampV3, value: indexed.encoded()), toSigner: index)
        }
        return revision.encoded()
    }

    /// The document's digest; one that is given must be what was signed.
    private func contentDigest(
        of message: SignedData, _ content: DocumentContent?
    ) throws(SigningError) -> [UInt8] {
        if let inside = message.content { return digest.digest(inside) }
        guard let content else { throw .contentMissing }
        for signer in message.signerInfos {
            guard let algorithm = signer.digestAlgorithm.digestAlgorithm,
                let signed = try? signer.signedAttributes?.messageDigest,
                let given = try? content.digest(algorithm)
            else { continue }
            guard given[...] == signed else { throw .contentDiffers }
        }
        return try content.digest(digest)
    }
}
