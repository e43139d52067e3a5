// SPDX-License-Identifier: Apache-2.0
import DER
import Database

extension Ledger {
    /// Refuses what another officer has in hand, and what is not what the caller saw.
    func refuseInterference(_ step: ApplicationStep, with before: ApplicationRecord) throws(RecordsError) {
        if let expected = step.expected { try refuseChange(of: before, since: expected) }
        guard step.isOfficers, let claim = before.claim, claim.officer != step.actor, claim.holds(at: step.time) else {
            return
        }
        throw .desk(.claimed(id: before.id, by: claim.officer, until: claim.until))
    }

    /// Refuses to go on from a version that is not the newest, and says which fields changed since.
    func refuseChange(of now: ApplicationRecord, since version: Int) throws(RecordsError) {
        guard now.version != version else { return }
        let before = try reading.row(
            """
            SELECT subject FROM application_revisions WHERE application = ? AND version >= ? ORDER BY version LIMIT 1
            """, [.text(now.id), .integer(Int64(version))]
        ) { row throws(RecordsError) in CanonicalJSON.fields(try row.text(0)) ?? [:] }
        let fields = before.map { changedFields($0, now.subject.fields) } ?? []
        throw .desk(.changed(id: now.id, seen: now.version, expected: version, fields: fields))
    }

    /// Keeps what an application says before it is changed.
    func keepRevision(of before: ApplicationRecord, by hand: Hand) throws(RecordsError) {
        try transaction.run(
            """
            INSERT INTO application_revisions (application, version, profile, subject, public_key_sha256, actor, time)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(before.id), .integer(Int64(before.version)), .text(before.profile),
                .text(before.subject.canonicalJSON), .blob(before.publicKeySHA256), .text(hand.actor),
                .time(hand.time),
            ])
    }

    /// Keeps the points of a step beside its event.
    func keep(_ remarks: [ApplicationRemark], of id: String, sequence: Int) throws(RecordsError) {
        for remark in remarks {
            try transaction.run(
                "INSERT INTO application_remarks (application, sequence, point, text) VALUES (?, ?, ?, ?)",
                [.text(id), .integer(Int64(sequence)), .text(remark.point), .text(remark.text)])
        }
    }
}

/// The names of the form's fields in which two contents differ, sorted.
func changedFields(_ before: [String: String], _ after: [String: String]) -> [String] {
    let names = Set(before.keys).union(after.keys).filter { name in
        // Compared as bytes: two spellings that read alike are two values.
        before[name].map { Array($0.utf8) } != after[name].map { Array($0.utf8) }
    }
    return names.filter { $0.hasPrefix("field.") }.map { String($0.dropFirst(6)) }.sorted()
}
