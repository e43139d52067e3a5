// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

/// What an officer's queue is to show.
public struct DeskQueue: Sendable, Hashable {
    /// Applications in this state.
    public var state: ApplicationState
    /// Of this office.
    public var office: String
    /// Under this profile; nil for all.
    public var profile: String?
    /// Those that changed last come first; otherwise those that wait longest.
    public var isNewestFirst = false
    /// Goes on after this place; nil begins.
    public var after: Place?

    /// A place in the queue: what comes after it does not depend on what was taken out before.
    public struct Place: Sendable, Hashable {
        /// When the application took its last step.
        public let changed: Instant
        /// Its tracking code.
        public let id: String

        /// Names a place.
        public init(changed: Instant, id: String) {
            self.changed = changed
            self.id = id
        }
    }

    /// Asks for a queue.
    ///
    /// - Parameters:
    ///   - state: applications in this state.
    ///   - office: of this office.
    public init(in state: ApplicationState, of office: String) {
        self.state = state
        self.office = office
    }
}

extension Records {
    /// A page of an officer's queue: what the officer entered, and what others have claimed, is not in it.
    ///
    /// - Parameters:
    ///   - queue: what is asked for.
    ///   - officer: whose turn it is.
    ///   - now: when claims are looked at.
    ///   - limit: how many at most.
    /// - Returns: applications in the queue's order.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: O(limit) rows of one index, and those that are left out between them.
    public func applications(
        _ queue: DeskQueue, for officer: String, at now: Instant, limit: Int
    ) throws(RecordsError) -> [ApplicationRecord] {
        var arguments: [DatabaseValue] = [
            .text(queue.office), .text(queue.state), .text(officer), .text(officer), .time(now),
        ]
        var sql =
            ApplicationRecord.selection + """
                 WHERE office = ? AND state = ? AND (entered_by IS NULL OR entered_by <> ?)
                    AND (claimed_by IS NULL OR claimed_by = ? OR claimed_until < ?)
                """
        if let profile = queue.profile {
            sql += " AND profile = ?"
            arguments.append(.text(profile))
        }
        if let place = queue.after {
            sql += " AND (changed, id) \(queue.isNewestFirst ? "<" : ">") (?, ?)"
            arguments += [.time(place.changed), .text(place.id)]
        }
        let direction = queue.isNewestFirst ? "DESC" : "ASC"
        sql += " ORDER BY changed \(direction), id \(direction) LIMIT ?"
        arguments.append(.integer(Int64(limit)))
        return try read { reading throws(RecordsError) in
            try reading.rows(sql, arguments) { row throws(RecordsError) in try ApplicationRecord(row) }
        }
    }

    /// How many applications of an office are in each state.
    ///
    /// - Parameter office: the office.
    /// - Returns: counts; a state without any is not in it.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: O(n) entries of one index.
    public func applicationCounts(of office: String) throws(RecordsError) -> [ApplicationState: Int] {
        try read { reading throws(RecordsError) in
            var counts: [ApplicationState: Int] = [:]
            let rows = try reading.rows(
                "SELECT state, count(*) FROM applications WHERE office = ? GROUP BY state", [.text(office)]
            ) { row throws(RecordsError) in
                (try row.value(0, of: "applications", "state") as ApplicationState, Int(try row.integer(1)))
            }
            for (state, count) in rows { counts[state] = count }
            return counts
        }
    }
}
