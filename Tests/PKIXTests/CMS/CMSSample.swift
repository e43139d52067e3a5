// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// A doctor's signed message, each part of it open to be made wrong.
struct CMSSample {
    static let root = try! TestPKI.root(key: .p256)
    static let doctor = try! root.signer("Doctor")

    var signer = CMSSample.doctor
    var content: [UInt8]? = Array("prescription 160.000.000.000.001.23".utf8)
    var algorithm = SignatureAlgorithm.ecdsa(.sha256)
    var crls: [[UInt8]] = []
    var ocspResponses: [[UInt8]] = []
    var unsignedAttributes: [CMSAttribute] = []
    var identifiesByKey = false
    /// What the content is when it travels by another way.
    var detached: [UInt8] = []

    var attributes: SignedAttributesDraft {
        SignedAttributesDraft(
            messageDigest: algorithm.messageDigestAlgorithm.digest(content ?? detached),
            signingCertificate: ESSCertIDv2(signer.certificate), signingTime: TestPKI.now,
            algorithmProtection: CMSAlgorithmProtection(
                digestAlgorithm: AlgorithmIdentifier(digest: algorithm.messageDigestAlgorithm),
                signatureAlgorithm: AlgorithmIdentifier(algorithm)),
            contentHints: ContentHints(contentDescription: "نسخه", contentType: OID.cmsData),
            mimeType: "application/fhir+json")
    }

    func signerInfo(signing attributes: [UInt8]? = nil) throws -> SignerInfoDraft {
        let attributes = attributes ?? self.attributes.encoded()
        let certificate = signer.certificate
        return SignerInfoDraft(
            identifier: identifiesByKey
                ? .subjectKeyIdentifier(certificate.subjectKeyIdentifier!)
                : .issuerAndSerial(certificate.issuer, certificate.serialNumber),
            digestAlgorithm: algorithm.messageDigestAlgorithm, signedAttributes: attributes,
            signatureAlgorithm: algorithm,
            signature: try signer.key.sign(attributes, by: algorithm), unsignedAttributes: unsignedAttributes)
    }

    func draft() throws -> SignedDataDraft {
        SignedDataDraft(
            content: content, certificates: [signer.certificate.encoded, Self.root.certificate.encoded], crls: crls,
            ocspResponses: ocspResponses, signerInfos: [try signerInfo()])
    }

    func encoded() throws -> [UInt8] { try draft().encoded() }
}

/// A signed message laid out by hand, so that it can be laid out wrongly.
struct CMSLayout {
    var contentType: [UInt8] = DERWriter.bytes { $0.objectIdentifier(OID.cmsSignedData) }
    var version = 1
    var digestAlgorithms = [DERWriter.bytes { AlgorithmIdentifier(digest: .sha256).encode(into: &$0) }]
    var encapsulated: [UInt8] = DERWriter.bytes { writer in
        writer.sequence { writer in
            writer.objectIdentifier(OID.cmsData)
            writer.explicit(0) { $0.octetString(Array("x".utf8)) }
        }
    }
    var certificates: [[UInt8]]?
    var crls: [[UInt8]]?
    var signerInfos: [[UInt8]] = []
    var trailing: [UInt8] = []

    func encoded() -> [UInt8] {
        let signedData = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(version)
                writer.constructed(.set) { for item in digestAlgorithms { $0.raw(item) } }
                writer.raw(encapsulated)
                if let certificates {
                    writer.constructed(.contextConstructed(0)) { for item in certificates { $0.raw(item) } }
                }
                if let crls { writer.constructed(.contextConstructed(1)) { for item in crls { $0.raw(item) } } }
                writer.constructed(.set) { for item in signerInfos { $0.raw(item) } }
            }
        }
        return DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.raw(contentType)
                writer.explicit(0) { $0.raw(signedData) }
            }
        } + trailing
    }

    /// A SignerInfo with the attributes in the order given and any signature.
    static func signerInfo(
        version: Int = 1, attributes: [CMSAttribute]?, signature: [UInt8] = [1, 2, 3],
        unsigned: [CMSAttribute] = [], signatureAlgorithm: AlgorithmIdentifier = AlgorithmIdentifier(.ecdsa(.sha256))
    ) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(version)
                writer.sequence { writer in
                    writer.raw(CMSSample.doctor.certificate.issuer.encoded)
                    writer.integer(content: CMSSample.doctor.certificate.serialNumber.bytes)
                }
                AlgorithmIdentifier(digest: .sha256).encode(into: &writer)
                if let attributes {
                    writer.constructed(.contextConstructed(0)) { for item in attributes { $0.raw(item.encoded) } }
                }
                signatureAlgorithm.encode(into: &writer)
                writer.octetString(signature)
                if !unsigned.isEmpty {
                    writer.constructed(.contextConstructed(1)) { for item in unsigned { $0.raw(item.encoded) } }
                }
            }
        }
    }
}

extension CMSAttribute {
    /// An attribute with any number of values.
    init(_ type: ObjectIdentifier, values: [[UInt8]]) {
        let bytes = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.objectIdentifier(type)
                writer.constructed(.set) { for value in values { $0.raw(value) } }
            }
        }
        self = try! CMSAttribute(DERReader.single(bytes, .sequence))
    }
}
