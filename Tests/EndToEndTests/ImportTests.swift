// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import JSON
import PKIX
import TestSupport
import XCTest

/// `mohr import`: certificates that another authority issued, row by row, resumable, with a report.
final class ImportTests: XCTestCase {
    private var folder: TemporaryFolder!
    private var home = ""
    private var elsewhere: ElsewhereAuthority!

    override func setUpWithError() throws {
        folder = try temporaryFolder()
        home = try DemoTree.shared().copy(into: folder)
        elsewhere = try ElsewhereAuthority()
        try folder.write(elsewhere.identity.certificate.pem, to: "elsewhere.pem")
        try folder.write(elsewhere.list().encoded, to: "elsewhere.crl")
        try FileManager.default.createDirectory(atPath: folder.path("issued"), withIntermediateDirectories: true)
    }

    override func tearDown() { folder = nil }

    private func run(_ more: String..., certificates: String = "issued", crl: String = "elsewhere.crl") throws
        -> Shell.Outcome
    {
        try Program.run(
            [
                "import", folder.path("people.csv"), "--certificates", folder.path(certificates), "--issuer",
                folder.path("elsewhere.pem"), "--crl", folder.path(crl), "--home", home, "--profile",
                "doctor-signing",
            ] + more)
    }

    private func summary(_ outcome: Shell.Outcome) throws -> [String: Int64] {
        let value = try JSONReader.read(Array(outcome.text.utf8))
        return Dictionary(
            uniqueKeysWithValues: (value["summary"]?.members ?? []).map { ($0.name, $0.value.wholeNumber ?? -1) })
    }

