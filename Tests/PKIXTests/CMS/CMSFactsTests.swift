// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// What a validator must refuse can be seen in what was read.
final class CMSFactsTests: XCTestCase {
    private let contentType = CMSAttribute(OID.contentType) { $0.objectIdentifier(OID.cmsData) }
    private let digest = CMSAttribute(OID.messageDigest) { $0.octetString([UInt8](repeating: 7, count: 32)) }
    private let time = CMSAttribute(OID.signingTime) { $0.time(TestPKI.now) }

    private func attributes(_ all: [CMSAttribute]) throws -> SignedAttributes {
        var layout = CMSLayout()
        layout.signerInfos = [CMSLayout.signerInfo(attributes: all)]
        return try XCTUnwrap(try SignedData(der: layout.encoded()).signerInfos[0].signedAttributes)
    }

    func testUnsortedAttributesAreSortedForTheSignature() throws {
        let sorted = DERWriter.bytes { $0.setOf([contentType, digest, time].map { Array($0.encoded) }) }
        let received = try attributes([digest, time, contentType])
        XCTAssertFalse(received.wasSorted)
        XCTAssertEqual(received.encodedAsSetOf, sorted)
        XCTAssertNotEqual(received.encodedAsReceived, sorted)
        XCTAssertEqual(received.encodedAsReceived.first, 0x31)
        XCTAssertEqual(received.all.map(\.type), [OID.messageDigest, OID.signingTime, OID.contentType])
    }

    func testASignatureOverSortedAttributesFitsUnsortedOnesAndNotTheReverse() throws {
        let all = [digest, time, contentType]
        let sorted = DERWriter.bytes { $0.setOf(all.map { Array($0.encoded) }) }
        let unsorted = DERWriter.bytes { writer in
            writer.constructed(.set) { for item in all { $0.raw(item.encoded) } }
        }
        for (signed, fits) in [(sorted, true), (unsorted, false)] {
            let signature = try CMSSample.doctor.key.sign(signed, by: .ecdsa(.sha256))
            var layout = CMSLayout()
            layout.signerInfos = [CMSLayout.signerInfo(attributes: all, signature: signature)]
            let signer = try SignedData(der: layout.encoded()).signerInfos[0]
            XCTAssertEqual(signer.isSigned(by: CMSSample.doctor.key.publicKey), fits)
        }
    }

    func testARepeatedAttributeIsNamedAndItsValueRefused() throws {
        let received = try attributes([contentType, time, time, digest])
        XCTAssertEqual(received.repeatedTypes, [OID.signingTime])
        XCTAssertThrowsError(try received.signingTime) {
            XCTAssertEqual(
                $0 as? PKIXError, .attributeNotSingle(OID.signingTime, attributes: 2, values: 2))
        }
        XCTAssertNoThrow(try received.messageDigest)
    }

    func testAnAttributeWithTwoValuesOrNoneIsNamedAndItsValueRefused() throws {
        let value = Array(try XCTUnwrap(digest.values.first))
        for values in [[value, value], []] {
            let received = try attributes([contentType, CMSAttribute(OID.messageDigest, values: values)])
            XCTAssertEqual(received.typesWithoutSingleValue, [OID.messageDigest])
            XCTAssertThrowsError(try received.messageDigest) {
                XCTAssertEqual(
                    $0 as? PKIXError,
                    .attributeNotSingle(OID.messageDigest, attributes: 1, values: values.count))
            }
        }
    }

    func testAnAbsentAttributeIsNotAMalformedOne() throws {
        let received = try attributes([CMSAttribute(OID.messageDigest) { $0.integer(7) }])
        XCTAssertNil(try received.contentType)
        XCTAssertNil(try received.signingCertificateV2)
        XCTAssertThrowsError(try received.messageDigest) {
            XCTAssertEqual(
                ($0 as? PKIXError), .der(.unexpectedTag(offset: $0.offset, seen: .integer, allowed: .octetString)))
        }
    }

    func testNoSignedAttributesAndNoSignerAreFacts() throws {
        var layout = CMSLayout()
        XCTAssertTrue(try SignedData(der: layout.encoded()).signerInfos.isEmpty)
        layout.signerInfos = [CMSLayout.signerInfo(attributes: nil)]
        let signer = try SignedData(der: layout.encoded()).signerInfos[0]
        XCTAssertNil(signer.signedAttributes)
        XCTAssertFalse(signer.isSigned(by: CMSSample.doctor.key.publicKey))
    }

