// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

/// Somebody who proved by a code who they are.
public struct HolderSession: Sendable, Hashable {
    /// What a session lets its holder see.
    public enum Scope: String, Sendable, Hashable, CaseIterable {
        /// Everything in the holder's own name.
        case holder
        /// One application.
        case application
    }

    /// What it lets its holder see.
    public let scope: Scope
    /// The holder's number, or a tracking code.
    public let subject: String
    /// When it is over.
    public let expires: Instant
}

extension Records {
    /// Keeps a session.
    ///
    /// - Parameters:
    ///   - token: SHA-256 of what the holder's browser keeps; 32 bytes.
    ///   - scope: what it lets its holder see.
    ///   - subject: the holder's number, or a tracking code.
    ///   - time: now.
    ///   - expires: until when.
    ///   - name: what the log calls the holder; nothing personal.
    /// - Throws: ``RecordsError``.
    public func beginSession(
        _ token: [UInt8], _ scope: HolderSession.Scope, of subject: String, at time: Instant, until expires: Instant,
        called name: String
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.transaction.run(
                "INSERT INTO holder_sessions (token_sha256, scope, subject, created, expires) VALUES (?, ?, ?, ?, ?)",
                [.blob(token), .text(scope), .text(subject), .time(time), .time(expires)])
            try ledger.note(
                AuditAct.holderSignedIn, of: name, by: "holder", at: time, details: ["scope": scope.rawValue])
        }
    }

    /// A session that is not over.
    ///
    /// - Parameters:
    ///   - token: SHA-256 of what the holder's browser keeps.
    ///   - time: now.
    /// - Returns: nil when there is none.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func session(_ token: [UInt8], at time: Instant) throws(RecordsError) -> HolderSession? {
        try read { reading throws(RecordsError) in
            try reading.row(
                "SELECT scope, subject, expires FROM holder_sessions WHERE token_sha256 = ? AND expires > ?",
                [.blob(token), .time(time)]
            ) { row throws(RecordsError) in
                HolderSession(
                    scope: try row.value(0, of: "holder_sessions", "scope"), subject: try row.text(1),
                    expires: try row.time(2))
            }
        }
    }

    /// Ends a session.
    ///
    /// - Parameter token: SHA-256 of what the holder's browser keeps.
    /// - Throws: ``RecordsError``.
    public func endSession(_ token: [UInt8]) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.transaction.run("DELETE FROM holder_sessions WHERE token_sha256 = ?", [.blob(token)])
        }
    }

    /// Counts that something was asked.
    ///
    /// - Parameters:
    ///   - names: keyed hashes of whom it is counted for; 32 bytes each, with how often each may.
    ///   - seconds: within how long a time; times begin on their multiples.
    ///   - time: now.
    /// - Returns: nil when each may; when the next time begins, if one has asked too often.
    /// - Throws: ``RecordsError``.
    public func count(
        _ names: [(name: [UInt8], most: Int)], within seconds: Int64, at time: Instant
    ) throws(RecordsError) -> Instant? {
        let starts = time.secondsSince1970 / max(1, seconds) * max(1, seconds)
        return try write { ledger throws(RecordsError) in
            var isOver = false
            for (name, most) in names {
                let count = try ledger.transaction.row(
                    """
                    INSERT INTO throttles (name, starts, count) VALUES (?, ?, 1)
                    ON CONFLICT (name, starts) DO UPDATE SET count = throttles.count + 1 RETURNING count
                    """, [.blob(name), .integer(starts)]
                ) { row throws(RecordsError) in try row.integer(0) }
                if (count ?? 0) > Int64(most) { isOver = true }
            }
            return isOver ? Instant(secondsSince1970: starts + seconds) : nil
        }
    }

    /// Forgets sessions, codes, counts and messages that are of no use any more.
    ///
    /// - Parameter time: now.
    /// - Throws: ``RecordsError``.
    public func forgetOldCodes(at time: Instant) throws(RecordsError) {
        let dayAgo = DatabaseValue.time(time.advanced(bySeconds: -2 * Self.daySeconds))
        let monthsAgo = DatabaseValue.time(time.advanced(bySeconds: -90 * Self.daySeconds))
        try write { ledger throws(RecordsError) in
            try ledger.transaction.run("DELETE FROM holder_sessions WHERE expires < ?", [.time(time)])
            try ledger.transaction.run("DELETE FROM throttles WHERE starts < ?", [dayAgo])
            try ledger.transaction.run(
                "DELETE FROM codes WHERE created < ? AND purpose <> 'activation'", [dayAgo])
            try ledger.transaction.run("DELETE FROM codes WHERE created < ?", [monthsAgo])
            try ledger.transaction.run(
                "DELETE FROM messages WHERE state <> 'waiting' AND changed < ?", [monthsAgo])
        }
    }

    /// Takes down what a holder, or somebody at home, did.
    ///
    /// - Parameters:
    ///   - act: one of ``AuditAct``.
    ///   - subject: nothing personal.
    ///   - details: nothing personal.
    ///   - time: when.
    /// - Throws: ``RecordsError``.
    public func noteHolder(
        _ act: String, of subject: String, details: [String: String] = [:], at time: Instant
    ) throws(RecordsError) {
        _ = try note(act, of: subject, by: "holder", at: time, details: details)
    }
}
