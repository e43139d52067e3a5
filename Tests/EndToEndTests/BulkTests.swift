// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import JSON
import PKIX
import TestSupport
import XCTest

/// `mohr certificate issue --from-file`: a file by the word of two officers, once and no more.
final class BulkTests: XCTestCase {
    private var folder: TemporaryFolder!
    private var home = ""
    private var officers: [OfficerAtDesk] = []

    override func tearDown() { folder = nil }

    override func setUpWithError() throws {
        folder = try temporaryFolder()
        home = try DemoTree.shared().copy(into: folder)
        let workshop = try Workshop(home)
        officers = [
            try workshop.enlist(.enterer, nationalID: "9990001006"),
            try workshop.enlist(.approver, nationalID: "9990001014"),
        ]
        workshop.close()
    }

    private func line(_ number: String, licence: String) throws -> String {
        var doctor = try DoctorsApplication()
        doctor.nationalID = number
        doctor.licence = licence
        return String(decoding: JSONWriter.bytes(doctor.json), as: UTF8.self)
    }

    private func order() throws {
        let drawn = try Program.run([
            "certificate", "order", "--home", home, "--from-file", folder.path("file"), "--office",
            "medical-council-tehran", "--enterer", officers[0].id, "--approver", officers[1].id, "--order",
            folder.path("order"),
        ])
        XCTAssertTrue(drawn.isSuccess, drawn.errors)
        for (officer, name) in zip(officers, ["enterer.sig", "approver.sig"]) {
            try folder.write(try officer.key.sign(try folder.read("order"), by: .ecdsa(.sha256)), to: name)
        }
    }

    private func issue(enterer: String = "enterer.sig") throws -> Shell.Outcome {
        try Program.run([
            "certificate", "issue", "--home", home, "--from-file", folder.path("file"), "--order", folder.path("order"),
            "--enterer-signature", folder.path(enterer), "--approver-signature", folder.path("approver.sig"),
            "--report",
            folder.path("report"),
        ])
    }

    private func report() throws -> [JSONValue] {
        try folder.read("report").split(separator: 0x0A).map { try JSONReader.read(Array($0)) }
    }

    func testAFileIsIssuedOnceAndItsBadLinesAreTold() throws {
        let good = [
            try line("9990001022", licence: "9991022"), try line("9990001030", licence: "9991030"),
            try line("9990001049", licence: "9991049"),
        ]
        let lines = [good[0], try line("9990001023", licence: "9991023"), good[1], "{\"profile\": 1}", good[2]]
        try folder.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: "file")
        try order()
        let first = try issue()
        XCTAssertEqual(first.status, 1, first.errors)
        XCTAssertTrue(first.text.contains("3 issued, 2 refused, 0 waiting"), first.text + first.errors)
        XCTAssertTrue(first.text.contains("Line 2:") && first.text.contains("Line 4:"), first.text)
        let words = try report().map { $0["outcome"]?.text }
        XCTAssertEqual(words, ["issued", "refused", "issued", "refused", "issued"])
        let serials = try report().map { $0["serial"]?.text }
        // Run again, as after an interruption: the same certificates and not one more.
        XCTAssertEqual(try issue().status, 1)
        XCTAssertEqual(try report().map { $0["serial"]?.text }, serials)
        let found = try Program.run([
            "certificate", "find", "--home", home, "--name", "nemouneh", "--office", "medical-council-tehran",
            "--state", "pendingAcceptance", "--json",
        ])
        let known = try JSONReader.read(Array(found.text.utf8))["certificates"]?.elements ?? []
        XCTAssertEqual(Set(known.compactMap { $0["serial"]?.text }), Set(serials.compactMap { $0 }))
        let der = try Base64.decode(try report()[0]["certificate"]?.text ?? "")
        XCTAssertEqual(try Certificate(der: der).serialNumber.hex, serials[0])
    }

    func testNothingIsIssuedWithoutBothOfficersAndThisVeryFile() throws {
        try folder.write(Array(try line("9990001022", licence: "9991022").utf8), to: "file")
        try order()
        XCTAssertEqual(try issue(enterer: "approver.sig").status, 77, "one officer twice")
        try folder.write([0x30, 0x00], to: "junk.sig")
        XCTAssertEqual(try issue(enterer: "junk.sig").status, 77)
        let text = try folder.read("file")
        try folder.write(text + Array("\n".utf8) + Array(try line("9990001030", licence: "9991030").utf8), to: "file")
        XCTAssertEqual(try issue().status, 65, "another file")
        try folder.write(text, to: "file")
        XCTAssertEqual(try issue().status, 0, "the control")
    }
}
