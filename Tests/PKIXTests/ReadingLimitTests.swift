// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON
import TestSupport
import XCTest

@testable import PKIX

/// Every count and length that a reader of this room takes: read at the limit, refused one beyond it.
final class ReadingLimitTests: XCTestCase {
    /// Reads what has so many of something at the limit and one beyond it.
    private func judge(
        _ name: String, _ most: Int, line: UInt = #line, _ read: (Int) throws -> Void,
        refusal isMeant: (PKIXError) -> Bool
    ) {
        XCTAssertNoThrow(try read(most), "\(name): \(most)", line: line)
        XCTAssertThrowsError(try read(most + 1), "\(name): \(most + 1)", line: line) {
            guard let error = $0 as? PKIXError, isMeant(error) else {
                return XCTFail("\(name): \($0)", line: line)
            }
        }
    }

    private func tooLarge(_ field: String, _ most: Int) -> (PKIXError) -> Bool {
        { $0 == .tooLarge(field: field, seen: most + 1, allowed: most) }
    }

    /// Whether the error is about a field's range, within an extension or not.
    private func outOfRange(_ field: String) -> (PKIXError) -> Bool {
        { error in
            switch error {
            case .outOfRange(field, _, _, _): true
            case .malformedExtension(_, .outOfRange(field, _, _, _)): true
            default: false
            }
        }
    }

    func testPartsOfAMessage() {
        let attribute = CMSAttribute(OID.contentType) { $0.objectIdentifier(OID.cmsData) }
        let digest = CMSLayout().digestAlgorithms[0]
        func read(_ change: (inout CMSLayout) -> Void) throws {
            var layout = CMSLayout()
            change(&layout)
            _ = try SignedData(der: layout.encoded())
        }
        judge(
            "certificates", SignedData.maximumCertificates,
            { count in try read { $0.certificates = Array(repeating: [0x30, 0], count: count) } },
            refusal: tooLarge("certificates", 128))
        judge(
            "crls", SignedData.maximumRevocationInformation,
            { count in try read { $0.crls = Array(repeating: [0x30, 0], count: count) } },
            refusal: tooLarge("crls", 128))
        judge(
            "signerInfos", SignedData.maximumSignerInfos,
            { count in
                try read {
                    $0.signerInfos = Array(repeating: CMSLayout.signerInfo(attributes: [attribute]), count: count)
                }
            }, refusal: tooLarge("signerInfos", 64))
        judge(
            "digestAlgorithms", SignedData.maximumDigestAlgorithms,
            { count in try read { $0.digestAlgorithms = Array(repeating: digest, count: count) } },
            refusal: tooLarge("digestAlgorithms", 64))
        judge(
            "signedAttrs", SignedData.maximumAttributes,
            { count in
                let many = Array(repeating: attribute, count: count)
                try read { $0.signerInfos = [CMSLayout.signerInfo(attributes: many)] }
            }, refusal: tooLarge("signedAttrs", 64))
        judge(
            "unsignedAttrs", SignedData.maximumAttributes,
            { count in
                let many = Array(repeating: attribute, count: count)
                try read { $0.signerInfos = [CMSLayout.signerInfo(attributes: nil, unsigned: many)] }
            }, refusal: tooLarge("unsignedAttrs", 64))
        judge(
            "attrValues", CMSAttribute.maximumValues,
            { count in
                let many = DERWriter.bytes { writer in
                    writer.sequence { writer in
                        writer.objectIdentifier(OID.contentType)
                        writer.constructed(.set) { for _ in 0..<count { $0.null() } }
                    }
                }
                _ = try CMSAttribute(try DERReader.single(many, .sequence))
            }, refusal: tooLarge("attrValues", 64))
    }

    func testDigestsOfAnArchiveTimestamp() {
        for list in 0..<3 {
            judge(
                "ATSHashIndex \(list)", ATSHashIndex.maximumDigests,
                { count in
                    let bytes = DERWriter.bytes { writer in
                        writer.sequence { writer in
                            AlgorithmIdentifier(digest: .sha256).encode(into: &writer)
                            for place in 0..<3 {
                                writer.sequence { for _ in 0..<(place == list ? count : 1) { $0.octetString([1]) } }
                            }
                        }
                    }
                    _ = try ATSHashIndex(der: bytes[...], form: .v3)
                }, refusal: tooLarge("ATSHashIndex", 1_024))
        }
    }

