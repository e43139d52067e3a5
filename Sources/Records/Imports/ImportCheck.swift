// SPDX-License-Identifier: Apache-2.0
import Database
import PKIX

/// One certificate from elsewhere against what is on record, in one state of the records.
struct ImportCheck {
    private let draft: ImportDraft
    /// The profiles whose licence numbers are in the draft's register.
    private let register: Set<String>
    private let reading: Reading<RecordsError>

    init(_ draft: ImportDraft, _ register: Set<String>, _ reading: Reading<RecordsError>) {
        self.draft = draft
        self.register = register
        self.reading = reading
    }

    /// What is to be done with it.
    func outcome() throws(RecordsError) -> ImportOutcome {
        let known = try reading.row(
            """
            SELECT national_id_key, profile, status, since, status_time FROM imported_certificates WHERE sha256 = ?
            """, [.blob(draft.sha256)]
        ) { row throws(RecordsError) in
            (
                person: try row.text(0), profile: try row.text(1), status: try row.text(2), since: try row.time(3),
                asOf: try row.time(4)
            )
        }
        guard let known else {
            if let conflict = try conflict() { return .refused(conflict) }
            return .taken
        }
        guard known.person == draft.subject.nationalID, known.profile == draft.profile else {
            return .refused(.otherRow)
        }
        let standing = draft.standing
        // An older list says nothing new.
        guard standing.asOf > known.asOf else { return .known }
        let isSame = known.status == standing.status.rawValue && known.since == standing.since
        return isSame ? .known : .updated
    }

    private func conflict() throws(RecordsError) -> ImportConflict? {
        if try exists("SELECT 1 FROM issuances WHERE certificate_sha256 = ?", [.blob(draft.sha256)]) {
            return .issuedHere
        }
        if try exists(
            "SELECT 1 FROM imported_certificates WHERE issuer = ? AND serial = ?",
            [.blob(draft.issuerSHA256), .serial(draft.serial)])
        {
            return .serialTwice
        }
        if let conflict = try keyConflict() { return conflict }
        return try licenceConflict()
    }

    private func keyConflict() throws(RecordsError) -> ImportConflict? {
        let key = DatabaseValue.blob(draft.publicKeySHA256)
        if try exists("SELECT 1 FROM reported_keys WHERE sha256 = ?", [key]) { return .keyReported }
        let holders = try reading.rows(
            """
            SELECT national_id_key FROM issuances
            WHERE public_key_sha256 = ? AND public_key_sha256 IS NOT NULL AND state <> 'abandoned' ORDER BY id LIMIT 1
            """, [key]
        ) { row throws(RecordsError) in try row.textOrNil(0) }
        if let holder = holders.first {
            return holder == draft.subject.nationalID ? .keyHere : .keyOfSomeoneElse
        }
        // The same person may have had the key certified anew where it came from.
        let isOthers = try exists(
            "SELECT 1 FROM imported_certificates WHERE public_key_sha256 = ? AND national_id_key <> ?",
            [key, .text(draft.subject.nationalID ?? "")])
        return isOthers ? .keyOfSomeoneElse : nil
    }

    /// A revoked one stands in nobody's way, and nobody's stands in its.
    private func licenceConflict() throws(RecordsError) -> ImportConflict? {
        guard let licence = draft.subject.licence, !register.isEmpty, draft.standing.status != .revoked else {
            return nil
        }
        let person = DatabaseValue.text(draft.subject.nationalID ?? "")
        let profiles = register.sorted()
        let marks = profiles.map { _ in "?" }.joined(separator: ", ")
        let names = profiles.map { DatabaseValue.text($0) }
        let isElsewhere = try exists(
            """
            SELECT 1 FROM imported_certificates WHERE licence = ? AND licence IS NOT NULL AND national_id_key <> ?
                AND status <> 'revoked' AND profile IN (\(marks))
            """, [.text(licence), person] + names)
        if isElsewhere { return .licenceOfSomeoneElse }
        let isHere = try exists(
            """
            SELECT 1 FROM issuances AS i WHERE i.licence = ? AND i.licence IS NOT NULL AND i.state <> 'abandoned'
                AND (i.national_id_key IS NULL OR i.national_id_key <> ?) AND i.profile IN (\(marks))
                AND NOT EXISTS (SELECT 1 FROM status_intervals AS s
                    WHERE s.issuance = i.id AND s.until IS NULL AND s.status = 'revoked')
            """, [.text(licence), person] + names)
        return isHere ? .licenceOfSomeoneElse : nil
    }

    private func exists(_ sql: String, _ arguments: [DatabaseValue]) throws(RecordsError) -> Bool {
        try reading.row(sql + " LIMIT 1", arguments) { row throws(RecordsError) in try row.integer(0) } != nil
    }
}
