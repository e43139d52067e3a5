// SPDX-License-Identifier: Apache-2.0
import DER
import XCTest

@testable import Database
@testable import Records

final class ApplicationTests: XCTestCase {
    private var home: TestHome!
    private var records: Records!

    // XCTest keeps its cases to the end, and they would keep their folders.
    override func tearDown() {
        records = nil
        home = nil
    }

    override func setUpWithError() throws {
        home = try TestHome()
        records = try home.openFurnished()
    }

    private func take(_ id: String) throws {
        try records.take(
            ApplicationDraft(
                id: id, office: "tehran", profile: "doctor",
                subject: SubjectFields(["licence": "12345", "familyName": "محمدی"]), request: [1, 2, 3],
                publicKeySHA256: Array(repeating: 9, count: 32)),
            by: "applicant", at: start)
    }

    func testEveryStepIsOnRecordWithWhoWhenAndTheirSignature() throws {
        try take("A1")
        try records.submit(application: "A1", by: "applicant", at: later(1))
        try records.enter(application: "A1", by: "maryam", at: later(2), signature: [1])
        try records.sendBack(application: "A1", because: "photo missing", by: "reza", at: later(3), signature: [2])
        XCTAssertEqual(try records.application("A1").cause, "photo missing")
        try records.revise(
            ApplicationDraft(
                id: "A1", office: "tehran", profile: "doctor", subject: SubjectFields(["licence": "12346"]),
                request: [4], publicKeySHA256: Array(repeating: 8, count: 32)),
            by: "applicant", at: later(4))
        let again = try records.submit(application: "A1", by: "applicant", at: later(5))
        XCTAssertNil(again.enteredBy, "evidence is checked anew")
        try records.enter(application: "A1", by: "maryam", at: later(6), signature: [3])
        let approved = try records.approve(application: "A1", by: "reza", at: later(7), signature: [4])

        XCTAssertEqual(approved.state, .approved)
        XCTAssertEqual(approved.enteredBy, "maryam")
        XCTAssertEqual(approved.approvedBy, "reza")
        XCTAssertEqual(approved.subject["licence"], "12346")
        XCTAssertEqual(approved.request, [4])
        XCTAssertEqual(approved.created, start)
        XCTAssertEqual(approved.changed, later(7))
        let events = try records.events(ofApplication: "A1")
        XCTAssertEqual(
            events.map(\.to), [.drafted, .submitted, .entered, .returned, .submitted, .entered, .approved])
        XCTAssertEqual(events.map(\.from), [nil] + events.dropLast().map(\.to))
        XCTAssertEqual(events.map(\.signature), [nil, nil, [1], [2], nil, [3], [4]])
        XCTAssertEqual(
            events.map(\.actor), ["applicant", "applicant", "maryam", "reza", "applicant", "maryam", "reza"])
        XCTAssertEqual(events[3].cause, "photo missing")
    }

    func testWhoEntersMayNotApprove() throws {
        try take("A1")
        try records.submit(application: "A1", by: "applicant", at: start)
        try records.enter(application: "A1", by: "maryam", at: start)
        XCTAssertThrowsError(try records.approve(application: "A1", by: "maryam", at: start)) {
            XCTAssertEqual($0 as? RecordsError, .sameOfficer(id: "maryam", application: "A1"))
        }
        XCTAssertEqual(try records.application("A1").state, .entered)
        // Nor past the records: the schema refuses it too.
        XCTAssertThrowsError(try home.tamper("UPDATE applications SET approved_by = entered_by"))
    }

    func testOfTwoThreadsThatApproveOneWins() throws {
        try records.register(
            OfficerRecord(id: "ali", office: "tehran", displayName: "ali", role: .approver, created: start), by: "admin"
        )
        let records = records!
        for round in 0..<10 {
            let id = "A\(round)"
            try take(id)
            try records.submit(application: id, by: "applicant", at: start)
            try records.enter(application: id, by: "maryam", at: start)
            let outcomes = onThreads(2) { index in
                try records.approve(application: id, by: ["reza", "ali"][index], at: start)
            }
            let won = outcomes.compactMap { try? $0.get() }
            XCTAssertEqual(won.count, 1)
            XCTAssertEqual(try records.application(id).approvedBy, won.first?.approvedBy)
            for case .failure(let error) in outcomes {
                XCTAssertEqual(
                    error as? RecordsError, .applicationMoved(id: id, seen: .approved, expected: [.entered]))
            }
            XCTAssertEqual(try records.events(ofApplication: id).filter { $0.to == .approved }.count, 1)
        }
    }

