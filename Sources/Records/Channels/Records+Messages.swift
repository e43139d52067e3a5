// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Takes the next message that is due, so that no other thread or process sends it for a while.
    ///
    /// A process that ends while it sends leaves the message to be sent again when the while is over, under the same id.
    ///
    /// - Parameters:
    ///   - time: now.
    ///   - seconds: how long nobody else takes it.
    /// - Returns: nil when nothing is due.
    /// - Throws: ``RecordsError``.
    public func takeMessage(at time: Instant, for seconds: Int64) throws(RecordsError) -> MessageRecord? {
        // Looked for without the writer first: most turns find nothing.
        guard try read({ reading throws(RecordsError) in try reading.nextMessage(at: time) }) != nil else { return nil }
        return try write { ledger throws(RecordsError) in
            guard let next = try ledger.reading.nextMessage(at: time) else { return nil }
            try ledger.transaction.run(
                "UPDATE messages SET due = ?, attempts = attempts + 1, changed = ? WHERE id = ? AND state = 'waiting'",
                [.time(time.advanced(bySeconds: seconds)), .time(time), .text(next.id)])
            return try ledger.reading.message(next.id)
        }
    }

    /// Takes down what became of a message that was taken.
    ///
    /// - Parameters:
    ///   - id: which.
    ///   - outcome: what became of it.
    ///   - details: what the audit log's line says besides; nothing personal.
    ///   - time: when.
    /// - Throws: ``RecordsError``.
    public func settleMessage(
        _ id: String, _ outcome: MessageOutcome, details: [String: String] = [:], at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            guard let message = try ledger.reading.message(id), message.state == .waiting else { return }
            try ledger.transaction.run(
                "UPDATE messages SET state = ?, due = ?, failure = ?, changed = ? WHERE id = ?",
                [
                    .text(outcome.state), .time(outcome.due ?? message.due), .text(orNull: outcome.failure),
                    .time(time), .text(id),
                ])
            guard outcome.due == nil else { return }
            // A holder's number is no subject for the log.
            let subject =
                switch message.kind {
                case .activation, .tracking: "application:\(message.subject)"
                case .issued, .held, .lifted, .revoked, .suspended, .released: "certificate:\(message.subject)"
                case .signIn: "holder"
                }
            var all = details
            all["kind"] = message.kind.rawValue
            all["outcome"] = outcome.state.rawValue
            all["attempts"] = "\(message.attempts)"
            all["message"] = id
            if let failure = outcome.failure { all["failure"] = failure }
            try ledger.note(AuditAct.noticeSent, of: subject, by: "service", at: time, details: all)
            if message.kind == .signIn {
                // Who asked to be let in is of no interest once the code is out.
                try ledger.transaction.run("UPDATE messages SET subject = '-' WHERE id = ?", [.text(id)])
            }
        }
    }

    /// Messages in a state, those that something happened to last first.
    ///
    /// - Parameters:
    ///   - state: which; nil for all.
    ///   - since: only those that something happened to from then on.
    ///   - limit: how many at most.
    /// - Returns: the messages.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func messages(
        in state: MessageRecord.State? = nil, since: Instant? = nil, limit: Int = 100
    ) throws(RecordsError) -> [MessageRecord] {
        let earliest = DatabaseValue.integer(since?.secondsSince1970 ?? 0)
        if let state {
            return try messages(
                "state = ? AND changed >= ?", [.text(state), earliest], "changed DESC, id", limit)
        }
        return try messages("changed >= ?", [earliest], "changed DESC, id", limit)
    }

    /// How many messages wait to be sent, and since when the oldest does that somebody waits for.
    ///
    /// A notice that nobody has tried to send yet is not late: after a mass revocation they take their time, behind every code.
    ///
    /// - Parameter limit: up to how many are counted.
    /// - Returns: the number; when the oldest was written that is a code, or was tried and not sent.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func waitingMessages(limit: Int) throws(RecordsError) -> (count: Int, oldest: Instant?) {
        try read { reading throws(RecordsError) in try reading.pressing(limit: limit) }
    }

    /// A message, by its id.
    ///
    /// - Parameter id: which.
    /// - Returns: nil if there is none.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func message(_ id: String) throws(RecordsError) -> MessageRecord? {
        try read { reading throws(RecordsError) in try reading.message(id) }
    }

    /// Lets messages be tried again that were given up, from their first try.
    ///
    /// - Parameters:
    ///   - id: which; nil for all that were given up and are still of use.
    ///   - actor: who asks.
    ///   - time: when.
    /// - Returns: how many.
    /// - Throws: ``RecordsError``.
    @discardableResult
    public func retryMessages(_ id: String? = nil, by actor: String, at time: Instant) throws(RecordsError) -> Int {
        try write { ledger throws(RecordsError) in
            let count = try ledger.transaction.run(
                """
                UPDATE messages SET state = 'waiting', attempts = 0, due = ?, changed = ?, failure = NULL
                WHERE state = 'failed' AND expires > ? AND subject <> '-' \(id == nil ? "" : "AND id = ?")
                """, [.time(time), .time(time), .time(time)] + (id.map { [.text($0)] } ?? []))
            if count > 0 {
                try ledger.note(
                    AuditAct.noticesRetried, of: id.map { "message:\($0)" } ?? "messages", by: actor, at: time,
                    details: ["count": "\(count)"])
            }
            return count
        }
    }

    private func messages(
        _ condition: String, _ arguments: [DatabaseValue], _ order: String, _ limit: Int
    ) throws(RecordsError) -> [MessageRecord] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                MessageRecord.selection + " WHERE \(condition) ORDER BY \(order) LIMIT ?",
                arguments + [.integer(Int64(limit))]
            ) { row throws(RecordsError) in try MessageRecord(row) }
        }
    }
}

