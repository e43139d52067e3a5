// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrValidation
import PKIX

/// Signed messages and time stamps.
enum Messages {
    static let run: @Sendable ([UInt8]) -> String? = { bytes in
        guard let message = try? SignedData(der: bytes) else { return nil }
        let written = SignedDataRevision(message).encoded()
        guard let again = try? SignedData(der: written) else { return "a written message is not read" }
        guard again.content.map(Array.init) == message.content.map(Array.init),
            again.signerInfos.map(\.encoded).map(Array.init) == message.signerInfos.map(\.encoded).map(Array.init),
            again.certificates.map(Array.init) == message.certificates.map(Array.init)
        else { return "the written message is another" }
        for signer in message.signerInfos { ask(signer, of: message) }
        _ = (message.expectedVersion, message.repeatedSignerInfos, message.contentReadsAsSignedAttributes)
        return judge(bytes, message.content == nil ? .bytes(Material.content) : .embedded)
    }

    private static func ask(_ signer: SignerInfo, of message: SignedData) {
        if let attributes = signer.signedAttributes {
            _ = (attributes.repeatedTypes, attributes.typesWithoutSingleValue, attributes.encodedAsSetOf)
            _ = try? attributes.contentType
            _ = try? attributes.messageDigest
            _ = try? attributes.signingTime
            _ = try? attributes.signingCertificateV2
            _ = try? attributes.contentHints
            _ = try? attributes.mimeType
            _ = attributes.contentTimestamps
        }
        _ = message.announcesDigest(of: signer)
        for token in signer.signatureTimestamps { _ = (try? TimestampToken(der: token))?.isOverSignature(of: signer) }
        for stamp in signer.archiveTimestamps {
            _ = (try? ArchiveTimestamp(der: stamp))?.coverage(of: signer, in: message)
        }
        for counter in signer.counterSignatures { _ = try? SignerInfo(encoded: counter) }
    }

    /// Nothing is accepted but what the doctor, whose key is gone, has signed.
    private static func judge(_ bytes: [UInt8], _ content: SignedContent) -> String? {
        guard let snapshot = Material.snapshot else { return "no material at \(Material.folder)" }
        let report = SignatureValidator().validate(
            bytes, content: content, at: ReferenceTime(Material.now, .now), against: snapshot,
            policy: StandardPolicies.signature)
        guard report.decision == .accept else { return nil }
        return claim(
            report.contentSHA256 == DigestAlgorithm.sha256.digest(Material.content),
            "a document that nobody signed is accepted")
    }

    static let runJSON: @Sendable ([UInt8]) -> String? = { bytes in
        guard JWSDocument.isMeant(by: bytes), let document = try? JWSDocument(bytes) else { return nil }
        for signature in document.signatures.compactMap({ try? $0.get() }) {
            _ = (signature.signingInput(), signature.signatureTimestamps, signature.timestampInput)
            _ = signature.matches(["a": [1]])
        }
        _ = document.repeatedSignatures
        let isDetached = document.signatures.compactMap { try? $0.get() }.allSatisfy { $0.payload == nil }
        return judge(bytes, isDetached ? .bytes(Material.content) : .embedded)
    }

    static let runTimestamp: @Sendable ([UInt8]) -> String? = { bytes in
        if let request = try? TimestampRequest(der: bytes), request.extensions.all.isEmpty {
            guard let again = try? TimestampRequest(der: request.encoded()) else {
                return "a written request is not read"
            }
            if let finding = claim(again == request, "the written request asks otherwise") { return finding }
        }
        if let info = try? TimestampInfo(der: bytes[...]), info.extensions.all.isEmpty {
            guard let again = try? TimestampInfo(der: info.encoded()[...]) else { return "a written stamp is not read" }
            if let finding = claim(again == info, "the written stamp says otherwise") { return finding }
        }
        if let response = try? TimestampResponse(der: bytes) {
            _ = (response.failureReason, response.statusStrings, response.token?.info.genTime.rfc3339)
        }
        _ = (try? TimestampToken(der: bytes[...]))?.info
        return nil
    }
}