    func testCertificatesThatASignerNames() throws {
        let name = ESSCertIDv2(CMSSample.doctor.certificate)
        judge(
            "SigningCertificateV2", ESSCertIDv2.maximumCount,
            { count in
                let bytes = DERWriter.bytes { writer in
                    writer.sequence { writer in
                        writer.sequence { for _ in 0..<count { name.encode(into: &$0) } }
                    }
                }
                _ = try ESSCertIDv2.list(try DERReader.single(bytes, .sequence), version: 2)
            }, refusal: tooLarge("SigningCertificate.certs", 64))
    }

    func testAttributesOfARequest() throws {
        let good = try CertificationRequest.make(subject: CMSSample.doctor.name, key: CMSSample.doctor.key)
        judge(
            "attributes", CertificationRequest.maximumAttributes,
            { count in
                let attributes = (0..<count).map { number in
                    DERWriter.bytes { writer in
                        RequestAttribute(
                            type: ObjectIdentifier(1, 2, 3, UInt64(number + 1)), values: [ArraySlice<UInt8>([5, 0])]
                        )
                        .encode(into: &writer)
                    }
                }
                let info = DERWriter.bytes { writer in
                    writer.sequence { writer in
                        writer.integer(0)
                        writer.raw(CMSSample.doctor.name.encoded)
                        writer.raw(CMSSample.doctor.key.publicKey.subjectPublicKeyInfo)
                        writer.constructed(.contextConstructed(0)) { for item in attributes { $0.raw(item) } }
                    }
                }
                _ = try CertificationRequest(
                    der: DERWriter.bytes { writer in
                        writer.sequence { writer in
                            writer.raw(info)
                            AlgorithmIdentifier(.ecdsa(.sha256)).encode(into: &writer)
                            writer.bitString([1])
                        }
                    })
            }, refusal: tooLarge("attributes", 16))
        let most = 4 * CertificationRequest.maximumBytes
        func armoured(_ count: Int) -> [UInt8] {
            good.pem + [UInt8](repeating: UInt8(ascii: "\n"), count: count - good.pem.count)
        }
        XCTAssertNoThrow(try CertificationRequest(derOrPEM: armoured(most)))
        XCTAssertThrowsError(try CertificationRequest(derOrPEM: armoured(most + 1))) {
            XCTAssertEqual(
                $0 as? PKIXError, .tooLarge(field: "CertificationRequest", seen: most + 1, allowed: most))
        }
    }

    func testNoncesOfQuestions() throws {
        let certID = try CertID(
            serialNumber: CMSSample.doctor.certificate.serialNumber, issuer: CMSSample.root.certificate)
        judge(
            "OCSP nonce", OCSPNonce.lengths.upperBound,
            { count in
                let nonce = [UInt8](repeating: 1, count: count)
                let request = try OCSPRequest(der: OCSPRequest.make([certID], nonce: nonce))
                XCTAssertEqual(request.nonce?.count, count)
            }, refusal: outOfRange("Nonce"))
        XCTAssertThrowsError(try OCSPRequest(der: OCSPRequest.make([certID], nonce: [])), "RFC 9654 2.1: 1 to 128")
        judge(
            "timestamp nonce", TimestampRequest.maximumNonceOctets,
            { count in
                let request = TimestampRequest(
                    messageImprint: MessageImprint(
                        hashAlgorithm: AlgorithmIdentifier(digest: .sha256),
                        hashedMessage: [UInt8](repeating: 7, count: 32)),
                    nonce: [UInt8](repeating: 1, count: count))
                let read = try TimestampRequest(der: request.encoded())
                XCTAssertEqual(read.nonce?.count, count)
            }, refusal: outOfRange("nonce"))
    }

    func testPartsOfAnOCSPAnswer() throws {
        let certID = try CertID(
            serialNumber: CMSSample.doctor.certificate.serialNumber, issuer: CMSSample.root.certificate)
        func answer(_ responses: Int, _ certificates: Int) throws {
            let single = SingleResponse(
                certID: certID, status: .good, thisUpdate: TestPKI.now,
                nextUpdate: TestPKI.now.advanced(bySeconds: 3_600))
            let draft = OCSPResponseDraft(
                responderID: try ResponderID(keyOf: CMSSample.root.certificate), producedAt: TestPKI.now,
                responses: Array(repeating: single, count: responses))
            _ = try OCSPResponse(
                der: OCSPResponseDraft.assemble(
                    tbs: draft.encodedTBS(), signatureAlgorithm: .ecdsa(.sha256), signature: [1],
                    // Unreadable ones count too.
                    certificates: Array(repeating: [0x30, 0], count: certificates)))
        }
        judge(
            "responses", BasicOCSPResponse.maximumResponses, { try answer($0, 0) },
            refusal: tooLarge("responses", 1_024))
        judge("certs", BasicOCSPResponse.maximumCertificates, { try answer(1, $0) }, refusal: tooLarge("certs", 32))
    }

