// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

/// What an application is looked for by; each has an index of its own.
public enum ApplicationSearch: Sendable, Hashable {
    /// The applicant's licence number, canonical.
    case licence(String)
    /// The applicant's name, folded to its search key.
    case name(String)
    /// The applicant's national identifier, canonical.
    case nationalID(String)
    /// SHA-256 of the SubjectPublicKeyInfo in DER; 32 bytes.
    case publicKeySHA256([UInt8])

    // The `IS NOT NULL` of a column repeats its partial index's condition, so that every engine knows that the index
    // serves.
    var condition: (sql: String, argument: DatabaseValue) {
        switch self {
        case .licence(let licence): ("licence = ? AND licence IS NOT NULL", .text(licence))
        case .name(let key): ("name_key = ? AND name_key IS NOT NULL", .text(key))
        case .nationalID(let key): ("national_id_key = ? AND national_id_key IS NOT NULL", .text(key))
        case .publicKeySHA256(let sha256): ("public_key_sha256 = ?", .blob(sha256))
        }
    }
}

extension Records {
    /// Applications, found by what is known of them, the oldest first.
    ///
    /// - Parameters:
    ///   - search: what is known.
    ///   - last: goes on after this one; nil begins.
    ///   - limit: how many at most.
    /// - Returns: applications in every state.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func applications(
        matching search: ApplicationSearch, after last: ApplicationRecord? = nil, limit: Int = 100
    ) throws(RecordsError) -> [ApplicationRecord] {
        try read { reading throws(RecordsError) in
            try ApplicationRecord.all(matching: search, after: last, limit: limit, in: reading)
        }
    }

    /// Applications that someone moved to a state, the latest step first: what an officer did, when it has to be
    /// undone.
    ///
    /// - Parameters:
    ///   - actor: who.
    ///   - state: where to.
    ///   - since: from this second on.
    ///   - limit: how many at most.
    /// - Returns: the applications as they are now, each once.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func applications(
        movedBy actor: String, to state: ApplicationState, since: Instant, limit: Int = 100
    ) throws(RecordsError) -> [ApplicationRecord] {
        try read { reading throws(RecordsError) in
            let ids = try reading.rows(
                """
                SELECT application FROM application_events WHERE actor = ? AND to_state = ? AND time >= ?
                GROUP BY application ORDER BY max(time) DESC, application LIMIT ?
                """, [.text(actor), .text(state), .time(since), .integer(Int64(limit))]
            ) { row throws(RecordsError) in try row.text(0) }
            var found: [ApplicationRecord] = []
            for id in ids { found.append(try ApplicationRecord.find(id, in: reading)) }
            return found
        }
    }
}

extension ApplicationRecord {
    static func all(
        matching search: ApplicationSearch, after last: ApplicationRecord? = nil, limit: Int,
        in reading: Reading<RecordsError>
    ) throws(RecordsError) -> [ApplicationRecord] {
        let (condition, argument) = search.condition
        return try reading.rows(
            selection + " WHERE \(condition) AND (created, id) > (?, ?) ORDER BY created, id LIMIT ?",
            [
                argument, .integer(last?.created.secondsSince1970 ?? Int64.min), .text(last?.id ?? ""),
                .integer(Int64(limit)),
            ]
        ) { row throws(RecordsError) in try ApplicationRecord(row) }
    }
}
