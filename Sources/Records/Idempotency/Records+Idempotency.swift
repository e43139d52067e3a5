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
        return try write { ledger throws(RecordsError) in
            let kept = try ledger.transaction.row(
                """
                SELECT request_sha256, claimed, answer_status, answer_body FROM idempotency
                WHERE actor = ? AND key = ?
                """, [.text(actor), .text(key)]
            ) { row throws(RecordsError) in
                (
                    request: try row.blob(0), claimed: try row.time(1), status: try row.integerOrNil(2),
                    body: try row.blobOrNil(3)
                )
            }
            guard let kept else {
                try ledger.run(
                    "INSERT INTO idempotency (actor, key, request_sha256, claimed) VALUES (?, ?, ?, ?)",
                    [.text(actor), .text(key), .blob(request), .time(time)], ifTaken: .keyInUse(key: key, since: time))
                return .fresh
            }
            guard kept.request == request else { throw .keyUsedForOtherRequest(key: key) }
            guard let status = kept.status else { throw .keyInUse(key: key, since: kept.claimed) }
            return .answered(StoredAnswer(status: Int(status), body: kept.body ?? []))
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
        try write { ledger throws(RecordsError) in
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
        try write { ledger throws(RecordsError) in
            try ledger.transaction.run(
                "DELETE FROM idempotency WHERE actor = ? AND key = ? AND answer_status IS NULL",
                [.text(actor), .text(key)])
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
