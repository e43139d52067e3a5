// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

@testable import Database
@testable import Records

final class CertificateSelectionTests: XCTestCase {
    private typealias Criterion = CertificateSelection.Criterion
    private var home: TestHome!
    private var records: Records!

    override func tearDown() {
        records = nil
        home = nil
    }

    override func setUpWithError() throws {
        home = try TestHome()
        records = try home.openFurnished()
        for number in 1...20 {
            try records.issue(
                number,
                draft: paper(
                    number, name: "محمدی \(number % 3)", nationalID: "99900000\(10 + number % 5)",
                    licence: "\(1_000 + number)"),
                for: IssuanceRequest(
                    withoutApplicationUnder: number % 4 == 0 ? "trader" : "doctor",
                    office: number % 2 == 0 ? "tehran" : "shiraz", chipBatch: number > 15 ? "B-16" : nil),
                at: later(Int64(number * 10)))
        }
        for (number, at) in [(21, 1_000), (22, 2_000)] {
            let id = "A\(number)"
            try records.approvedApplication(id, at: later(Int64(at)))
            try records.issue(
                number, as: .pendingAcceptance,
                for: IssuanceRequest(application: id, office: "tehran", profile: "doctor"), at: later(Int64(at)))
        }
    }

    private func found(_ selection: CertificateSelection, page: Int = 3) throws -> [Int] {
        var all: [SelectedCertificate] = []
        while true {
            let next = try records.certificates(in: selection, after: all.last, limit: page)
            all += next
            if next.count < page { break }
        }
        XCTAssertEqual(try records.count(of: selection), all.count)
        XCTAssertEqual(try records.survey(of: selection, at: start).count, all.count)
        return all.map { $0.reference.serial.bytes.last.map(Int.init) ?? -1 }
    }

    private func found(_ criteria: Criterion...) throws -> [Int] { try found(CertificateSelection(criteria)) }

    func testEachCriterionChoosesItsCertificatesInOrder() throws {
        XCTAssertEqual(try found(.chipBatch("B-16")), [16, 17, 18, 19, 20])
        XCTAssertEqual(try found(.licence("1017")), [17])
        XCTAssertEqual(try found(.name("محمدی 1")), [1, 4, 7, 10, 13, 16, 19])
        XCTAssertEqual(try found(.nationalID("9990000013")), [3, 8, 13, 18])
        XCTAssertEqual(try found(.office("shiraz")), Array(stride(from: 1, to: 20, by: 2)))
        XCTAssertEqual(try found(.profile("trader")), [4, 8, 12, 16, 20])
        XCTAssertEqual(try found(.issued(from: later(100), before: later(130))), [10, 11, 12])
        XCTAssertEqual(try found(.authority("health")), Array(1...22))
        XCTAssertEqual(try found(.authority("trade")), [])
        XCTAssertEqual(try found(), Array(1...22))
    }

    func testCriteriaNarrowEachOther() throws {
        XCTAssertEqual(try found(.office("tehran"), .profile("trader"), .chipBatch("B-16")), [16, 20])
        XCTAssertEqual(try found(.office("shiraz"), .profile("trader")), [])
        let serials = CertificateSelection(serials: [4, 5, 6].map { reference($0).serial }, [.office("tehran")])
        XCTAssertEqual(try found(serials), [4, 6])
    }

    func testAnOfficersWorkIsChosenByWhoEnteredOrApprovedAndWhen() throws {
        for officer in ["maryam", "reza"] {
            XCTAssertEqual(try found(.officer(officer, from: start, before: later(9_000))), [21, 22])
            XCTAssertEqual(try found(.officer(officer, from: later(1_001), before: later(9_000))), [22])
            XCTAssertEqual(try found(.officer(officer, from: start, before: later(2_000))), [21])
        }
        XCTAssertEqual(try found(.officer("ca", from: start, before: later(9_000))), [])
    }

    func testSerialNumbersComeInTheirOwnOrderAndTheMissingAreTold() throws {
        let numbers = [9, 3, 3, 77, 12, 1]
        let selection = CertificateSelection(serials: numbers.map { reference($0).serial })
        XCTAssertEqual(try found(selection, page: 2), [1, 3, 9, 12])
        let survey = try records.survey(of: selection, at: start)
        XCTAssertEqual(survey.missingCount, 1)
        XCTAssertEqual(survey.missing, [reference(77).serial.hex])
    }

    func testWhatIsNoCertificateYetIsNeverChosen() throws {
        try records.recordIntentToSign(
            reference(50), for: IssuanceRequest(withoutApplicationUnder: "doctor", office: "tehran"),
            draft: paper(50), by: "ca", at: later(3_000))
        XCTAssertFalse(try found(.office("tehran")).contains(50))
        XCTAssertEqual(try found(CertificateSelection(serials: [reference(50).serial])), [])
    }

