// SPDX-License-Identifier: Apache-2.0
import DER
import Database
import Transparency

/// What the log says of an office or an officer: each fact as the newest line that names it has it.
///
/// Whoever can write into the database could otherwise make an approver of an enterer, or let a suspended office work.
struct StaffLines {
    private let facts: [String: String]
    /// Whether a line says that it is over, as of a delegation.
    private let hasEnded: Bool

    /// Reads the lines of one.
    ///
    /// - Parameters:
    ///   - subject: `office:tehran`, `officer:maryam`.
    ///   - reading: where.
    /// - Throws: ``RecordsError/damaged(table:column:)`` for a line that is not the one in the log's tree.
    init(of subject: String, _ reading: Reading<RecordsError>) throws(RecordsError) {
        var facts: [String: String] = [:]
        // Spelled as in the index of the schema, so that it is used.
        let lines = try reading.rows(
            """
            SELECT sequence, time, actor, act, subject, details, leaf FROM audit
            WHERE (act = 'office.registered' OR act = 'office.licensed' OR act = 'office.changed'
                OR act = 'office.status' OR act = 'officer.registered' OR act = 'officer.certified'
                OR act = 'officer.status' OR act = 'officer.delegationEnded') AND subject = ? ORDER BY sequence
            """, [.text(subject)]
        ) { row throws(RecordsError) in (line: try AuditLine(row), leaf: try row.blob(6)) }
        for (line, leaf) in lines {
            guard MerkleHash.leaf(line.canonicalBytes) == leaf, let named = CanonicalJSON.fields(line.details) else {
                throw .damaged(table: "audit", column: "details")
            }
            // A change that leaves the profiles as they are names none.
            let isSilent = line.act == AuditAct.officeChanged
            facts.merge(named.filter { !(isSilent && $0.key == "profiles" && $0.value.isEmpty) }) { $1 }
        }
        self.facts = facts
        hasEnded = lines.contains { $0.line.act == AuditAct.delegationEnded }
    }

    /// Refuses a delegation that the log knows otherwise, or knows to be over.
    ///
    /// - Parameters:
    ///   - delegation: one that holds, by its row.
    ///   - line: the one that took it down.
    ///   - reading: where.
    /// - Throws: ``RecordsError/damaged(table:column:)``.
    static func refuseAltered(
        _ delegation: DelegationRecord, line: Int64, _ reading: Reading<RecordsError>
    ) throws(RecordsError) {
        let found = try reading.row(
            "SELECT sequence, time, actor, act, subject, details, leaf FROM audit WHERE sequence = ?", [.integer(line)]
        ) { row throws(RecordsError) in (line: try AuditLine(row), leaf: try row.blob(6)) }
        guard let found, MerkleHash.leaf(found.line.canonicalBytes) == found.leaf,
            found.line.act == AuditAct.officerDelegated, found.line.subject == "officer:\(delegation.principal)",
            let facts = CanonicalJSON.fields(found.line.details), facts["deputy"] == delegation.deputy,
            facts["from"] == delegation.starts.rfc3339, facts["until"] == delegation.ends.rfc3339
        else { throw .damaged(table: "delegations", column: "sequence") }
        guard try !StaffLines(of: "delegation:\(delegation.id)", reading).hasEnded else {
            throw .damaged(table: "delegations", column: "ended")
        }
    }

    /// Refuses an officer whom the log knows otherwise.
    ///
    /// - Throws: ``RecordsError/damaged(table:column:)``.
    func refuseAltered(_ officer: OfficerRecord) throws(RecordsError) {
        try refuse(
            "officers",
            [
                ("office", officer.office), ("role", officer.role.rawValue), ("status", officer.status.rawValue),
                ("certificateSHA256", officer.certificateSHA256?.hex ?? ""),
            ])
    }

    /// Refuses an office that the log knows otherwise.
    ///
    /// - Throws: ``RecordsError/damaged(table:column:)``.
    func refuseAltered(_ office: OfficeRecord) throws(RecordsError) {
        try refuse(
            "offices",
            [
                ("kind", office.kind), ("licensedUntil", office.licensedUntil.rfc3339),
                ("profiles", office.profiles.joined(separator: ",")), ("status", office.status.rawValue),
                ("professions", office.details.professions.joined(separator: ",")), ("hours", office.details.hours),
                ("dailyQuota", office.details.dailyQuota.map { "\($0)" } ?? ""),
            ])
    }

    private func refuse(_ table: String, _ seen: [(fact: String, value: String)]) throws(RecordsError) {
        for (fact, value) in seen where (facts[fact] ?? Self.silent[fact]) ?? value != value || facts.isEmpty {
            throw .damaged(table: table, column: fact)
        }
    }

    /// What is so as long as no line says otherwise; what an office began with was not always in its first line.
    private static let silent = ["status": OfficeRecord.Standing.active.rawValue]
}