    private func report() throws -> [JSONValue] {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path("report.ndjson"))))
        return try bytes.split(separator: 0x0A).map { try JSONReader.read(Array($0)) }
    }

    private func lines(ofLog act: String) throws -> Int {
        let answer = try Shell.run(
            "sqlite3", ["\(home)/records/records.sqlite", "SELECT count(*) FROM audit WHERE act = '\(act)'"])
        XCTAssertEqual(answer.status, 0, answer.errors)
        return Int(answer.text.filter(\.isNumber)) ?? -1
    }

    /// Every way for a row to be wrong, beside rows that are right.
    func testEachRowIsTakenOrRefusedForItsOwnReason() throws {
        let stranger = try ElsewhereAuthority("Stranger CA")
        typealias Holder = ElsewhereAuthority.Holder
        func put(_ name: String, _ identity: TestIdentity, pem: Bool = false) throws {
            try folder.write(pem ? identity.certificate.pem : identity.certificate.encoded, to: "issued/\(name)")
        }
        let good = Holder("9990002002", licence: "9992002")
        let held = Holder("9990002010", licence: "9992010")
        let gone = Holder("9990002029", licence: "9992029")
        let shared = try elsewhere.issue(to: good)
        try put("good.cer", shared)
        let (onHold, revoked) = (try elsewhere.issue(to: held), try elsewhere.issue(to: gone))
        try put("held.pem", onHold, pem: true)
        try put("gone.cer", revoked)
        let old = Holder("9990002037", licence: "9992037")
        try put("old.cer", elsewhere.issue(to: old) { $0.validity = Self.lastYear })
        try put("stranger.cer", stranger.issue(to: Holder("9990002045", licence: "9992045")))
        try put("other.cer", elsewhere.issue(to: Holder("9990002053", licence: "9992053")))
        try put("weak.cer", elsewhere.issue(to: Holder("9990002061", licence: "9992061"), key: Self.weakKey()))
        try put("borrowed.cer", elsewhere.issue(to: Holder("9990002088", licence: "9992088"), key: shared.key))
        try put("licence.cer", elsewhere.issue(to: Holder("9990002096", licence: "9992002")))
        try folder.write(Array("no certificate".utf8), to: "issued/torn.cer")
        try folder.write(
            elsewhere.list([(onHold, .certificateHold), (revoked, .superseded)]).encoded, to: "elsewhere.crl")
        // Persian digits, a mark of the byte order, a quoted cell, CRLF.
        let persian = "۹۹۹۰۰۰۲۰۰۲,۹۹۹۲۰۰۲,سارا,\"احمدی\",Sara Ahmadi,good.cer"
        let rows = [
            persian, held.row + ",held.pem", gone.row + ",gone.cer", old.row + ",old.cer",
            Holder("9990002045", licence: "9992045").row + ",stranger.cer",
            Holder("9990002053", "زهرا", "کاظمی", "Zahra Kazemi", licence: "9992053").row + ",other.cer",
            Holder("9990002061", licence: "9992061").row + ",weak.cer",
            Holder("9990002088", licence: "9992088").row + ",borrowed.cer",
            Holder("9990002096", licence: "9992002").row + ",licence.cer", good.row + ",good.cer",
            good.row + ",torn.cer", good.row + ",nowhere.cer", "9990002003,1,سارا,احمدی,,good.cer", "1,2",
            Holder("9990002010", licence: "9992010").row + ",other.cer",
        ]
        let head = "کد ملی,شماره نظام پزشکی,نام,نام خانوادگی,latinName,certificate"
        try folder.write(
            [0xEF, 0xBB, 0xBF] + Array(([head] + rows).joined(separator: "\r\n").utf8), to: "people.csv")
        let expected: [(String, String?)] = [
            ("taken", nil), ("taken", nil), ("taken", nil), ("taken", nil), ("refused", "issuer"),
            ("refused", "subject.surname"), ("refused", "key"), ("refused", "keyOfSomeoneElse"),
            ("refused", "licenceOfSomeoneElse"), ("refused", "certificateTwice"),
            ("refused", "certificateUnreadable"), ("refused", "certificateMissing"), ("refused", "identity"),
            ("refused", "columns"), ("refused", "subject.nationalID"),
        ]
        // Rehearsed first: the same answers, and nothing on record.
        for rehearsal in [["--dry-run"], []] {
            let outcome = try Program.run(
                [
                    "import", folder.path("people.csv"), "--certificates", folder.path("issued"), "--issuer",
                    folder.path("elsewhere.pem"), "--crl", folder.path("elsewhere.crl"), "--home", home, "--profile",
                    "doctor-signing", "--report", folder.path("report.ndjson"), "--json",
                ] + rehearsal)
            XCTAssertEqual(outcome.status, 1, outcome.errors)
            let told = try report()
            XCTAssertEqual(told.count, rows.count + 1)
            for (line, (word, code)) in zip(told, expected) {
                XCTAssertEqual(line["outcome"]?.text, word, "\(line)")
                XCTAssertEqual(line["code"]?.text, code, "\(line)")
                XCTAssertFalse(line["fa"]?.text?.contains("import.") ?? true, "\(line)")
            }
            XCTAssertEqual(told.prefix(4).map { $0["status"]?.text }, ["good", "onHold", "revoked", "good"])
            XCTAssertEqual(told[3]["remarks"]?.elements?.first, "expired")
            XCTAssertEqual(told.last?["summary"]?["refused"]?.wholeNumber, 11)
            XCTAssertEqual(try lines(ofLog: "certificate.imported"), rehearsal.isEmpty ? 4 : 0)
        }
        XCTAssertEqual(try lines(ofLog: "import.begun"), 1)
        XCTAssertEqual(try lines(ofLog: "import.ended"), 1)
        try foundAsImported(shared.certificate)
        try askedAgain(gone: onHold, revoked)
    }

    /// `mohr certificate find` and `show` say whose word it is.
    private func foundAsImported(_ certificate: Certificate) throws {
        let found = try Program.run(
            ["certificate", "find", "--home", home, "--national-id", "۹۹۹۰۰۰۲۰۰۲", "--json"])
        XCTAssertEqual(found.status, 0, found.errors)
        let value = try JSONReader.read(Array(found.text.utf8))
        XCTAssertEqual(value["certificates"]?.elements?.count, 0)
        let one = try XCTUnwrap(value["imported"]?.elements?.first)
        XCTAssertTrue(one["importedFrom"]?.text?.contains("Elsewhere CA") ?? false, "\(one)")
        XCTAssertEqual(one["is"], "good")
        for words in ["ahmadi", "احمدی سارا", "کاظمی"] {
            let status = try Program.run([
                "certificate", "find", "--home", home, "--name", words, "--licence", "9992002",
            ])
            XCTAssertEqual(status.status, words == "کاظمی" ? 1 : 0, words)
        }
        let shown = try Program.run(["certificate", "show", certificate.serialNumber.hex, "--home", home])
        XCTAssertEqual(shown.status, 0, shown.errors)
        XCTAssertTrue(shown.text.contains("only known here"), shown.text)
    }

    /// The same file again changes nothing; a newer list does.
    private func askedAgain(gone: TestIdentity, _ revoked: TestIdentity) throws {
        XCTAssertEqual(try summary(try run("--json"))["known"], 4)
        try folder.write(
            elsewhere.list([(gone, .keyCompromise), (revoked, .superseded)], age: 10).encoded, to: "newer.crl")
        let newer = try summary(try run("--json", crl: "newer.crl"))
        XCTAssertEqual(newer["updated"], 1, "\(newer)")
        XCTAssertEqual(newer["known"], 3, "\(newer)")
        // An older list says nothing any more.
        XCTAssertEqual(try summary(try run("--json"))["known"], 4)
        let spreadsheet = try run("--report", folder.path("report.csv"))
        XCTAssertEqual(spreadsheet.status, 1)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path("report.csv"))))
        XCTAssertEqual(Array(bytes.prefix(3)), [0xEF, 0xBB, 0xBF])
        let text = String(decoding: bytes, as: UTF8.self)
        XCTAssertTrue(text.contains("\"refused\",\"certificateTwice\""), text)
    }

    /// SIGKILL after the first batch: the run that follows takes the rest, and nothing twice.
    func testAKilledImportIsGoneOnWith() throws {
        let key = try PrivateKey.generate(.p256)
        var (pem, rows): ([UInt8], [String]) = ([], [ElsewhereAuthority.Holder.head])
        for index in 0..<300 {
            // One person with many certificates needs one key only, and each row names its certificate.
            let holder = ElsewhereAuthority.Holder("9990002002", licence: "9992002")
            let issued = try elsewhere.issue(to: holder, key: key) { $0.validity = Self.year(index) }
            pem += issued.certificate.pem
            rows.append(holder.row + "," + issued.certificate.serialNumber.hex)
        }
        rows[0] += ",serial"
        try folder.write(pem, to: "issued.pem")
        try folder.write(Array(rows.joined(separator: "\n").utf8), to: "people.csv")
        let arguments = [
            "MOHR_STOP_AT=import.batch", try Program.path(), "import", folder.path("people.csv"), "--certificates",
            folder.path("issued.pem"), "--issuer", folder.path("elsewhere.pem"), "--crl",
            folder.path("elsewhere.crl"), "--home", home, "--profile", "doctor-signing",
        ]
        let killed = try Shell.run("env", arguments)
        XCTAssertNotEqual(killed.status, 0, "it was to be killed: \(killed.text)")
        XCTAssertEqual(try lines(ofLog: "certificate.imported"), 256)
        XCTAssertEqual(try lines(ofLog: "import.ended"), 0)
        let again = try run("--json", certificates: "issued.pem")
        XCTAssertEqual(again.status, 0, again.errors)
        XCTAssertEqual(try summary(again), ["rows": 300, "taken": 44, "updated": 0, "known": 256, "refused": 0])
        XCTAssertEqual(try lines(ofLog: "certificate.imported"), 300)
        XCTAssertEqual(try lines(ofLog: "import.ended"), 1)
    }

    func testWhatCannotBeImportedIsSaidAtOnce() throws {
        try folder.write(Array("nationalID,colour\n1,red\n".utf8), to: "people.csv")
        try folder.write(elsewhere.issue(to: .init("9990002002", licence: "1")).certificate.pem, to: "issued/a.pem")
        XCTAssertEqual(try run().status, 65)
        try folder.write(Array("givenName\nx\n".utf8), to: "people.csv")
        XCTAssertEqual(try run().status, 65)
        try folder.write(Array("nationalID\n\"1\n".utf8), to: "people.csv")
        XCTAssertTrue(try run().errors.contains("never closed"))
        try folder.write(Array("nationalID\n".utf8) + [0xFF], to: "people.csv")
        XCTAssertTrue(try run().errors.contains("byte 11"))
        // A list that somebody else signed.
        try folder.write(Array("nationalID\n9990002002\n".utf8), to: "people.csv")
        try folder.write(ElsewhereAuthority().list().encoded, to: "foreign.crl")
        let foreign = try run(crl: "foreign.crl")
        XCTAssertEqual(foreign.status, 65)
        XCTAssertTrue(foreign.errors.contains("not signed"), foreign.errors)
        XCTAssertEqual(try Program.run(["import", "x.csv", "--home", home]).status, 64)
        let help = try Program.run(["help", "import"])
        XCTAssertTrue(help.text.hasPrefix("  mohr import"), help.text)
        XCTAssertTrue(try Program.run(["completion", "bash"]).text.contains("--certificates"))
    }

    private static let lastYear = Validity(
        notBefore: Instant.now().advanced(bySeconds: -400 * 86_400),
        notAfter: Instant.now().advanced(bySeconds: -35 * 86_400))

    private static func year(_ index: Int) -> Validity {
        Validity(
            notBefore: Instant.now().advanced(bySeconds: -86_400 - Int64(index)),
            notAfter: Instant.now().advanced(bySeconds: 365 * 86_400))
    }

    /// RSA with 1024 bits: read by every verifier, certified by none.
    private static func weakKey() throws -> PrivateKey {
        let made = try Shell.run("openssl", ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"])
        return try PrivateKey(pem: Array(made.text.utf8), passphrase: nil)
    }
}
