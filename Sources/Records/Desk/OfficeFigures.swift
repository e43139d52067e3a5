// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

/// What an office did in a time, counted.
public struct OfficeFigures: Sendable, Hashable {
    /// The steps of one day.
    public struct Day: Sendable, Hashable {
        /// Days since 1970, of local time.
        public let day: Int
        /// How many applications took each step.
        public let steps: [ApplicationState: Int]
    }

    /// The steps that one officer took.
    public struct Work: Sendable, Hashable {
        /// Who.
        public let officer: String
        /// How many applications they moved to each state.
        public let steps: [ApplicationState: Int]
    }

    /// Days on which something was done, in order.
    public let days: [Day]
    /// Officers who did something, the busiest first.
    public let work: [Work]
}

extension Records {
    /// Counts what an office did.
    ///
    /// - Parameters:
    ///   - office: the office whose applications are counted.
    ///   - from: from this second on.
    ///   - end: before this second.
    ///   - offset: what local time is ahead of UTC; seconds.
    /// - Returns: the figures.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func figures(
        of office: String, from: Instant, before end: Instant, offset: Int64
    ) throws(RecordsError) -> OfficeFigures {
        let rows = try read { reading throws(RecordsError) in
            try reading.rows(
                """
                SELECT (e.time + ?) / 86400, e.actor, e.to_state, count(*)
                FROM applications AS a CROSS JOIN application_events AS e ON e.application = a.id
                WHERE a.office = ? AND a.changed >= ? AND e.time >= ? AND e.time < ?
                    AND e.actor IN (SELECT id FROM officers)
                GROUP BY 1, 2, 3
                """, [.integer(offset), .text(office), .time(from), .time(from), .time(end)]
            ) { row throws(RecordsError) in
                (
                    day: Int(try row.integer(0)), actor: try row.text(1),
                    state: try row.value(2, of: "application_events", "to_state") as ApplicationState,
                    count: Int(try row.integer(3))
                )
            }
        }
        var days: [Int: [ApplicationState: Int]] = [:]
        var work: [String: [ApplicationState: Int]] = [:]
        for row in rows {
            days[row.day, default: [:]][row.state, default: 0] += row.count
            work[row.actor, default: [:]][row.state, default: 0] += row.count
        }
        return OfficeFigures(
            days: days.sorted { $0.key < $1.key }.map { .init(day: $0.key, steps: $0.value) },
            work: work.sorted { ($1.value.values.reduce(0, +), $0.key) < ($0.value.values.reduce(0, +), $1.key) }
                .map { .init(officer: $0.key, steps: $0.value) })
    }
}
