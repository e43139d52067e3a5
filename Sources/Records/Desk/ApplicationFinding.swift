// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

/// What applications are looked for by at the desk; any one that fits is found.
///
/// Personal data: the description shows which fields are given and none of them.
public struct ApplicationFinding: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The tracking code.
    public var id: String?
    /// The applicant's national identifier, canonical.
    public var nationalID: String?
    /// The licence number, canonical.
    public var licence: String?
    /// The mobile number, canonical.
    public var mobile: String?
    /// Some of the name, folded to its search key.
    public var name: String?
    /// Only of this office; nil for all.
    public var office: String?

    /// Looks for nothing yet.
    public init() {}

    /// Which fields are given.
    public var description: String { "ApplicationFinding(" + fields.joined(separator: ", ") + ")" }

    /// Which fields are given.
    public var debugDescription: String { description }

    /// Shows nothing to `dump`.
    public var customMirror: Mirror { Mirror(self, children: [:]) }

    /// The names of the fields that are given.
    public var fields: [String] { given.map(\.name) }

    private var given: [(name: String, condition: String, value: DatabaseValue)] {
        let all: [(String, String, String?)] = [
            ("application", "id = ?", id),
            ("nationalID", "national_id_key = ? AND national_id_key IS NOT NULL", nationalID),
            ("licence", "licence = ? AND licence IS NOT NULL", licence),
            ("mobile", "mobile = ? AND mobile IS NOT NULL", mobile),
        ]
        return all.compactMap { name, condition, value in value.map { (name, condition, .text($0)) } }
    }

    /// Each way with its statement and arguments.
    ///
    /// Any part of a name is looked for within one office, whose applications are some thousands; among all of a country
    /// only how a name begins, which has an index.
    func statements(limit: Int) -> [(String, [DatabaseValue])] {
        var ways = given.map { ($0.condition, [$0.value]) }
        if let name, !name.isEmpty {
            if office == nil {
                ways.append(
                    (
                        "name_key >= ? AND name_key < ? AND name_key IS NOT NULL",
                        [.text(name), .text(name + "\u{10FFFF}")]
                    ))
            } else {
                ways.append(("instr(name_key, ?) > 0", [.text(name)]))
            }
        }
        return ways.map { condition, arguments in
            let scope = office.map { [DatabaseValue.text($0)] } ?? []
            return (
                ApplicationRecord.selection + " WHERE \(condition)" + (scope.isEmpty ? "" : " AND office = ?")
                    + " ORDER BY created DESC, id LIMIT ?",
                arguments + scope + [.integer(Int64(limit))]
            )
        }
    }
}

extension Records {
    /// Applications by anything that a person knows of them, the newest first.
    ///
    /// - Parameters:
    ///   - finding: what is known.
    ///   - limit: how many at most.
    /// - Returns: each once.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func applications(
        found finding: ApplicationFinding, limit: Int = 50
    ) throws(RecordsError) -> [ApplicationRecord] {
        try read { reading throws(RecordsError) in
            var found: [String: ApplicationRecord] = [:]
            for (sql, arguments) in finding.statements(limit: limit) {
                for record in try reading.rows(
                    sql, arguments, { row throws(RecordsError) in try ApplicationRecord(row) })
                { found[record.id] = record }
            }
            let sorted = found.values.sorted { ($0.created, $0.id) > ($1.created, $1.id) }
            return Array(sorted.prefix(limit))
        }
    }

    /// Takes down that somebody looked for applications, and by which fields; nothing of what they looked for.
    ///
    /// - Parameters:
    ///   - finding: what was looked for.
    ///   - found: how many were told of.
    ///   - actor: who looked.
    ///   - time: when.
    /// - Throws: ``RecordsError``.
    public func noteSearch(
        _ finding: ApplicationFinding, found: Int, by actor: String, at time: Instant
    ) throws(RecordsError) {
        let fields = finding.fields + (finding.name == nil ? [] : ["name"])
        try note(
            AuditAct.applicationsSearched, of: "applications", by: actor, at: time,
            details: ["fields": fields.joined(separator: ","), "found": "\(found)"])
    }
}

extension Ledger {
    /// Keeps the number by which an applicant may be looked for, as the application says it now.
    func keepMobile(of draft: ApplicationDraft) throws(RecordsError) {
        let mobile = ApplicationContent(stored: draft.subject)?.fields["mobile"]
        try transaction.run(
            "UPDATE applications SET mobile = ? WHERE id = ?", [.text(orNull: mobile), .text(draft.id)])
    }
}
