// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Claims a key for a request, or finds that the request was answered.
    ///
    /// - Parameters:
    ///   - key: the request's `Idempotency-Key`, 1 to 255 characters.
    ///   - actor: who asks; keys of different actors do not meet.
    ///   - request: SHA-256 of what is asked, method and path included; 32 bytes.
    ///   - time: when.
    /// - Returns: whether to do it, or the answer that was given.
    /// - Throws: ``RecordsError/keyUsedForOtherRequest(key:)`` if it is another request (409),
    ///   ``RecordsError/keyInUse(key:since:)`` if the same one is being done right now.
    public func claim(
        key: String, by actor: String, request: [UInt8], at time: Instant
    ) throws(RecordsError) -> IdempotencyClaim {
        guard (1...255).contains(key.utf8.count) else {
            throw .value(field: "key", seen: "\(key.utf8.count) characters", allowed: "1 to 255")
        }
        let strays = strayClaims
        let step = { @Sendable (ledger: Ledger) throws(RecordsError) -> IdempotencyClaim in
            let kept = try ledger.transaction.row(
                """
                SELECT request_sha256, claimed, answer_status, answer_body, holder FROM idempotency
                WHERE actor = ? AND key = ?
                """, [.text(actor), .text(key)]
            ) { row throws(RecordsError) in
                (
                    request: try row.blob(0), claimed: try row.time(1), status: try row.integerOrNil(2),
                    body: try row.blobOrNil(3), holder: try row.textOrNil(4)
                )
            }
            guard let kept else {
                try ledger.run(
                    "INSERT INTO idempotency (actor, key, request_sha256, claimed, holder) VALUES (?, ?, ?, ?, ?)",
                    [
                        .text(actor), .text(key), .blob(request), .time(time), .text(ProcessIdentity.own.text),
                    ], ifTaken: .keyInUse(key: key, since: time))
                return .fresh
            }
            guard kept.request == request else { throw .keyUsedForOtherRequest(key: key) }
            guard let status = kept.status, status != Ledger.interrupted else {
                // Nobody answers it any more: the process that did was stopped, or the disk did not let the claim go.
                guard
                    kept.status != nil || strays.take(key, of: actor)
                        || ledger.isForsaken(kept.holder, since: kept.claimed, at: time)
                else { throw .keyInUse(key: key, since: kept.claimed) }
                try ledger.transaction.run(
                    "UPDATE idempotency SET answer_status = NULL, claimed = ?, holder = ? WHERE actor = ? AND key = ?",
                    [.time(time), .text(ProcessIdentity.own.text), .text(actor), .text(key)])
                return .interrupted
            }
            return .answered(StoredAnswer(status: Int(status), body: kept.body ?? []))
        }
        do throws(RecordsError) {
            let claim = try write(step)
            if claim == .interrupted { strays.settle(key, of: actor, isOnRecord: true) }
            return claim
        } catch {
            if error.storeFault != nil { strays.settle(key, of: actor, isOnRecord: false) }
            throw error
        }
    }

    /// Keeps the answer to a claimed request, to be given again.
    ///
    /// - Parameters:
    ///   - answer: what is sent.
    ///   - key: the request's.
    ///   - actor: who asked.
    /// - Throws: ``RecordsError/database(_:)``; the answer may be sent all the same.
    public func remember(_ answer: StoredAnswer, forKey key: String, of actor: String) throws(RecordsError) {
        try settle(key, of: actor) { ledger throws(RecordsError) in
            try ledger.transaction.run(
                "UPDATE idempotency SET answer_status = ?, answer_body = ? WHERE actor = ? AND key = ?",
                [.integer(Int64(answer.status)), .blob(answer.body), .text(actor), .text(key)])
        }
    }

    /// Lets a claimed key go, because the request came to nothing through a fault and may be asked again.
    ///
    /// - Parameters:
    ///   - key: the request's.
    ///   - actor: who asked.
    /// - Throws: ``RecordsError/database(_:)``.
    public func forget(key: String, of actor: String) throws(RecordsError) {
        try settle(key, of: actor) { ledger throws(RecordsError) in
            try ledger.transaction.run(
                "DELETE FROM idempotency WHERE actor = ? AND key = ? AND answer_status IS NULL",
                [.text(actor), .text(key)])
        }
    }

    /// Writes the end of a claim; when the disk does not take it, whoever asks next under the key is let in.
    private func settle(
        _ key: String, of actor: String, _ body: @escaping @Sendable (Ledger) throws(RecordsError) -> Int
    ) throws(RecordsError) {
        do throws(RecordsError) {
            try write(body)
        } catch {
            strayClaims.add(key, of: actor)
            throw error
        }
    }

    /// Drops answers that nobody will ask for again.
    ///
    /// - Parameter time: keys claimed before it are dropped.
    /// - Returns: how many.
    /// - Throws: ``RecordsError/database(_:)``.
    @discardableResult
    public func forgetAnswers(before time: Instant) throws(RecordsError) -> Int {
        try write { ledger throws(RecordsError) in
            try ledger.transaction.run("DELETE FROM idempotency WHERE claimed < ?", [.time(time)])
        }
    }
}

extension Ledger {
    /// The status of an answer that nobody got: the process was stopped before there was one.
    static let interrupted: Int64 = 0

    /// Whether nobody answers a claim any more: its process is over, or, on another machine, has been silent for long.
    func isForsaken(_ holder: String?, since claimed: Instant, at time: Instant) -> Bool {
        guard let holder else { return false }
        return ProcessIdentity(holder).isOver
            || (holder != ProcessIdentity.own.text && claimed.advanced(bySeconds: Self.longestRequest) < time)
    }

    /// Marks the claims that nobody answers any more, and those that this process left when it was last opened.
    ///
    /// - Returns: how many.
    func interruptClaims(at time: Instant) throws(RecordsError) -> Int {
        let holders = try reading.rows(
            "SELECT DISTINCT holder FROM idempotency WHERE answer_status IS NULL AND holder IS NOT NULL ORDER BY holder"
        ) { row throws(RecordsError) in try row.text(0) }
        var marked = try transaction.run(
            "UPDATE idempotency SET answer_status = ? WHERE answer_status IS NULL AND holder IS NULL",
            [.integer(Self.interrupted)])
        for holder in holders {
            let isOver = ProcessIdentity(holder).isOver || holder == ProcessIdentity.own.text
            let end = isOver ? Int64.max : time.advanced(bySeconds: -Self.longestRequest).secondsSince1970
            marked += try transaction.run(
                "UPDATE idempotency SET answer_status = ? WHERE answer_status IS NULL AND holder = ? AND claimed < ?",
                [.integer(Self.interrupted), .text(holder), .integer(end)])
        }
        return marked
    }

    // Longer than any answer takes, by any of the machines' clocks.
    private static let longestRequest: Int64 = 300
}
