// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Foundation
public import MohrValidation
public import PKIX
public import Records

/// Takes in what licensing bodies say, and keeps it in memory for verdicts.
public final class ProfessionDesk: @unchecked Sendable {
    /// The bodies that are heard.
    public let bodies: [LicensingBody]

    private let records: Records
    private let clock: @Sendable () -> Instant
    /// Around reading and handing on: of two threads that do so, the one that read first must not come last.
    private let turn = NSLock()
    // Around what was read last.
    private let lock = NSLock()
    private var position = -2
    private var register = ProfessionRegister()
    /// Whether a body's rows were what its feeds brought, and when that was looked at.
    private var standing: [String: (stands: Bool, seen: Instant, position: Int)] = [:]

    /// Sets a desk up; nothing is read yet.
    ///
    /// - Parameters:
    ///   - records: where feeds are kept.
    ///   - bodies: who is heard.
    ///   - clock: what time it is.
    public init(records: Records, bodies: [LicensingBody], clock: @escaping @Sendable () -> Instant) {
        self.records = records
        self.bodies = bodies
        self.clock = clock
    }

    /// What became of a feed.
    public struct Outcome: Sendable {
        /// The feed.
        public let signed: SignedFeed
        /// What is on record of it.
        public let record: ProfessionFeedRecord
        /// Whether it was not on record before.
        public let isNew: Bool
        /// For how many licences something changed.
        public let changed: Int
    }

    /// Takes a feed: all of it or nothing.
    ///
    /// Taken again, nothing happens.
    ///
    /// - Parameters:
    ///   - signature: CAdES, with the document in it or without.
    ///   - document: the document, when it is not in the signature.
    ///   - name: what to call the file.
    ///   - snapshot: what to judge its signature by.
    ///   - actor: who brings it.
    /// - Returns: what became of it.
    /// - Throws: ``ServiceError/profession(file:_:)``; that it was refused is a line of the audit log.
    public func take(
        _ signature: [UInt8], document: [UInt8]? = nil, named name: String, against snapshot: TrustSnapshot,
        by actor: String
    ) throws(ServiceError) -> Outcome {
        let signed: SignedFeed
        do throws(ProfessionFeedError) {
            signed = try SignedFeed(signature, document: document, from: bodies, at: clock(), against: snapshot)
        } catch {
            throw try refusal(error, signature, name, actor)
        }
        // Another process may take one in between: then the newest is another, and it is asked again.
        for _ in 0..<Self.attempts {
            let newest = try MohrService.records { () throws(RecordsError) in
                try records.newestFeed(of: signed.body.name)
            }
            let isNew: Bool
            do throws(ProfessionFeedError) {
                isNew = try FeedHead.admits(signed.feed, sha256: signed.sha256, after: newest?.head)
            } catch {
                throw try refusal(error, signature, name, actor)
            }
            if !isNew, let newest { return Outcome(signed: signed, record: newest, isNew: false, changed: 0) }
            do throws(RecordsError) {
                let (record, changed) = try records.take(
                    signed.draft, after: newest?.sequence, by: actor, at: clock())
                return Outcome(signed: signed, record: record, isNew: true, changed: changed)
            } catch .professionFeedMoved {
                continue
            } catch {
                throw .records(error)
            }
        }
        throw .records(.professionFeedMoved(body: signed.body.name, newest: signed.feed.sequence))
    }

    private static let attempts = 5

    /// Takes down that a feed was refused.
    private func refusal(
        _ error: ProfessionFeedError, _ signature: [UInt8], _ name: String, _ actor: String
    ) throws(ServiceError) -> ServiceError {
        try MohrService.records { () throws(RecordsError) in
            try records.noteRefusedFeed(
                DigestAlgorithm.sha256.digest(signature), because: error.statement.name, by: actor, at: clock())
        }
        return .profession(file: name, error)
    }

    /// Reads what is said now, if anything was taken since it was last read, and hands it on.
    ///
    /// - Parameter handOn: is given what was read, by one thread at a time and never an older one after a newer.
    /// - Throws: ``ServiceError/records(_:)``.
    /// - Complexity: O(1) without a new feed, O(n) with one.
    public func refresh(_ handOn: (ProfessionRegister) -> Void) throws(ServiceError) {
        turn.lock()
        defer { turn.unlock() }
        try MohrService.records { () throws(RecordsError) in
            let now = try records.professionPosition()
            // A standby that is read may be behind the one that was read before it.
            guard lock.withLock({ position }) < now else { return }
            let read = try RegisterReader.read(records, bodies)
            lock.withLock { (position, register) = (now, read) }
            handOn(read)
        }
    }

    /// What is said of a certificate's holder, or was at a time.
    ///
    /// - Parameters:
    ///   - certificate: any.
    ///   - time: what was known at that moment; `nil` for what is known now.
    /// - Returns: `nil` when no body is heard for the holder's profession, none had been by then, or what is on record
    ///   of it is not what it said.
    /// - Throws: ``RecordsError``.
    public func facts(of certificate: Certificate, knownAt time: Instant?) throws(RecordsError) -> ProfessionalFacts? {
        guard let time else { return current.facts(of: certificate) }
        for body in bodies {
            guard let number = body.licence(in: certificate) else { continue }
            guard let known = try records.licence(number, of: body.name, knownAt: time) else { return nil }
            // As for what is said now: by rows that somebody changed nobody is entitled.
            guard try stands(body) else { return nil }
            var table = LicenceTable()
            table.append(number, known.periods.compactMap(\.judged))
            return ProfessionRegister.Chapter(body, head: known.feed.head, licences: table).facts(of: number)
        }
        return nil
    }

    /// Whether a body's rows are what its feeds brought; all of them are read for it, once a minute at most.
    private func stands(_ body: LicensingBody) throws(RecordsError) -> Bool {
        let (now, newest) = (clock(), try records.professionPosition())
        if let last = lock.withLock({ standing[body.name] }), last.position == newest,
            abs(now.seconds(since: last.seen)) < Self.lookSeconds
        {
            return last.stands
        }
        let stands = try records.professionRowsStand(of: body.name)
        lock.withLock { standing[body.name] = (stands, now, newest) }
        return stands
    }

    private static let lookSeconds: Int64 = 60

    /// What was read last.
    public var current: ProfessionRegister { lock.withLock { register } }
}
