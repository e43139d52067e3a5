// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import TestSupport
import XCTest

@testable import Database
@testable import Records

final class FindTests: XCTestCase {
    private var home: TestHome!
    private var records: Records!
    private let now = later(3_000_000)

    override func tearDown() {
        records = nil
        home = nil
    }

    override func setUpWithError() throws {
        home = try TestHome()
        records = try home.openFurnished()
        let people: [(String, String, String)] = [
            ("سارا", "احمدی", "Sara Ahmadi"), ("علی\u{200C}رضا", "کریمی", "Alireza Karimi"),
            ("علی رضا", "نیک نژاد", "Ali Reza Niknezhad"), ("علیرضا", "احمدی", "Alireza Ahmadi"),
            ("آرش", "سارانی", "Arash Sarani"), ("مسئول", "خانهٔ", "Masoul Khaneh"),
        ]
        for (index, person) in people.enumerated() {
            let number = index + 1
            try records.issue(
                number, as: number == 5 ? .pendingAcceptance : .good,
                draft: named(number, person),
                for: IssuanceRequest(
                    withoutApplicationUnder: "doctor", office: number % 2 == 0 ? "tehran" : "shiraz"),
                at: later(Int64(number * 100)))
        }
        try records.hold(reference(2), because: "lost", by: "maryam", at: later(1_000))
        try records.revoke(reference(4), reason: .superseded, because: "new", by: "maryam", at: later(1_001))
    }

    private func named(_ number: Int, _ person: (String, String, String)) -> IssuanceDraft {
        let tbs = TBSCertificate(
            serialNumber: reference(number).serial, signature: AlgorithmIdentifier(.ecdsa(.sha256)),
            issuer: try! Name([(OID.commonName, "health")]),
            validity: Validity(notBefore: start, notAfter: later(86_400 * 365)),
            subject: try! Name([
                (OID.surname, person.1), (OID.givenName, person.0), (OID.name, person.2),
                (OID.commonName, person.0 + " " + person.1),
            ]), subjectPublicKeyInfo: [0x30, 0x00], extensions: try! Extensions([])
        ).encoded()
        return IssuanceDraft(
            tbs: tbs, lintCertificate: signed(tbs, signature: 0xFF),
            subject: SubjectKeys(
                name: NameWords.key(person.0 + person.1), nationalID: "99900000\(10 + number)",
                licence: "\(1_000 + number)"),
            validity: Validity(notBefore: start, notAfter: later(86_400 * 365)))
    }

    private func found(_ fill: (inout CertificateQuery) -> Void) throws -> [Int] {
        var query = CertificateQuery()
        fill(&query)
        return try records.find(query, at: now).certificates.compactMap {
            $0.record.reference.serial.bytes.last.map(Int.init)
        }.sorted()
    }

    private func found(name: String) throws -> [Int] { try found { $0.name = name } }

    func testANameIsFoundByAnyOfItsWordsAndHowTheyBegin() throws {
        XCTAssertEqual(try found(name: "احمدی"), [1, 4])
        XCTAssertEqual(try found(name: "سارا"), [1, 5], "سارانی begins so")
        XCTAssertEqual(try found(name: "احمدی سارا"), [1])
        XCTAssertEqual(try found(name: "سارا احم"), [1])
        XCTAssertEqual(try found(name: "نژاد"), [3])
        XCTAssertEqual(try found(name: "احمدی کریمی"), [])
        XCTAssertEqual(try found(name: "زهرا"), [])
        XCTAssertEqual(try found(name: "  "), [])
    }

    func testEverySpellingOfANameIsOne() throws {
        for spelling in ["علی‌رضا", "علی رضا", "عليرضا", "علیـرضا", "عَلیرضا"] {
            XCTAssertEqual(try found(name: spelling), [2, 3, 4], spelling)
        }
        XCTAssertEqual(try found(name: "كريمي"), [2])
        XCTAssertEqual(try found(name: "آ\u{0653}رش"), [5])
        XCTAssertEqual(try found(name: "ارش"), [5])
        XCTAssertEqual(try found(name: "مسيول خانۀ"), [6])
        XCTAssertEqual(try found(name: "رضا"), [2, 3], "half of a compound name")
        XCTAssertEqual(try found(name: "ALIREZA ahmadi"), [4])
        XCTAssertEqual(try found(name: "reza"), [3])
    }

    func testEverythingGivenHasToBeSo() throws {
        XCTAssertEqual(
            try found {
                $0.name = "علیرضا"
                $0.office = "tehran"
            }, [2, 4])
        XCTAssertEqual(
            try found {
                $0.name = "علیرضا"
                $0.state = .revoked
            }, [4])
        XCTAssertEqual(try found { $0.state = .onHold }, [2])
        XCTAssertEqual(try found { $0.state = .pendingAcceptance }, [5])
        XCTAssertEqual(try found { $0.nationalID = "9990000011" }, [1])
        XCTAssertEqual(
            try found {
                $0.nationalID = "9990000011"
                $0.name = "کریمی"
            }, [])
        XCTAssertEqual(try found { $0.licence = "1003" }, [3])
        XCTAssertEqual(try found { $0.serial = reference(6).serial }, [6])
        XCTAssertEqual(
            try found {
                $0.issuedFrom = later(200)
                $0.issuedBefore = later(400)
            }, [2, 3])
        XCTAssertEqual(
            try found {
                $0.issuedFrom = later(200)
                $0.state = .good
            }, [3, 6])
        var late = CertificateQuery()
        late.office = "shiraz"
        late.state = .expired
        XCTAssertEqual(try records.find(late, at: now).certificates.count, 0)
        let after = try records.find(late, at: later(86_400 * 366))
        XCTAssertEqual(after.certificates.count, 3)
        XCTAssertEqual(after.certificates.first?.state(at: later(86_400 * 366)), .expired)
    }

