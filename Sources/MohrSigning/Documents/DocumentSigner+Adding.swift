// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// Signatures beside, and over, those that a message has.
extension DocumentSigner {
    /// Draws up a signature beside those of a message: over the same document, by someone else.
    ///
    /// - Parameters:
    ///   - message: CMS SignedData; nothing in it is changed.
    ///   - content: the document, when it is not in the message.
    ///   - signer: whose signature.
    ///   - terms: what else the signer says.
    /// - Returns: what the key must sign, and what to do with the result.
    /// - Throws: ``SigningError``; `contentDiffers` when the document given is not the one in the message.
    /// - SeeAlso: RFC 5652 5.1 (signerInfos).
    public func prepareParallel(
        to message: [UInt8], content: DocumentContent? = nil, signer: Signer, terms: SignatureTerms
    ) throws(SigningError) -> PreparedSignature {
        let parsed = try Self.read(message)
        let digest = try Self.digest(of: parsed, content, signer)
        let draft = try signer.draft(contentType: parsed.contentType, digest: digest, terms: terms)
        var revision = SignedDataRevision(parsed)
        for certificate in signer.certificates { revision.add(certificate: certificate) }
        revision.add(draft)
        return try PreparedSignature(message: revision.encoded())
    }

    /// Draws up a signature over another's signature: a witness's, a supervisor's.
    ///
    /// - Parameters:
    ///   - message: CMS SignedData; nothing in it is changed.
    ///   - index: which signature is countersigned, from 0 in the order they stand in.
    ///   - signer: who countersigns.
    ///   - terms: what else they say; a media type is not theirs to say.
    /// - Returns: what the key must sign, and what to do with the result.
    /// - Throws: ``SigningError``.
    /// - SeeAlso: RFC 5652 11.4; ETSI EN 319 122-1 5.2.7.
    public func prepareCounter(
        to message: [UInt8], signature index: Int, signer: Signer, terms: SignatureTerms
    ) throws(SigningError) -> PreparedSignature {
        let parsed = try Self.read(message)
        guard parsed.signerInfos.indices.contains(index) else {
            throw .noSuchSignature(seen: index, count: parsed.signerInfos.count)
        }
        let digest = signer.digestAlgorithm.digest(parsed.signerInfos[index].signature)
        let draft = try signer.draft(contentType: nil, digest: digest, terms: terms)
        var revision = SignedDataRevision(parsed)
        for certificate in signer.certificates { revision.add(certificate: certificate) }
        revision.add(
            CMSAttribute(OID.countersignature, value: draft.encoded()), toSigner: index)
        return try PreparedSignature(message: revision.encoded())
    }

    /// Signs beside the signatures of a message, with a key that is at hand.
    ///
    /// - Parameters:
    ///   - message: CMS SignedData.
    ///   - content: the document, when it is not in the message.
    ///   - token: what holds the key.
    ///   - terms: what else the signer says.
    /// - Returns: CMS SignedData.
    /// - Throws: ``SigningError``.
    public func addSignature(
        to message: [UInt8], content: DocumentContent? = nil, with token: some SigningToken, terms: SignatureTerms
    ) throws(SigningError) -> [UInt8] {
        let prepared = try prepareParallel(to: message, content: content, signer: Signer(token), terms: terms)
        return try prepared.assemble(try token.sign(prepared.bytesToBeSigned))
    }

    /// Countersigns a signature of a message, with a key that is at hand.
    ///
    /// - Parameters:
    ///   - message: CMS SignedData.
    ///   - index: which signature, from 0.
    ///   - token: what holds the key.
    ///   - terms: what else the signer says.
    /// - Returns: CMS SignedData.
    /// - Throws: ``SigningError``.
    public func countersign(
        _ message: [UInt8], signature index: Int = 0, with token: some SigningToken, terms: SignatureTerms
    ) throws(SigningError) -> [UInt8] {
        let prepared = try prepareCounter(to: message, signature: index, signer: Signer(token), terms: terms)
        return try prepared.assemble(try token.sign(prepared.bytesToBeSigned))
    }

    static func read(_ message: [UInt8]) throws(SigningError) -> SignedData {
        do throws(PKIXError) {
            return try SignedData(der: message)
        } catch {
            throw .message(error)
        }
    }

    /// The digest of the document that a message is about, the same that its other signers signed.
    private static func digest(
        of message: SignedData, _ content: DocumentContent?, _ signer: Signer
    ) throws(SigningError) -> [UInt8] {
        if let inside = message.content {
            let digest = signer.digestAlgorithm.digest(inside)
            if let content, try content.digest(signer.digestAlgorithm) != digest { throw .contentDiffers }
            return digest
        }
        guard let content else { throw .contentMissing }
        for other in message.signerInfos {
            guard let algorithm = other.digestAlgorithm.digestAlgorithm,
                let signed = try? other.signedAttributes?.messageDigest
            else { continue }
            // A digest by another algorithm alone cannot be compared.
            guard let digest = try? content.digest(algorithm) else { continue }
            guard digest[...] == signed else { throw .contentDiffers }
        }
        return try content.digest(signer.digestAlgorithm)
    }
}