    func testARepeatedSignerIsSeenAlsoWhenItsSignatureWasRewritten() throws {
        let all = [contentType, digest, time]
        let first = CMSLayout.signerInfo(attributes: all, signature: [1])
        var layout = CMSLayout()
        for other in [
            first, CMSLayout.signerInfo(attributes: all, signature: [2]),
            CMSLayout.signerInfo(attributes: [contentType, digest], signature: [1]),
            CMSLayout.signerInfo(attributes: all, signature: [1], unsigned: [time]),
        ] {
            layout.signerInfos = [first, other]
            XCTAssertEqual(try SignedData(der: layout.encoded()).repeatedSignerInfos, [1])
        }
        layout.signerInfos = [first, CMSLayout.signerInfo(attributes: [contentType, digest], signature: [2])]
        XCTAssertEqual(try SignedData(der: layout.encoded()).repeatedSignerInfos, [])
    }

    func testAVersionThatDoesNotFitTheIdentifierIsAFact() throws {
        var layout = CMSLayout()
        layout.signerInfos = [CMSLayout.signerInfo(version: 3, attributes: [contentType])]
        XCTAssertFalse(try SignedData(der: layout.encoded()).signerInfos[0].versionFitsIdentifier)
    }

    func testADigestThatIsNotAnnouncedIsAFact() throws {
        var layout = CMSLayout()
        layout.signerInfos = [CMSLayout.signerInfo(attributes: [contentType])]
        layout.digestAlgorithms = []
        let message = try SignedData(der: layout.encoded())
        XCTAssertFalse(message.announcesDigest(of: message.signerInfos[0]))
    }

    func testAnAlgorithmProtectionThatNamesOthersDoesNotMatch() throws {
        let other = CMSAlgorithmProtection(
            digestAlgorithm: AlgorithmIdentifier(digest: .sha512),
            signatureAlgorithm: AlgorithmIdentifier(.ecdsa(.sha256)))
        var sample = CMSSample()
        sample.content = [1]
        var attributes = sample.attributes
        attributes.algorithmProtection = other
        let bytes = SignedDataDraft(
            content: [1], certificates: [],
            signerInfos: [try sample.signerInfo(signing: attributes.encoded())]
        ).encoded()
        let signer = try SignedData(der: bytes).signerInfos[0]
        XCTAssertEqual(try signer.signedAttributes?.cmsAlgorithmProtection?.matches(signer), false)
    }

    func testContentThatReadsAsSignedAttributesIsAFact() throws {
        var sample = CMSSample()
        sample.content = sample.attributes.encoded()
        XCTAssertTrue(try SignedData(der: try sample.encoded()).contentReadsAsSignedAttributes)
        XCTAssertFalse(try SignedData(der: try CMSSample().encoded()).contentReadsAsSignedAttributes)
    }

    func testOtherCertificatesAndRevocationInformationAreCounted() throws {
        var layout = CMSLayout()
        layout.certificates = [
            CMSSample.root.certificate.encoded, [0xa0, 0], [0xa1, 0], [0xa2, 0], [0xa2, 0], [0xa3, 0],
        ]
        layout.crls = [
            [0x30, 0],
            DERWriter.bytes { writer in
                writer.constructed(.contextConstructed(1)) { writer in
                    writer.objectIdentifier(OID.ocspRevocationInformation)
                    writer.raw(OCSPResponse.encodedFailure(.tryLater))
                }
            },
            DERWriter.bytes { writer in
                writer.constructed(.contextConstructed(1)) { writer in
                    writer.objectIdentifier(OID.ocspNonce)
                    writer.null()
                }
            },
        ]
        let message = try SignedData(der: layout.encoded())
        XCTAssertEqual(message.certificates.count, 1)
        XCTAssertEqual(message.otherCertificates.attributeVersion2, 2)
        XCTAssertEqual(message.otherCertificates.count, 5)
        XCTAssertEqual(message.crls.count, 1)
        XCTAssertEqual(message.ocspResponses.count, 1)
        XCTAssertEqual(message.otherRevocationInformationCount, 1)
        XCTAssertEqual(message.expectedVersion, 5)
    }

    func testAnOlderSigningCertificateIsReadAsSHA1() throws {
        let certificate = CMSSample.doctor.certificate
        let value = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.sequence { writer in
                    writer.sequence { $0.octetString(DigestAlgorithm.sha1.digest(certificate.encoded)) }
                }
            }
        }
        let received = try attributes([CMSAttribute(OID.signingCertificate, value: value)])
        let reference = try XCTUnwrap(try received.signingCertificate?.first)
        XCTAssertEqual(reference.hashAlgorithm, .sha1)
        XCTAssertTrue(reference.digestMatches(certificate))
        XCTAssertTrue(reference.issuerAndSerialMatch(certificate))
    }
}

extension Error {
    fileprivate var offset: Int { (self as? PKIXError)?.offset ?? -1 }
}