    func testWhatNothingIsIndexedByIsRefused() throws {
        XCTAssertThrowsError(try found { _ in })
        XCTAssertThrowsError(try found { $0.state = .good })
        XCTAssertThrowsError(try found { $0.authority = "health" })
    }

    func testMoreThanAskedForIsSaid() throws {
        var query = CertificateQuery()
        query.name = "ع"
        XCTAssertEqual(try records.find(query, at: now, limit: 2).certificates.count, 2)
        XCTAssertTrue(try records.find(query, at: now, limit: 2).areMore)
        XCTAssertFalse(try records.find(query, at: now, limit: 3).areMore)
    }

    func testASearchIsKeptWithoutWhatWasLookedFor() throws {
        var query = CertificateQuery()
        query.name = "سارا احمدی"
        query.nationalID = "9990000011"
        try records.noteSearch(query, found: 1, by: "maryam", at: now)
        let size = try records.auditHead().size
        let line = try XCTUnwrap(try records.auditLines(from: size - 1, limit: 1).first)
        XCTAssertEqual(line.act, "certificates.searched")
        XCTAssertTrue(line.details.contains("name,nationalID"), line.details)
        XCTAssertFalse(line.details.contains("9990000011"))
        XCTAssertFalse(line.details.contains("سارا"))
        XCTAssertFalse("\(query)".contains("9990000011"))
        XCTAssertEqual(try records.verifyAudit().findings, [])
    }

    // A home from before there were words gets them at its next start.
    func testAnOldHomesNamesAreFilledIn() throws {
        records.close()
        try home.tamper("DELETE FROM name_words")
        try home.tamper("INSERT INTO name_words_missing SELECT issuance FROM drafts")
        records = try home.open()
        XCTAssertEqual(try found(name: "احمدی"), [1, 4])
        XCTAssertEqual(try found(name: "سارا احمدی"), [1])
    }

    // With a million certificates a scan is a denial of service.
    func testEveryWayUsesAnIndex() throws {
        try XCTSkipIf(TestDatabase.isPostgreSQL, "the plans are SQLite's; PostgreSQL's follow its statistics")
        let connection = try SQLiteConnection(path: home.path + "/records/records.sqlite")
        var query = CertificateQuery()
        query.certificateSHA256 = [1]
        query.serial = reference(1).serial
        query.application = "x"
        query.publicKeySHA256 = [1]
        query.nationalID = "x"
        query.licence = "x"
        query.office = "x"
        query.chipBatch = "x"
        query.profile = "x"
        query.issuedFrom = start
        query.endsFrom = start
        var paths: [SearchPath] = []
        for state in FoundState.allCases {
            query.state = state
            paths += query.paths(at: now)
        }
        paths.append(.word("x", of: ["x", "y"], office: "tehran"))
        paths.append(.wordAlone("x"))
        try records.read { (reading: Reading<RecordsError>) throws(RecordsError) in
            let finding = CertificateFinding(query: query, now: now, limit: 10, reading: reading)
            for path in paths {
                let (sql, arguments) = finding.statement(path, and: ["x"])
                let plan = (try? Self.plan(sql, arguments, connection)) ?? ""
                // The few certificates of a rare state are all looked at, in an index of nothing else.
                XCTAssertFalse(plan.contains("SCAN") && !plan.contains("INDEX status_intervals_"), plan)
                XCTAssertFalse(plan.contains("TEMP B-TREE"), plan)
                XCTAssertTrue(plan.contains("SEARCH i USING INTEGER PRIMARY KEY"), plan)
                XCTAssertTrue(plan.contains("SEARCH n USING COVERING INDEX name_words_of"), plan)
            }
        }
        // The negative control: a plan that does scan says so.
        let scan = try Self.plan("SELECT word FROM name_words WHERE office = 'x'", [], connection)
        XCTAssertTrue(scan.contains("SCAN"), scan)
    }

    private static func plan(
        _ sql: String, _ arguments: [DatabaseValue], _ connection: SQLiteConnection
    ) throws -> String {
        let cursor = try connection.cursor("EXPLAIN QUERY PLAN " + sql, arguments)
        defer { cursor.close() }
        var steps: [String] = []
        while try cursor.next() { steps.append(cursor.text(at: 3) + " ") }
        return steps.joined(separator: "; ")
    }

    func testMadeUpRecordsAreWholeAndGoOnWhereTheyStopped() throws {
        let fat = try TestHome()
        let records = try fat.open()
        defer { records.close() }
        let made = try SyntheticRecords(records, from: start)
        try made.fill(upTo: 3_000, batch: 1_000) { $0 < 1_000 }
        XCTAssertEqual(try made.count(), 1_000)
        try made.fill(upTo: 2_000, batch: 1_000)
        XCTAssertEqual(try made.count(), 2_000)
        XCTAssertEqual(try records.verifyAudit().findings, [])
        let person = SyntheticPeople()[1_234]
        var query = CertificateQuery()
        query.name = person.surname + " " + person.givenName
        query.nationalID = person.nationalID
        XCTAssertEqual(
            try records.find(query, at: now).certificates.map(\.record.reference.serial),
            [SyntheticRecords.serial(1_234)])
        let der = try XCTUnwrap(
            try records.certificate(
                CertificateReference(authority: SyntheticRecords.authority, serial: SyntheticRecords.serial(5))))
        XCTAssertNoThrow(try Certificate(der: der))
    }
}