    func testNoStepButTheTablesIsTaken() throws {
        // Where each verb may start from, written out once more by hand.
        let verbs: [(ApplicationState, Set<ApplicationState>, (Records, String) throws -> Void)] = [
            (.submitted, [.drafted, .returned], { _ = try $0.submit(application: $1, by: "applicant", at: start) }),
            (.entered, [.submitted], { _ = try $0.enter(application: $1, by: "maryam", at: start) }),
            (.approved, [.entered], { _ = try $0.approve(application: $1, by: "reza", at: start) }),
            (
                .returned, [.submitted, .entered, .approved],
                { _ = try $0.sendBack(application: $1, because: "x", by: "reza", at: start) }
            ),
            (
                .rejected, [.submitted, .entered, .approved],
                { _ = try $0.reject(application: $1, because: "x", by: "reza", at: start) }
            ),
            (
                .withdrawn, [.drafted, .submitted, .entered, .approved, .returned],
                { _ = try $0.withdraw(application: $1, by: "applicant", at: start) }
            ),
            (
                .expired, [.drafted, .submitted, .entered, .approved, .returned],
                { _ = try $0.expire(application: $1, by: "clock", at: start) }
            ),
        ]
        for state in ApplicationState.allCases {
            for (next, from, verb) in verbs {
                let id = "\(state)-\(next)"
                try take(id)
                try home.tamper(
                    "UPDATE applications SET state = ?, entered_by = 'maryam' WHERE id = ?", [.text(state), .text(id)])
                if from.contains(state) {
                    try verb(records, id)
                    XCTAssertEqual(try records.application(id).state, next, id)
                } else {
                    XCTAssertThrowsError(try verb(records, id), id) { error in
                        guard case .applicationMoved(id, state, _)? = error as? RecordsError else {
                            return XCTFail("\(id): \(error)")
                        }
                    }
                    XCTAssertEqual(try records.application(id).state, state, id)
                }
            }
        }
    }

    func testWhatIsNotOnRecordIsNamed() throws {
        XCTAssertThrowsError(try records.application("nope")) {
            XCTAssertEqual($0 as? RecordsError, .unknownApplication(id: "nope"))
        }
        try take("A1")
        XCTAssertThrowsError(try take("A1")) {
            XCTAssertEqual($0 as? RecordsError, .applicationExists(id: "A1"))
        }
        try records.submit(application: "A1", by: "applicant", at: start)
        XCTAssertThrowsError(try records.enter(application: "A1", by: "nobody", at: start)) {
            XCTAssertEqual($0 as? RecordsError, .unknownOfficer(id: "nobody"))
        }
        XCTAssertThrowsError(
            try records.take(
                ApplicationDraft(
                    id: "B", office: "nowhere", profile: "p", subject: SubjectFields([:]), request: [],
                    publicKeySHA256: Array(repeating: 0, count: 32)),
                by: "x", at: start)
        ) { XCTAssertEqual($0 as? RecordsError, .unknownOffice(id: "nowhere")) }
        XCTAssertThrowsError(
            try records.revise(
                ApplicationDraft(
                    id: "A1", office: "tehran", profile: "p", subject: SubjectFields([:]), request: [],
                    publicKeySHA256: Array(repeating: 0, count: 32)),
                by: "x", at: start)
        ) {
            XCTAssertEqual(
                $0 as? RecordsError, .applicationMoved(id: "A1", seen: .submitted, expected: [.drafted, .returned]))
        }
    }

    func testApplicationsAreListedByThePage() throws {
        for number in 0..<25 {
            try take("A\(number + 10)")
            try records.submit(application: "A\(number + 10)", by: "applicant", at: later(Int64(number / 3)))
        }
        var seen: [String] = []
        var last: ApplicationRecord?
        while true {
            let page = try records.applications(in: .submitted, of: "tehran", after: last, limit: 7)
            seen += page.map(\.id)
            guard let end = page.last else { break }
            last = end
        }
        XCTAssertEqual(seen, (0..<25).map { "A\($0 + 10)" })
        XCTAssertEqual(try records.applications(in: .submitted).count, 25)
        XCTAssertEqual(try records.applications(in: .submitted, of: "shiraz"), [])
        XCTAssertEqual(try records.applications(in: .drafted), [])
    }

    func testPersonalDataShowsInNoDescription() throws {
        try take("A1")
        let record = try records.application("A1")
        XCTAssertEqual(record.subject["familyName"], "محمدی")
        var dumped = ""
        dump(record, to: &dumped)
        let keys = SubjectKeys(name: "محمدی", nationalID: "9990000018", licence: "12345")
        dump(keys, to: &dumped)
        for text in ["\(record)", String(reflecting: record), "\(keys)", String(reflecting: keys), dumped] {
            XCTAssertFalse(text.contains("محمدی") || text.contains("12345"), text)
        }
        // Nor in the audit log.
        try records.submit(application: "A1", by: "applicant", at: start)
        try records.withdraw(application: "A1", because: "I am محمدی", by: "applicant", at: start)
        for line in try records.auditLines(from: 0, limit: 1_000) {
            XCTAssertFalse(String(decoding: line.canonicalBytes, as: UTF8.self).contains("محمدی"))
        }
    }

    func testSubjectFieldsHaveOneCanonicalForm() {
        let fields = SubjectFields(["b": "2", "a": "\"\\\n\u{01}é", "aa": "سارا"])
        XCTAssertEqual(fields.canonicalJSON, #"{"a":"\"\\\n\u0001é","aa":"سارا","b":"2"}"#)
        XCTAssertEqual(CanonicalJSON.fields(fields.canonicalJSON), fields.fields)
    }
}
