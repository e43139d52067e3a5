// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation

/// What a process knows of its lease: the number that its acts have to bear.
///
/// Read and changed under `lock`.
final class Fence: @unchecked Sendable {
    private let lock = NSLock()
    private var isAsked = false
    private var number: Int64?

    /// Whether a lease was ever asked for; a command that works beside the processes asks for none.
    var isInUse: Bool { lock.withLock { isAsked } }

    /// The number; nil while somebody else has the lease.
    var current: Int64? { lock.withLock { number } }

    func set(_ number: Int64?) {
        lock.withLock {
            isAsked = true
            self.number = number
        }
    }
}

extension Ledger {
    /// Refuses an act of the authority by a process whose lease went to another meanwhile.
    ///
    /// Looked up in the transaction itself: whoever stood still for an hour and goes on finds the new number here.
    func requireLease() throws(RecordsError) {
        guard fence.isInUse else { return }
        let name = AuthorityLease.name
        let now = try transaction.row("SELECT fence FROM leases WHERE name = ?", [.text(name)]) {
            row throws(RecordsError) in try row.integer(0)
        }
        guard let own = fence.current, own == now else { throw .leaseLost(name: name) }
    }
}
