// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

/// Tells whether what was typed is the code of an id.
public typealias CodeCheck = @Sendable (_ id: String) -> Bool

extension Records {
    /// Takes down that a code was asked for and is to be sent: older ones of the same purpose count no more.
    ///
    /// - Parameters:
    ///   - code: the code, open.
    ///   - message: what tells it; nil when nobody is to be told.
    ///   - terms: how often codes may be asked for.
    ///   - actor: who asks.
    /// - Returns: nil when it is on record; when the next may be asked for, if there were too many.
    /// - Throws: ``RecordsError``.
    public func ask(
        for code: CodeRecord, telling message: MessageKind, within terms: CodeTerms, by actor: String
    ) throws(RecordsError) -> Instant? {
        try write { ledger throws(RecordsError) in
            let time = code.created
            let times = try ledger.transaction.rows(
                "SELECT created FROM codes WHERE purpose = ? AND subject = ? AND created > ? ORDER BY created",
                [.text(code.purpose), .text(code.subject), .time(time.advanced(bySeconds: -Self.daySeconds))]
            ) { row throws(RecordsError) in try row.time(0) }
            if let last = times.last, last.advanced(bySeconds: terms.pauseSeconds) > time {
                return last.advanced(bySeconds: terms.pauseSeconds)
            }
            if times.count >= terms.perDay, let first = times.dropLast(terms.perDay - 1).last {
                return first.advanced(bySeconds: Self.daySeconds)
            }
            try ledger.transaction.run(
                "UPDATE codes SET state = 'replaced' WHERE purpose = ? AND subject = ? AND state = 'open'",
                [.text(code.purpose), .text(code.subject)])
            try ledger.open(code)
            try ledger.queue(
                MessageDraft(
                    id: code.id, kind: message, subject: code.subject, code: code.id, expires: code.expires), at: time)
            if code.purpose == .activation {
                try ledger.note(
                    AuditAct.codeAsked, of: "application:\(code.subject)", by: actor, at: time,
                    details: ["purpose": code.purpose.rawValue])
            }
            return nil
        }
    }

    /// Tries a code: one try is counted and on the disk before anyone is told whether it was the one.
    ///
    /// - Parameters:
    ///   - purpose: what it is to be good for.
    ///   - subject: of which the newest code counts, whatever its state.
    ///   - time: now.
    ///   - check: tells whether what was typed is the code of an id.
    /// - Returns: what came of it.
    /// - Throws: ``RecordsError``.
    public func tryCode(
        for purpose: CodePurpose, of subject: String, at time: Instant, _ check: @escaping CodeCheck
    ) throws(RecordsError) -> CodeOutcome {
        try write { ledger throws(RecordsError) in
            try ledger.tryCode(purpose, of: subject, at: time, check)
        }
    }

    /// The newest code of a purpose.
    ///
    /// - Parameters:
    ///   - purpose: what it is for.
    ///   - subject: whose.
    /// - Returns: nil when none was ever asked for.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func newestCode(for purpose: CodePurpose, of subject: String) throws(RecordsError) -> CodeRecord? {
        try read { reading throws(RecordsError) in try reading.newestCode(purpose, of: subject) }
    }

    /// A code, by what it is worked out from.
    ///
    /// - Parameter id: its id.
    /// - Returns: nil when there is none.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func code(_ id: String) throws(RecordsError) -> CodeRecord? {
        try read { reading throws(RecordsError) in
            try reading.row(CodeRecord.selection + " WHERE id = ?", [.text(id)]) { row throws(RecordsError) in
                try CodeRecord(row)
            }
        }
    }

    static let daySeconds: Int64 = 86_400
}

extension Ledger {
    /// Puts a code on record; of two with one id the first stays.
    func open(_ code: CodeRecord) throws(RecordsError) {
        try transaction.run(
            """
            INSERT INTO codes (id, purpose, subject, holder, state, tries, created, expires)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
            """,
            [
                .text(code.id), .text(code.purpose), .text(code.subject), .text(orNull: code.holder),
                .text(code.state), .integer(Int64(code.tries)), .time(code.created), .time(code.expires),
            ])
    }

    /// Tries the newest code; see ``Records/tryCode(for:of:at:_:)``.
    func tryCode(
        _ purpose: CodePurpose, of subject: String, at time: Instant, _ check: CodeCheck
    ) throws(RecordsError) -> CodeOutcome {
        guard let code = try reading.newestCode(purpose, of: subject) else { return .none }
        switch code.state {
        case .locked: return .locked
        case .used, .replaced: return .none
        case .open: break
        }
        guard time <= code.expires else { return .expired(since: code.expires) }
        let isRight = check(code.id)
        let left = code.tries - 1
        let state: CodeRecord.State = isRight ? .used : left > 0 ? .open : .locked
        try transaction.run(
            "UPDATE codes SET tries = ?, state = ? WHERE id = ?",
            [.integer(Int64(max(0, left))), .text(state), .text(code.id)])
        if isRight { return .right }
        return left > 0 ? .wrong(left: left) : .locked
    }
}

extension Reading<RecordsError> {
    fileprivate func newestCode(_ purpose: CodePurpose, of subject: String) throws(RecordsError) -> CodeRecord? {
        try row(
            CodeRecord.selection + " WHERE purpose = ? AND subject = ? ORDER BY created DESC,"
                + " CASE state WHEN 'open' THEN 0 ELSE 1 END, id LIMIT 1",
            [.text(purpose), .text(subject)]
        ) { row throws(RecordsError) in try CodeRecord(row) }
    }
}

extension CodeRecord {
    fileprivate static let selection =
        "SELECT id, purpose, subject, holder, state, tries, created, expires FROM codes"

    fileprivate init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            id: try row.text(0), purpose: try row.value(1, of: "codes", "purpose"), subject: try row.text(2),
            holder: try row.textOrNil(3), state: try row.value(4, of: "codes", "state"),
            tries: Int(try row.integer(5)), created: try row.time(6), expires: try row.time(7))
    }
}