    func testWordsOfARefusedTimestamp() {
        judge(
            "statusString", 16,
            { count in
                let bytes = DERWriter.bytes { writer in
                    writer.sequence { writer in
                        writer.sequence { writer in
                            writer.integer(2)
                            writer.sequence { for _ in 0..<count { $0.utf8String("no") } }
                        }
                    }
                }
                let read = try TimestampResponse(der: bytes)
                XCTAssertEqual(read.statusStrings.count, count)
            }, refusal: tooLarge("statusString", 16))
    }

    func testNumbersOfLists() {
        judge(
            "cRLNumber", CertificateList.maximumNumberOctets,
            { count in
                let number = Extension(oid: OID.crlNumber, isCritical: false) { writer in
                    writer.integer(unsigned: [UInt8](repeating: 0x11, count: count))
                }
                _ = try CertificateList(der: RevocationSample.layout(entries: [], extensions: [number]))
            }, refusal: outOfRange("CRLNumber"))
        judge(
            "userCertificate", RevokedEntriesScanner.maximumSerialOctets,
            { count in
                let entry = DERWriter.bytes { writer in
                    writer.sequence { writer in
                        writer.integer(unsigned: [UInt8](repeating: 0x11, count: count))
                        writer.time(TestPKI.now)
                    }
                }
                _ = try CertificateList(der: RevocationSample.layout(entries: [entry]))
            }, refusal: tooLarge("userCertificate", 128))
    }

    func testBytesOfACertificate() {
        XCTAssertEqual(Certificate.maximumBytes, 65_536)
        func refusal(_ count: Int) -> PKIXError? {
            do throws(PKIXError) {
                _ = try Certificate(der: [UInt8](repeating: 0x30, count: count))
                return nil
            } catch {
                return error
            }
        }
        // No certificate either; it is looked at.
        if case .tooLarge? = refusal(65_536) { XCTFail() }
        XCTAssertEqual(refusal(65_537), .tooLarge(field: "Certificate", seen: 65_537, allowed: 65_536))
    }

    func testSignaturesOfAJSONDocument() throws {
        func document(_ count: Int) -> [UInt8] {
            let signature = #"{"protected":"e30","signature":"AA"}"#
            let list = Array(repeating: signature, count: count).joined(separator: ",")
            return Array(#"{"payload":"AA","signatures":[\#(list)]}"#.utf8)
        }
        XCTAssertEqual(try JWSDocument(document(JWSDocument.maximumSignatures)).signatures.count, 64)
        XCTAssertThrowsError(try JWSDocument(document(JWSDocument.maximumSignatures + 1))) {
            XCTAssertEqual($0 as? JWSError, .value(name: "signatures", seen: "65", allowed: "0–64"))
        }
        XCTAssertThrowsError(try JWSDocument([UInt8](repeating: 0x7b, count: JWS.maximumBytes + 1))) {
            XCTAssertEqual(
                $0 as? JWSError, .tooLarge(bytes: JWS.maximumBytes + 1, allowed: JWS.maximumBytes))
        }
        XCTAssertThrowsError(try JWSDocument([UInt8](repeating: 0x7b, count: JWS.maximumBytes))) {
            if case .tooLarge? = $0 as? JWSError { XCTFail("\($0)") }
        }
    }

    func testObjectsThatASignatureNames() throws {
        func read(_ count: Int) throws {
            let names = (0..<count).map { JSONValue.string("file-\($0)") }
            _ = try DetachedObjects([
                "mId": "http://uri.etsi.org/19182/ObjectIdByURI", "pars": .array(names),
            ])
        }
        XCTAssertNoThrow(try read(DetachedObjects.maximumCount))
        XCTAssertThrowsError(try read(DetachedObjects.maximumCount + 1)) {
            XCTAssertEqual($0 as? JWSError, .value(name: "sigD.pars", seen: "65", allowed: "64"))
        }
    }
}
