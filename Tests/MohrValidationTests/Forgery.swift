// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// A signed message laid out by hand, so that each part of it can be laid out wrongly.
///
/// Left alone it is what a good signer writes.
struct Forgery {
    /// Whose key signs.
    var key = Scene.doctor.key
    /// Whose certificate the signature names.
    var certificate = Scene.doctor.certificate
    var algorithm = SignatureAlgorithm.ecdsa(.sha256)
    var digest = DigestAlgorithm.sha256
    var content: [UInt8] = Scene.content
    var signingTime: Instant? = Scene.now

    /// The attributes, in the order that they are sent in.
    lazy var attributes: [CMSAttribute]? = Self.sorted([
        Self.contentType(OID.cmsData), Self.messageDigest(digest.digest(content)), signingCertificate([certificate]),
        signingTime.map { time in CMSAttribute(OID.signingTime) { $0.time(time) } }, protection(digest),
    ])
    /// What is signed, when that is not the attributes as DER sorts them.
    var signed: [UInt8]?
    /// The signature, when it is not made here.
    var signature: [UInt8]?
    var unsigned: [CMSAttribute] = []
    /// SignerInfos besides the one described above.
    var others: [[UInt8]] = []
    var hasSigner = true
    var certificates: [Certificate]?
    var crls: [CertificateList] = []
    var ocsp: [[UInt8]] = []
    var trailing: [UInt8] = []

    // Attributes.

    static func contentType(_ type: ObjectIdentifier) -> CMSAttribute {
        CMSAttribute(OID.contentType) { $0.objectIdentifier(type) }
    }

    static func messageDigest(_ digest: [UInt8]) -> CMSAttribute {
        CMSAttribute(OID.messageDigest) { $0.octetString(digest) }
    }

    static func signingTime(_ time: Instant) -> CMSAttribute {
        CMSAttribute(OID.signingTime) { $0.time(time) }
    }

    /// An attribute with two values.
    static func twice(_ attribute: CMSAttribute) -> CMSAttribute {
        let bytes = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.objectIdentifier(attribute.type)
                writer.constructed(.set) { for _ in 0..<2 { $0.raw(attribute.values[0]) } }
            }
        }
        return try! CMSAttribute(DERReader.single(bytes, .sequence))
    }

    func signingCertificate(_ certificates: [Certificate]) -> CMSAttribute {
        // The room's own writer is used so that only the list of certificates is chosen here.
        var draft = SignedAttributesDraft(
            messageDigest: [], signingCertificate: ESSCertIDv2(certificate), signingTime: nil)
        draft.signingCertificates = certificates.map { ESSCertIDv2($0) }
        return Self.attribute(OID.signingCertificateV2, of: draft)
    }

    func protection(_ digest: DigestAlgorithm) -> CMSAttribute {
        let draft = SignedAttributesDraft(
            messageDigest: [], signingCertificate: ESSCertIDv2(certificate), signingTime: nil,
            algorithmProtection: CMSAlgorithmProtection(
                digestAlgorithm: AlgorithmIdentifier(digest: digest),
                signatureAlgorithm: AlgorithmIdentifier(algorithm)))
        return Self.attribute(OID.cmsAlgorithmProtection, of: draft)
    }

    private static func attribute(_ type: ObjectIdentifier, of draft: SignedAttributesDraft) -> CMSAttribute {
        var reader = try! DERReader.single(draft.encoded(), .set).reader()
        while let node = try? reader.read(.sequence) {
            if let attribute = try? CMSAttribute(node), attribute.type == type { return attribute }
        }
        preconditionFailure("the draft has no \(type)")
    }

    static func sorted(_ attributes: [CMSAttribute?]) -> [CMSAttribute] {
        attributes.compactMap { $0 }.sorted { $0.encoded.lexicographicallyPrecedes($1.encoded) }
    }

    /// Takes the attributes of a type out.
    mutating func remove(_ type: ObjectIdentifier) {
        attributes = attributes?.filter { $0.type != type }
    }

    /// Puts an attribute in the place of those of its type.
    mutating func replace(_ attribute: CMSAttribute) {
        attributes = Self.sorted((attributes ?? []).filter { $0.type != attribute.type } + [attribute])
    }

    // Layout.

    /// The attributes under their own tag, in the order that they are sent in.
    mutating func set() -> [UInt8] {
        let all = attributes ?? []
        return DERWriter.bytes { writer in
            writer.constructed(.set) { for attribute in all { $0.raw(attribute.encoded) } }
        }
    }

    mutating func signerInfo() throws -> [UInt8] {
        let all = attributes
        let sortedSet = DERWriter.bytes { $0.setOf((all ?? []).map { Array($0.encoded) }) }
        let message = signed ?? (all == nil ? content : sortedSet)
        let value = try signature ?? key.sign(message, by: algorithm)
        return DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(1)
                writer.sequence { writer in
                    writer.raw(certificate.issuer.encoded)
                    writer.integer(content: certificate.serialNumber.bytes)
                }
                AlgorithmIdentifier(digest: digest).encode(into: &writer)
                if let all {
                    writer.constructed(.contextConstructed(0)) { for item in all { $0.raw(item.encoded) } }
                }
                AlgorithmIdentifier(algorithm).encode(into: &writer)
                writer.octetString(value)
                if !unsigned.isEmpty {
                    writer.setOf(unsigned.map { Array($0.encoded) }, tag: .contextConstructed(1))
                }
            }
        }
    }

    mutating func encoded() throws -> [UInt8] {
        let signers = (hasSigner ? [try signerInfo()] : []) + others
        let carried = (certificates ?? [certificate]).map(\.encoded)
        let revocation =
            crls.map { Array($0.encoded) }
            + ocsp.map { response in
                DERWriter.bytes { writer in
                    writer.constructed(.contextConstructed(1)) { writer in
                        writer.objectIdentifier(OID.ocspRevocationInformation)
                        writer.raw(response)
                    }
                }
            }
        let signedData = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(ocsp.isEmpty ? 1 : 5)
                writer.constructed(.set) { AlgorithmIdentifier(digest: digest).encode(into: &$0) }
                writer.sequence { writer in
                    writer.objectIdentifier(OID.cmsData)
                    writer.explicit(0) { $0.octetString(content) }
                }
                if !carried.isEmpty { writer.setOf(carried, tag: .contextConstructed(0)) }
                if !revocation.isEmpty { writer.setOf(revocation, tag: .contextConstructed(1)) }
                writer.setOf(signers)
            }
        }
        return DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.objectIdentifier(OID.cmsSignedData)
                writer.explicit(0) { $0.raw(signedData) }
            }
        } + trailing
    }

    /// Lays out a message that differs from a good one by what the change does.
    static func made(_ change: (inout Forgery) throws -> Void = { _ in }) throws -> [UInt8] {
        var forgery = Forgery()
        try change(&forgery)
        return try forgery.encoded()
    }

    /// For another person, with whatever goes with their key.
    static func by(_ person: TestIdentity, _ change: (inout Forgery) throws -> Void = { _ in }) throws -> [UInt8] {
        try made { forgery in
            forgery.key = person.key
            forgery.certificate = person.certificate
            forgery.algorithm = person.key.preferredSignatureAlgorithm
            try change(&forgery)
        }
    }
}