    func testASurveyCountsByOfficeProfileAndStatusAndItsDigestFollowsTheSetAlone() throws {
        let selection = CertificateSelection([.chipBatch("B-16")])
        let before = try records.survey(of: selection, at: start, sample: 2)
        XCTAssertEqual(before.sample.map(\.reference), [reference(16), reference(17)])
        XCTAssertEqual(before.count(at: .good), 5)
        try records.hold(reference(17), because: "lost", by: "reza", at: later(5_000))
        let after = try records.survey(of: selection, at: later(86_400 * 400))
        XCTAssertEqual(after.count(at: .onHold), 1)
        XCTAssertEqual(after.digest, before.digest, "what was done to them does not make them others")
        XCTAssertEqual(
            after.groups[
                .init(authority: "health", office: "shiraz", profile: "doctor", status: .onHold, isExpired: true)], 1)
        XCTAssertEqual(after.groups.values.reduce(0, +), 5)
        try records.issue(
            30, for: IssuanceRequest(withoutApplicationUnder: "doctor", office: "tehran", chipBatch: "B-16"),
            at: later(6_000))
        XCTAssertNotEqual(try records.survey(of: selection, at: start).digest, before.digest)
    }

    func testTheKeyInTheDraftIsFoundByItsHashAndItsKind() throws {
        let pki = try TestCertificate("Holder", key: .p256)
        let certificate = try pki.signed(by: nil).certificate
        let spki = certificate.tbs.subjectPublicKeyInfo
        try records.issue(
            40,
            draft: IssuanceDraft(
                tbs: Array(certificate.tbsEncoded), lintCertificate: certificate.encoded, subject: SubjectKeys(),
                validity: Validity(notBefore: start, notAfter: later(86_400))), at: later(3_000))
        let sha256 = DigestAlgorithm.sha256.digest(spki)
        XCTAssertEqual(try found(.publicKeySHA256(sha256)), [40])
        XCTAssertEqual(try found(.keyAlgorithm("P-256")), [40])
        let record = try records.issuance(reference(40))
        XCTAssertEqual(record.publicKeySHA256, sha256)
        XCTAssertEqual(record.keyAlgorithm, "P-256")
        XCTAssertEqual(try records.issuance(reference(16)).chipBatch, "B-16")
    }

    // With a million certificates a scan is a denial of service.
    func testEverySelectionUsesAnIndexOrTheOrderItself() throws {
        try XCTSkipIf(TestDatabase.isPostgreSQL, "the plans are SQLite's; PostgreSQL's follow its statistics")
        let connection = try SQLiteConnection(path: home.path + "/records/records.sqlite")
        let expected: [(Criterion, String)] = [
            (.chipBatch("x"), "INDEX issuances_by_chip_batch "),
            (.issued(from: start, before: start), "INDEX issuances_by_time "),
            (.keyAlgorithm("x"), "INDEX issuances_by_key_algorithm "), (.licence("x"), "INDEX issuances_by_licence "),
            (.name("x"), "INDEX issuances_by_name "), (.nationalID("x"), "INDEX issuances_by_national_id "),
            (.office("x"), "INDEX issuances_by_office "),
            (.officer("x", from: start, before: start), "INDEX issuances_by_application "),
            (.profile("x"), "INDEX issuances_by_profile "), (.publicKeySHA256([1]), "INDEX issuances_by_key "),
            // Nearly all there is: pages are ranges of the table itself.
            (.authority("x"), "INTEGER PRIMARY KEY "),
        ]
        for (criterion, index) in expected {
            let query = SelectionQuery([criterion])
            let page = query.page(after: 3, limit: 5)
            let plan = try Self.plan(page.sql, page.arguments, connection)
            XCTAssertTrue(plan.contains(index), "\(criterion): \(plan)")
            XCTAssertFalse(plan.contains("SCAN i "), "\(criterion): \(plan)")
            guard criterion != .authority("x") else { continue }
            for sql in [query.count, query.survey] {
                let plan = try Self.plan(sql, query.arguments, connection)
                XCTAssertTrue(plan.contains(index), "\(criterion): \(plan)")
            }
        }
        let officer = try Self.plan(
            SelectionQuery([.officer("x", from: start, before: start)]).count, [.text("x"), .integer(0), .integer(1)],
            connection)
        XCTAssertTrue(officer.contains("INDEX application_events_by_actor "), officer)
        let serial = SelectionQuery([], serial: .blob([1]))
        let one = try Self.plan(serial.survey, serial.arguments, connection)
        XCTAssertTrue(one.contains("INDEX issuances_by_serial "), one)
        XCTAssertTrue(one.contains("status_intervals_open "), one)
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
}
