// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import TestSupport
import XCTest

@testable import Records

/// The database goes away in the middle of an issuance and comes back, and the process that issues goes on living.
final class StrayIssuanceTests: XCTestCase {
    func testWhatFailedWhileTheServerWasGoneIsClosedWithoutANewStart() throws {
        let server = try PostgreSQLServer()
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let settings = PostgreSQLSettings(host: server.host, port: server.port, database: "mohr", user: "mohr")
        let records = try Records(home: folder.path("home"), database: .postgreSQL(settings))
        defer { records.close() }
        try records.furnish()
        try records.approvedApplication("A1")
        let request = IssuanceRequest(application: "A1", office: "tehran", profile: "doctor")
        try records.recordIntentToSign(reference(1), for: request, draft: paper(1), by: "ca", at: later(1))
        server.halt(immediately: true)
        XCTAssertThrowsError(
            try records.fileCertificate(signed(paper(1).tbs), of: reference(1), by: "ca", at: later(2)))
        for number in [1, 9] { records.giveUp(reference(number), because: "failed", by: "ca", at: later(2)) }
        XCTAssertThrowsError(try records.giveUpStrays(at: later(3)), "it is still gone")
        try server.start()
        // It is tried again each second.
        for _ in 0..<300 where records.refusal != nil { Thread.sleep(forTimeInterval: 0.1) }
        // The control: by itself nothing closes it, and nobody can issue the application.
        XCTAssertEqual(try records.issuance(reference(1)).state, .signing)
        XCTAssertThrowsError(try records.issue(2, for: request, at: later(4)))
        XCTAssertEqual(try records.giveUpStrays(at: later(5)), 1, "the other is not on record")
        XCTAssertEqual(try records.giveUpStrays(at: later(5)), 0)
        XCTAssertEqual(try records.issuance(reference(1)).state, .abandoned)
        XCTAssertEqual(try records.status(of: reference(1), at: later(6))?.status, .revoked, "it may be signed")
        try records.issue(2, for: request, at: later(7))
        XCTAssertEqual(try records.application("A1").state, .issued)
        XCTAssertEqual(try records.verifyAudit().findings, [])
    }
}
