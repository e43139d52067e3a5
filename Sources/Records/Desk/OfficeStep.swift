// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

/// A step that an officer took with an application of an office.
public struct OfficeStep: Sendable, Hashable {
    /// The application.
    public let application: String
    /// Who it is about, as a key to compare; never shown.
    public let person: String?
    /// The profile applied for.
    public let profile: String
    /// Where it went.
    public let state: ApplicationState
    /// Who did it.
    public let officer: String
    /// When.
    public let time: Instant

    /// Describes a step.
    public init(
        application: String, person: String?, profile: String, state: ApplicationState, officer: String, time: Instant
    ) {
        self.application = application
        self.person = person
        self.profile = profile
        self.state = state
        self.officer = officer
        self.time = time
    }
}

extension Records {
    /// The steps that officers took with an office's applications, in order of time.
    ///
    /// - Parameters:
    ///   - office: whose applications.
    ///   - from: from this second on.
    ///   - end: before this second.
    ///   - states: only steps to these.
    ///   - limit: how many at most.
    /// - Returns: the steps; what the house and applicants did by themselves is not among them.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func steps(
        of office: String, from: Instant, before end: Instant, to states: [ApplicationState], limit: Int = 50_000
    ) throws(RecordsError) -> [OfficeStep] {
        let places = states.map { _ in "?" }.joined(separator: ", ")
        return try read { reading throws(RecordsError) in
            try reading.rows(
                """
                SELECT a.id, a.national_id_key, a.profile, e.to_state, e.actor, e.time
                FROM applications AS a CROSS JOIN application_events AS e ON e.application = a.id
                WHERE a.office = ? AND a.changed >= ? AND e.time >= ? AND e.time < ? AND e.to_state IN (\(places))
                    AND e.actor IN (SELECT id FROM officers)
                ORDER BY e.time, e.sequence LIMIT ?
                """,
                [.text(office), .time(from), .time(from), .time(end)] + states.map { .text($0) }
                    + [.integer(Int64(limit))]
            ) { row throws(RecordsError) in
                OfficeStep(
                    application: try row.text(0), person: try row.textOrNil(1), profile: try row.text(2),
                    state: try row.value(3, of: "application_events", "to_state"), officer: try row.text(4),
                    time: try row.time(5))
            }
        }
    }
}
