// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import Foundation
import Issuance
import PKIX
import Service
import TestSupport
import XCTest

/// `mohr renew`: a doctor renews at a served house, by real processes.
final class RenewTests: XCTestCase {
    func testADoctorRenewsFromHomeAndAnInterruptedRenewalGoesOn() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let file = home + "/mohr.json5"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try Data(text.replacing("windowSeconds: 7776000", with: "windowSeconds: 94608000").utf8)
            .write(to: URL(fileURLWithPath: file))
        try Self.enrol(home, into: folder)
        let house = try ServedHouse(home).ready()
        let story = home + "/story"
        let common = ["renew", "--server", house.publicURL, "--certificate", folder.path("old.pem")]
        let window = try Program.run(common)
        XCTAssertTrue(window.isSuccess, window.errors)
        XCTAssertTrue(window.text.contains("Renewal opens"), window.text)
        let renewing =
            common + [
                "--key", folder.path("old.key.pem"), "--chain", story + "/health-intermediate.pem", "--new-key",
                folder.path("new.key.pem"), "--out", folder.path("new.pem"),
            ]
        let unread = try Program.run(renewing)
        XCTAssertEqual(unread.status, 64)
        XCTAssertTrue(unread.errors.contains("--accept-terms"), unread.errors)
        // Nothing waited for: the first run ends before there is a certificate, the second gets it.
        let first = try Program.run(renewing + ["--accept-terms", "--wait", "0"])
        XCTAssertTrue([0, 2].contains(first.status), first.errors)
        let second = try Program.run(renewing + ["--accept-terms"])
        XCTAssertTrue(second.isSuccess || first.status == 0, second.errors + second.text)
        let done = first.status == 0 ? first : second
        XCTAssertTrue(done.text.contains("verified by the house: accept"), done.text)
        let checked = try Shell.run(
            "/usr/bin/openssl",
            [
                "verify", "-CAfile", story + "/root.pem", "-untrusted", story + "/health-intermediate.pem",
                folder.path("new.pem"),
            ])
        XCTAssertTrue(checked.isSuccess, checked.errors)
        // The old key no longer speaks for anyone.
        let old = try Program.run(renewing.map { $0.replacing("new.", with: "newer.") } + ["--accept-terms"])
        XCTAssertEqual(old.status, 77, old.text + old.errors)
        XCTAssertEqual(try house.stop(), .clean)
    }

    /// A doctor with an accepted certificate: `old.pem` and `old.key.pem`.
    private static func enrol(_ home: String, into folder: TemporaryFolder) throws {
        let workshop = try Workshop(home)
        defer { workshop.close() }
        let officers = (
            try workshop.enlist(.enterer, nationalID: "9990001006"),
            try workshop.enlist(.approver, nationalID: "9990001014")
        )
        let desk = workshop.service.registration
        let doctor = try DoctorsApplication()
        let id = try desk.apply(doctor.form, office: "medical-council-tehran", csr: doctor.request).id
        try desk.enter(id, by: try desk.officer(named: officers.0.id))
        try desk.approve(id, by: try desk.officer(named: officers.1.id))
        _ = try workshop.service.engine.runOnce()
        try desk.accept(id, try desk.acceptanceStatement(for: id).signed(with: doctor.key))
        try folder.write(try XCTUnwrap(try desk.collect(id)).pem, to: "old.pem")
        try folder.write(try doctor.key.pem(), to: "old.key.pem")
    }

    func testMissingOptionsAreNamed() throws {
        XCTAssertEqual(try Program.run(["renew"]).status, 64)
        let story = try DemoTree.shared().story
        let nowhere = try Program.run(
            ["renew", "--server", "http://127.0.0.1:1", "--certificate", story + "/trader.pem"])
        XCTAssertEqual(nowhere.status, 69, nowhere.errors)
        XCTAssertEqual(
            try Program.run(["renew", "--server", "http://127.0.0.1:1", "--certificate", "/nothing"]).status, 65)
    }
}
