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

    /// Somebody writes into the database what no officer did; nothing is signed for it.
    func testNothingIsSignedForAnApprovalOfWhichTheLogSaysNothing() throws {
        let attacks = [
            // Nobody but the enterer has seen it.
            ["UPDATE applications SET state = 'approved', approved_by = 'reza' WHERE id = 'A2'"],
            // The approval of another stands in for its own.
            [
                "UPDATE applications SET state = 'approved', approved_by = 'reza' WHERE id = 'A2'",
                """
                INSERT INTO application_events (application, sequence, from_state, to_state, actor, time)
                    SELECT 'A2', sequence, from_state, to_state, actor, time FROM application_events
                    WHERE application = 'A1' AND to_state = 'approved'
                """,
            ],
        ]
        for attack in attacks {
            let home = try TestHome()
            let records = try home.openFurnished()
            try records.approvedApplication("A1")
            try records.take(
                ApplicationDraft(
                    id: "A2", office: "tehran", profile: "doctor",
                    subject: SubjectFields(["nationalID": "9990000026", "givenName": "مینا"]), request: [0x30, 0x00],
                    publicKeySHA256: DigestAlgorithm.sha256.digest([2])),
                by: "applicant", at: later(1))
            try records.submit(application: "A2", by: "applicant", at: later(1))
            try records.enter(application: "A2", by: "maryam", at: later(1))
            for sql in attack { try home.tamper(sql) }
            XCTAssertThrowsError(try reserve("A2", records), "\(attack)") {
                guard case .damaged(table: "applications", _) = $0 as? RecordsError else { return XCTFail("\($0)") }
            }
            XCTAssertEqual(try records.application("A2").state, .approved, "nothing came of it")
            try reserve("A1", records)
            records.close()
        }
    }

    func testNothingIsSignedForAContentThatWasNotApproved() throws {
        for sql in [
            "request = x'3000FF'", "profile = 'other'", "entered_by = NULL",
            "entered_by = 'reza', approved_by = 'maryam'",
        ] {
            let home = try TestHome()
            let records = try home.openFurnished()
            try records.approvedApplication("A1")
            try home.tamper("UPDATE applications SET \(sql) WHERE id = 'A1'")
            XCTAssertThrowsError(try reserve("A1", records), sql) {
                guard case .damaged(table: "applications", _) = $0 as? RecordsError else { return XCTFail("\($0)") }
            }
            records.close()
        }
    }

    private func reserve(_ application: String, _ records: Records) throws {
        try records.reserveSerial(
            reference(1), for: IssuanceRequest(application: application, office: "tehran", profile: "doctor"), by: "ca",
            at: later(2))
    }
}
