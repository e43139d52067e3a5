// SPDX-License-Identifier: Apache-2.0
public import DER
import Database
import Dispatch
import Foundation

/// The right to act as the authority, which one process has at a time: to issue, to publish lists, to sign the log's head.
///
/// It holds while it is renewed. Who wants it watches: a holder that is over, that gave it back, or that did not renew it
/// for ``patience`` seconds by the watcher's own clock (no two machines' clocks are compared), is followed. Each holder
/// has a number, the fence, above all before it; every act of the authority is checked against it in its own
/// transaction, so one that stood still and woke up does nothing any more.
public final class AuthorityLease: Sendable {
    /// The lease's name in the records.
    public static let name = "authority"

    /// How long a holder that says nothing keeps it, in seconds.
    public let patience: Double

    private let records: Records
    // As it stands in the records: the process, and which copy of the records it opened.
    private let holder: String
    private let watch = Watch()

    /// What came of asking.
    public enum Standing: Sendable, Hashable {
        /// This process has it, and had it before.
        case held
        /// This process has it from now on; what its predecessor left unfinished is to be closed.
        case taken
        /// Another process has it.
        case standby
    }

    /// Prepares to ask for the lease.
    ///
    /// - Parameters:
    ///   - records: whose acts it is about.
    ///   - identity: who asks.
    ///   - patience: how long a holder that says nothing keeps it, in seconds.
    public init(_ records: Records, as identity: ProcessIdentity = .own, patience: Double = 10) {
        self.records = records
        holder = identity.text + "@" + records.placeMark
        self.patience = patience
        records.fence.set(nil)
    }

    /// Whether this process has it, as far as it knows.
    public var isHeld: Bool { records.fence.current != nil }

    /// Renews it, or takes it if it is free; to be called every second or two.
    ///
    /// - Parameter time: now, for the record.
    /// - Returns: who has it.
    /// - Throws: ``RecordsError/database(_:)``; then it is as it was.
    public func keep(at time: Instant) throws(RecordsError) -> Standing {
        let seen = try records.read { reading throws(RecordsError) in try Row(reading) }
        // Nobody writes to be told that another holds it.
        if let seen, seen.holder != holder, !isFree(seen) {
            records.fence.set(nil)
            return .standby
        }
        let before = records.fence.current
        let fence = try records.write { [holder] ledger throws(RecordsError) in
            try ledger.takeLease(as: holder, holding: before, seen: seen, at: time)
        }
        records.fence.set(fence)
        guard let fence else { return .standby }
        return fence == before ? .held : .taken
    }

    /// Gives it back, so that the next one need not wait; closing the records does so too.
    ///
    /// - Throws: ``RecordsError/database(_:)``.
    public func release() throws(RecordsError) { try records.releaseLease() }

    /// Whether it may be taken from whoever has it.
    private func isFree(_ row: Row) -> Bool {
        guard let holder = row.holder else { return true }
        // A copy of the records, such as a restored backup, names whoever held the original's.
        let parts = holder.split(separator: "@", maxSplits: 1)
        if parts.count == 2, parts[1] != records.placeMark { return true }
        return ProcessIdentity(holder).isOver || watch.secondsUnchanged(row) > patience
    }

    /// The lease as it stands.
    struct Row: Hashable, Sendable {
        let holder: String?
        let fence: Int64
        let beats: Int64

        init?(_ reading: Reading<RecordsError>) throws(RecordsError) {
            let row = try reading.row(
                "SELECT holder, fence, beats FROM leases WHERE name = ?", [.text(AuthorityLease.name)]
            ) { row throws(RecordsError) in (try row.textOrNil(0), try row.integer(1), try row.integer(2)) }
            guard let row else { return nil }
            (holder, fence, beats) = row
        }
    }

    /// Since when the lease has not changed, by a clock that nobody sets.
    private final class Watch: @unchecked Sendable {
        private let lock = NSLock()
        private var last: (row: Row, since: UInt64)?

        func secondsUnchanged(_ row: Row) -> Double {
            lock.withLock {
                let now = DispatchTime.now().uptimeNanoseconds
                guard let last, last.row == row else {
                    last = (row, now)
                    return 0
                }
                return Double(now &- last.since) / 1e9
            }
        }
    }
}

extension Records {
    /// Gives the lease back, if this process has it.
    func releaseLease() throws(RecordsError) {
        guard let number = fence.current else { return }
        fence.set(nil)
        try write { ledger throws(RecordsError) in
            try ledger.transaction.run(
                "UPDATE leases SET holder = NULL WHERE name = ? AND fence = ?",
                [.text(AuthorityLease.name), .integer(number)])
        }
    }
}

extension Ledger {
    /// Renews, joins or takes the lease, if it still is as it was seen.
    ///
    /// - Returns: the number that the holder's acts bear; nil if another came first.
    fileprivate func takeLease(
        as identity: String, holding own: Int64?, seen: AuthorityLease.Row?, at time: Instant
    ) throws(RecordsError) -> Int64? {
        let name = DatabaseValue.text(AuthorityLease.name)
        guard let now = try AuthorityLease.Row(reading) else {
            try transaction.run(
                "INSERT INTO leases (name, holder, fence, beats, taken) VALUES (?, ?, 1, 0, ?)",
                [name, .text(identity), .time(time)])
            return 1
        }
        if now.holder == identity {
            try transaction.run("UPDATE leases SET beats = beats + 1 WHERE name = ?", [name])
            return now.fence
        }
        guard now == seen else { return nil }
        // Given back by another part of this process, and taken by nobody since.
        if now.holder == nil, now.fence == own {
            try transaction.run(
                "UPDATE leases SET holder = ?, beats = beats + 1 WHERE name = ?", [.text(identity), name])
            return now.fence
        }
        try transaction.run(
            "UPDATE leases SET holder = ?, fence = fence + 1, beats = 0, taken = ? WHERE name = ?",
            [.text(identity), .time(time), name])
        if let predecessor = now.holder {
            try note(
                AuditAct.leaseTaken, of: "lease:\(AuthorityLease.name)", by: "lease", at: time,
                details: ["fence": "\(now.fence + 1)", "from": predecessor, "to": identity])
        }
        return now.fence + 1
    }
}
