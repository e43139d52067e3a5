// SPDX-License-Identifier: Apache-2.0
import Containers
import Cryptography
import DER
import FuzzTargets
import JSON
import MohrSigning
import PKIX
import TestSupport
import XCTest

/// Budgets of size, depth and number: what is at the limit is read, one more is refused with both figures.
final class BudgetTests: XCTestCase {
    func testJSONBytes() throws {
        func text(_ count: Int) -> [UInt8] {
            [UInt8(ascii: "\"")] + [UInt8](repeating: UInt8(ascii: "a"), count: count - 2) + [UInt8(ascii: "\"")]
        }
        let most = JSONReader.maximumBytes
        XCTAssertEqual(most, 65_536)
        XCTAssertEqual(try JSONReader.read(text(most)).text?.utf8.count, most - 2)
        XCTAssertThrowsError(try JSONReader.read(text(most + 1))) {
            XCTAssertEqual($0 as? JSONError, .tooLarge(bytes: most + 1, allowed: most))
        }
    }

    func testJSONDepth() throws {
        let most = JSONReader.maximumDepth
        XCTAssertEqual(most, 16)
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            func nested(_ depth: Int) -> [UInt8] {
                Array((String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)).utf8)
            }
            XCTAssertNoThrow(try JSONReader.read(nested(most)))
            XCTAssertThrowsError(try JSONReader.read(nested(most + 1))) {
                guard case .tooDeep(_, most)? = $0 as? JSONError else { return XCTFail("\($0)") }
            }
        }
        // Half a million brackets end at the seventeenth, and not with the stack.
        XCTAssertThrowsError(try JSONReader.read([UInt8](repeating: 0x5b, count: 500_000), limit: 1_000_000))
    }

    func testJSON5BytesAndDepth() throws {
        let (bytes, depth) = (JSON5Reader.maximumBytes, JSON5Reader.maximumDepth)
        func padded(_ count: Int) -> [UInt8] { [0x31] + [UInt8](repeating: 0x20, count: count - 1) }
        XCTAssertNoThrow(try JSON5Reader.read(padded(bytes)))
        XCTAssertThrowsError(try JSON5Reader.read(padded(bytes + 1))) {
            XCTAssertEqual($0 as? JSON5Error, .tooLarge(seen: bytes + 1, allowed: bytes))
        }
        func nested(_ depth: Int) -> [UInt8] {
            [UInt8](repeating: 0x5b, count: depth) + [0x31] + [UInt8](repeating: 0x5d, count: depth)
        }
        // A value in the innermost list is a level too.
        XCTAssertNoThrow(try JSON5Reader.read(nested(depth - 1)))
        XCTAssertThrowsError(try JSON5Reader.read(nested(depth)))
        XCTAssertThrowsError(try JSON5Reader.read([UInt8](repeating: 0x5b, count: bytes)))
    }

    func testQuestionsOfAnOCSPRequest() throws {
        let root = try TestPKI.root()
        let certID = try CertID(serialNumber: root.certificate.serialNumber, issuer: root.certificate)
        func request(_ count: Int) -> [UInt8] { OCSPRequest.make(Array(repeating: certID, count: count)) }
        let most = OCSPRequest.maximumRequests
        XCTAssertEqual(try OCSPRequest(der: request(most)).requests.count, most)
        XCTAssertThrowsError(try OCSPRequest(der: request(most + 1)))
    }

    func testBytesAndAttributesOfARequest() throws {
        let most = CertificationRequest.maximumBytes
        XCTAssertEqual(most, 16_384)
        func value(_ count: Int) -> [UInt8] {
            [0x30, 0x82, UInt8((count - 4) >> 8), UInt8((count - 4) & 0xff)] + [UInt8](repeating: 0, count: count - 4)
        }
        // Neither is a request; the one that is too large is not even looked at.
        XCTAssertThrowsError(try CertificationRequest(der: value(most))) {
            if case .tooLarge? = $0 as? PKIXError { XCTFail("\($0)") }
        }
        XCTAssertThrowsError(try CertificationRequest(der: value(most + 1))) {
            guard case .tooLarge(_, most + 1, most)? = $0 as? PKIXError else { return XCTFail("\($0)") }
        }
    }

    func testCertificatesAndSignersOfAMessage() throws {
        let root = try TestPKI.root(key: .p256)
        let signer = SignerInfoDraft(
            identifier: .issuerAndSerial(root.certificate.issuer, root.certificate.serialNumber),
            digestAlgorithm: .sha256, signedAttributes: [0x31, 0x00], signatureAlgorithm: .ecdsa(.sha256),
            signature: [1])
        func message(_ certificates: Int, _ signers: Int) -> [UInt8] {
            SignedDataDraft(
                contentType: OID.cmsData, content: [1],
                certificates: Array(repeating: root.certificate.encoded, count: certificates),
                signerInfos: Array(repeating: signer, count: signers)
            ).encoded()
        }
        let (certificates, signers) = (SignedData.maximumCertificates, SignedData.maximumSignerInfos)
        XCTAssertEqual(try SignedData(der: message(certificates, 1)).certificates.count, certificates)
        XCTAssertThrowsError(try SignedData(der: message(certificates + 1, 1))) {
            guard case .tooLarge(_, certificates + 1, certificates)? = $0 as? PKIXError else { return XCTFail("\($0)") }
        }
        XCTAssertEqual(try SignedData(der: message(1, signers)).signerInfos.count, signers)
        XCTAssertThrowsError(try SignedData(der: message(1, signers + 1))) {
            guard case .tooLarge(_, signers + 1, signers)? = $0 as? PKIXError else { return XCTFail("\($0)") }
        }
    }

    func testBytesOfAMessage() throws {
        let most = SignedData.maximumBytes
        XCTAssertEqual(most, 16_777_216)
        let root = try TestPKI.root(key: .p256)
        func message(_ content: Int) -> [UInt8] {
            SignedDataDraft(
                contentType: OID.cmsData, content: [UInt8](repeating: 0x61, count: content),
                certificates: [root.certificate.encoded], signerInfos: []
            ).encoded()
        }
        let around = message(most - 2_000)
        let content = most - 2_000 + (most - around.count)
        XCTAssertEqual(try SignedData(der: message(content)).encoded.count, most)
        XCTAssertThrowsError(try SignedData(der: message(content + 1))) {
            guard case .tooLarge(_, most + 1, most)? = $0 as? PKIXError else { return XCTFail("\($0)") }
        }
    }

    func testEntriesOfAnArchive() throws {
        func archive(_ count: Int) throws -> [UInt8] {
            try StoredArchive((0..<count).map { ArchiveEntry("\($0)", [UInt8]()) }).encoded()
        }
        let limits = ArchiveLimits(entries: 50)
        XCTAssertEqual(try StoredArchive(reading: archive(50), limits: limits).entries.count, 50)
        XCTAssertThrowsError(try StoredArchive(reading: archive(51), limits: limits)) {
            XCTAssertEqual($0 as? ContainersError, .tooLarge(field: "entries", seen: 51, allowed: 50))
        }
    }
}