/// What became of an attempt to send a message.
public enum MessageOutcome: Sendable, Hashable {
    /// Its sender took it.
    case sent
    /// It is tried again at a time; what the sender said.
    case again(at: Instant, String)
    /// It is given up; what the sender said.
    case givenUp(String)
    /// There was nobody to send it to, or nothing to say any more.
    case dropped(String)

    var state: MessageRecord.State {
        switch self {
        case .sent: .sent
        case .again: .waiting
        case .givenUp: .failed
        case .dropped: .dropped
        }
    }

    var due: Instant? { if case .again(let time, _) = self { time } else { nil } }

    var failure: String? {
        switch self {
        case .sent: nil
        case .again(_, let text), .givenUp(let text), .dropped(let text): String(text.prefix(200))
        }
    }
}

extension Reading<RecordsError> {
    /// The next that is due: a code, which somebody is waiting for, before any notice, of which a mass revocation writes
    /// hundreds of thousands.
    fileprivate func nextMessage(at time: Instant) throws(RecordsError) -> MessageRecord? {
        for condition in ["state = 'waiting' AND code IS NOT NULL", "state = 'waiting'"] {
            let found = try row(
                MessageRecord.selection + " WHERE \(condition) AND due <= ? ORDER BY due, id LIMIT 1", [.time(time)]
            ) { row throws(RecordsError) in try MessageRecord(row) }
            if let found { return found }
        }
        return nil
    }

    /// How many messages wait, counted up to a limit, and since when the oldest does that is late if it is old: a code,
    /// or one that was tried in vain.
    fileprivate func pressing(limit: Int) throws(RecordsError) -> (count: Int, oldest: Instant?) {
        let count = try row(
            "SELECT COUNT(*) FROM (SELECT id FROM messages WHERE state = 'waiting' LIMIT ?) AS w",
            [.integer(Int64(limit))]
        ) { row throws(RecordsError) in try row.integer(0) }
        let oldest = try row(
            """
            SELECT created FROM messages WHERE state = 'waiting' AND (code IS NOT NULL OR attempts > 0)
            ORDER BY created LIMIT 1
            """, []
        ) { row throws(RecordsError) in try row.time(0) }
        return (Int(count ?? 0), oldest)
    }

    fileprivate func message(_ id: String) throws(RecordsError) -> MessageRecord? {
        try row(MessageRecord.selection + " WHERE id = ?", [.text(id)]) { row throws(RecordsError) in
            try MessageRecord(row)
        }
    }
}

extension MessageRecord {
    fileprivate static let selection = """
        SELECT id, kind, subject, code, state, attempts, due, expires, created, changed, failure FROM messages
        """

    fileprivate init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            id: try row.text(0), kind: try row.value(1, of: "messages", "kind"), subject: try row.text(2),
            code: try row.textOrNil(3), state: try row.value(4, of: "messages", "state"),
            attempts: Int(try row.integer(5)), due: try row.time(6), expires: try row.time(7),
            created: try row.time(8), changed: try row.time(9), failure: try row.textOrNil(10))
    }
}
