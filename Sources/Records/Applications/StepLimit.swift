// SPDX-License-Identifier: Apache-2.0
import DER
import Database

/// How often a step may be taken within a time.
///
/// Counted in the step's own transaction, so that of many threads that use one officer's key no more get through than
/// the limit says.
public struct StepLimit: Sendable, Hashable {
    /// Whose steps are counted together.
    public enum Scope: String, Sendable, Hashable, CaseIterable {
        /// Those of the officer who takes the step.
        case officer
        /// Those of all officers of that officer's office.
        case office
    }

    /// Whose steps are counted together.
    public let scope: Scope

    /// How many there may be.
    public let count: Int

    /// Within how long a time before the step.
    public let seconds: Int64

    /// Sets a limit.
    public init(_ scope: Scope, count: Int, seconds: Int64) {
        self.scope = scope
        self.count = count
        self.seconds = seconds
    }
}

extension Ledger {
    /// Refuses a step that would be one too many.
    func refuseBeyond(_ limits: [StepLimit], _ step: ApplicationStep) throws(RecordsError) {
        for limit in limits {
            let actors =
                switch limit.scope {
                case .officer: "actor = ?"
                case .office:
                    "actor IN (SELECT id FROM officers WHERE office = (SELECT office FROM officers WHERE id = ?))"
                }
            let since = step.time.advanced(bySeconds: -limit.seconds)
            let taken = try transaction.row(
                "SELECT count(*) FROM application_events WHERE \(actors) AND to_state = ? AND time > ?",
                [.text(step.actor), .text(step.to), .time(since)]
            ) { row throws(RecordsError) in try row.integer(0) }
            guard Int(taken ?? 0) < limit.count else {
                throw .tooManySteps(to: step.to, by: step.actor, limit: limit)
            }
        }
    }

    /// Refuses an officer who may not work: suspended, or at an office that is suspended or without a licence.
    func requireStanding(of officer: String, for office: String, at time: Instant) throws(RecordsError) {
        let own = try transaction.row("SELECT office, status FROM officers WHERE id = ?", [.text(officer)]) {
            row throws(RecordsError) in
            (office: try row.text(0), status: try row.value(1, of: "officers", "status") as OfficeRecord.Standing)
        }
        guard let own else { throw .unknownOfficer(id: officer) }
        guard own.status == .active else { throw .officerSuspended(id: officer) }
        for id in Set([own.office, office]).sorted() {
            let found = try transaction.row("SELECT status, licensed_until FROM offices WHERE id = ?", [.text(id)]) {
                row throws(RecordsError) in
                (status: try row.value(0, of: "offices", "status") as OfficeRecord.Standing, until: try row.time(1))
            }
            guard let found else { throw .unknownOffice(id: id) }
            guard found.status == .active else { throw .officeSuspended(id: id) }
            guard time <= found.until else { throw .officeUnlicensed(id: id, since: found.until) }
        }
    }
}
