// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Database
import PKIX
import XCTest

@testable import Records

final class IssuanceTests: XCTestCase {
    func testAnIssuanceGoesThroughEveryStepAndIsGoodAfterAcceptance() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        try records.approvedApplication("A1")
        let name = reference(1)
        let draft = paper(1, name: "sara", nationalID: "9990000018", licence: "12345")

        try records.reserveSerial(
            name, for: IssuanceRequest(application: "A1", office: "tehran", profile: "doctor"), by: "ca", at: later(1))
        XCTAssertEqual(try records.issuance(name).state, .reserved)
        XCTAssertEqual(try records.application("A1").state, .issuing)
        try records.fileDraft(draft, of: name, by: "ca", at: later(1))
        XCTAssertEqual(try records.draft(of: name), draft)
        try records.recordIntentToSign(name, by: "ca", at: later(1))
        XCTAssertEqual(try records.issuance(name).state, .signing)
        XCTAssertNil(try records.certificate(name))
        let der = signed(draft.tbs)
        let record = try records.fileCertificate(der, of: name, by: "ca", at: later(2))

        XCTAssertEqual(record.state, .issued)
        XCTAssertEqual(record.certificateSHA256, DigestAlgorithm.sha256.digest(der))
        XCTAssertEqual(record.subject, draft.subject)
        XCTAssertEqual(record.validity, draft.validity)
        XCTAssertEqual(try records.certificate(name), der)
        XCTAssertEqual(try records.application("A1").state, .issued)
        XCTAssertNil(try records.status(of: name, at: later(1)))
        XCTAssertEqual(try records.status(of: name, at: later(2))?.status, .pendingAcceptance)

        try records.accept(name, by: "subscriber", at: later(9))
        XCTAssertEqual(try records.application("A1").state, .accepted)
        XCTAssertEqual(try records.status(of: name, at: later(8))?.status, .pendingAcceptance)
        XCTAssertEqual(try records.status(of: name, at: later(9))?.status, .good)
        XCTAssertEqual(try records.unfinishedIssuances(), [])
    }
}
