// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records
import TestSupport
import XCTest

@testable import Issuance

/// One key is one person's, and a key in other hands is nobody's.
final class CertifiedKeyTests: XCTestCase {
    private let doctor = House.profiles["doctor-signing"]!

    private func request(_ number: String?, _ key: PublicKey) throws -> ApprovedRequest {
        ApprovedRequest(
            withoutApplication: try House.person(number ?? "9990000018", key: key),
            searchKeys: SubjectKeys(nationalID: number), notAfterLimit: nil)
    }

    func testAKeyThatIsCertifiedForSomeoneElseIsRefusedAndLeavesNoTrace() throws {
        let house = try House()
        let authority = try house.authority()
        let key = try PrivateKey.generate(.p256).publicKey
        let first = try authority.issue(request("9990000018", key), under: doctor)
        let lines = try house.acts().count
        for other in ["9990000026", nil] {
            XCTAssertThrowsError(try authority.issue(request(other, key), under: doctor)) {
                XCTAssertEqual($0 as? IssuanceError, .keyOfSomeoneElse)
            }
        }
        XCTAssertEqual(try house.acts().count, lines)
        // Renewal: the same person goes on with the same key.
        let second = try authority.issue(request("9990000018", key), under: doctor)
        XCTAssertNotEqual(first.serialNumber, second.serialNumber)
        XCTAssertTrue(IssuanceError.keyOfSomeoneElse.isRefusal)
    }

    func testARevocationForKeyCompromiseBlocksTheKeyForItsHolderToo() throws {
        let house = try House()
        let authority = try house.authority()
        for (reason, isBlocked) in [(RevocationReason.superseded, false), (.keyCompromise, true)] {
            let key = try PrivateKey.generate(.p256).publicKey
            let certificate = try authority.issue(request("9990000018", key), under: doctor)
            let reference = CertificateReference(authority: "health", serial: certificate.serialNumber)
            try house.records.revoke(
                reference, reason: reason, because: "lost", by: "officer", at: house.clock.now)
            let digest = DigestAlgorithm.sha256.digest(key.subjectPublicKeyInfo)
            XCTAssertEqual(try house.records.keyReport(of: digest) != nil, isBlocked, "\(reason)")
            if isBlocked {
                XCTAssertThrowsError(try authority.issue(request("9990000018", key), under: doctor)) {
                    XCTAssertEqual($0 as? IssuanceError, .keyReported)
                }
            } else {
                XCTAssertNoThrow(try authority.issue(request("9990000018", key), under: doctor))
            }
        }
    }

    func testAReportIsKeptOnceWithItsLineInTheAuditLog() throws {
        let house = try House()
        let digest = [UInt8](repeating: 7, count: 32)
        let report = try house.records.reportKey(digest, because: "found", by: "console:a", at: house.clock.now)
        XCTAssertEqual(
            try house.records.reportKey(digest, because: "again", by: "console:b", at: house.clock.now), report)
        XCTAssertEqual(try house.acts().filter { $0 == AuditAct.keyReported }.count, 1)
        XCTAssertEqual(try house.records.keyReports(), [report])
        XCTAssertEqual(try house.records.keyReports(after: report), [])
        XCTAssertThrowsError(
            try house.records.reportKey([1], because: "", by: "", at: house.clock.now))
    }
}
