// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// A timestamp before it is signed, every part of it open to be made wrong.
public struct TestTimestamp: Sendable {
    /// What was hashed.
    public var imprint: [UInt8]
    /// What it says that it was hashed with; SHA-256 at first.
    public var imprintAlgorithm = DigestAlgorithm.sha256
    /// When: ``TestPKI/now`` at first.
    public var time = TestPKI.now
    /// `accuracy.seconds`; none when `nil`.
    public var accuracy: Int?
    /// Whether the unit's certificate is inside.
    public var carriesCertificate = true
    /// The certificate that is signed for; the unit's own when `nil`.
    public var named: Certificate?
    /// Unsigned attributes: the index of an archive timestamp.
    public var unsignedAttributes: [CMSAttribute] = []
}

extension TestIdentity {
    /// Issues a certificate to a time-stamp unit.
    ///
    /// - Parameters:
    ///   - commonName: the name, below `C=IR, O=Test`.
    ///   - change: anything else to be different.
    /// - Returns: the unit.
    /// - Throws: when something asked for cannot be written.
    public func timestampUnit(
        _ commonName: String = "Test Unit", _ change: (inout TestCertificate) throws -> Void = { _ in }
    ) throws -> TestIdentity {
        var draft = try TestCertificate(commonName, key: .p256)
        draft.set(.keyUsage(.digitalSignature))
        draft.set(.extendedKeyUsage([OID.timeStamping], isCritical: true))
        try change(&draft)
        return try draft.signed(by: self)
    }

    /// Makes a timestamp.
    ///
    /// - Parameters:
    ///   - bytes: what it is put on.
    ///   - change: what is to be different.
    /// - Returns: the token: a ContentInfo in DER.
    /// - Throws: when it cannot be signed.
    public func timestamp(
        over bytes: [UInt8], _ change: (inout TestTimestamp) throws -> Void = { _ in }
    ) throws -> [UInt8] {
        var stamp = TestTimestamp(imprint: DigestAlgorithm.sha256.digest(bytes))
        try change(&stamp)
        let content = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(1)
                writer.objectIdentifier(ObjectIdentifier(1, 2, 3, 4))
                MessageImprint(
                    hashAlgorithm: AlgorithmIdentifier(digest: stamp.imprintAlgorithm), hashedMessage: stamp.imprint
                ).encode(into: &writer)
                writer.integer(7)
                writer.generalizedTime(stamp.time)
                if let accuracy = stamp.accuracy { writer.sequence { $0.integer(accuracy) } }
            }
        }
        let attributes = SignedAttributesDraft(
            contentType: OID.timestampInfo, messageDigest: DigestAlgorithm.sha256.digest(content),
            signingCertificate: ESSCertIDv2(stamp.named ?? certificate), signingTime: nil
        ).encoded()
        let algorithm = key.preferredSignatureAlgorithm
        let signer = SignerInfoDraft(
            identifier: .issuerAndSerial(certificate.issuer, certificate.serialNumber), digestAlgorithm: .sha256,
            signedAttributes: attributes, signatureAlgorithm: algorithm,
            signature: try key.sign(attributes, by: algorithm), unsignedAttributes: stamp.unsignedAttributes)
        return SignedDataDraft(
            contentType: OID.timestampInfo, content: content,
            certificates: stamp.carriesCertificate ? [certificate.encoded] : [], signerInfos: [signer]
        ).encoded()
    }

    /// Makes an archive timestamp over a signature with everything that it has now.
    ///
    /// - Parameters:
    ///   - message: the signed message, with its content.
    ///   - time: when.
    /// - Returns: the message with the timestamp in it.
    /// - Throws: when it cannot be signed.
    public func archiving(_ message: [UInt8], at time: Instant) throws -> [UInt8] {
        let message = try SignedData(der: message)
        let signer = message.signerInfos[0]
        let index = ATSHashIndex(of: message, for: signer, hashAlgorithm: .sha256)
        let digest = DigestAlgorithm.sha256.digest(Array(message.content ?? []))
        let input = ArchiveTimestamp.imprintInput(for: signer, in: message, contentDigest: digest, index: index)
        let token = try timestamp(over: input) { stamp in
            stamp.time = time
            stamp.unsignedAttributes = [CMSAttribute(OID.atsHashIndexV3) { $0.raw(index.encoded) }]
        }
        var revision = SignedDataRevision(message)
        revision.add(CMSAttribute(OID.archiveTimestampV3) { $0.raw(token) }, toSigner: 0)
        return revision.encoded()
    }

    /// Puts a timestamp on a message's first signature.
    ///
    /// - Parameters:
    ///   - message: the signed message.
    ///   - change: what is to be different.
    /// - Returns: the message with the timestamp in it.
    /// - Throws: when it cannot be signed.
    public func stamping(
        _ message: [UInt8], _ change: (inout TestTimestamp) throws -> Void = { _ in }
    ) throws -> [UInt8] {
        let message = try SignedData(der: message)
        let token = try timestamp(over: Array(message.signerInfos[0].signature), change)
        var revision = SignedDataRevision(message)
        revision.add(CMSAttribute(OID.signatureTimestamp) { $0.raw(token) }, toSigner: 0)
        return revision.encoded()
    }
}
