// SPDX-License-Identifier: Apache-2.0
public import DER
import Foundation
public import Records

/// The newest list of every path, in memory, for the routes that give them out.
///
/// Whoever reads gets one state; a newer one takes its place at once.
public final class PublishedLists: @unchecked Sendable {
    // Guarded by the lock; the dictionary itself is never changed while someone else reads it.
    private let lock = NSLock()
    private var byPath: [String: PublishedList] = [:]
    /// The audit log's size when lists were read from the records last.
    private var position: Int?

    /// Begins without lists.
    public init() {}

    /// The newest list of a path; nil if there is none.
    ///
    /// - Parameter path: below `/crls/`: `health.crl`, `health/7.crl`.
    /// - Returns: the list, whether or not its time is over.
    public func list(at path: String) -> PublishedList? {
        lock.withLock { byPath[path] }
    }

    /// The newest lists, by path.
    public var all: [PublishedList] {
        lock.withLock { byPath }.values.sorted { $0.path < $1.path }
    }

    /// When the first of the lists will be out of date; nil without lists.
    ///
    /// If it has passed, the house is not healthy.
    public var earliestNextUpdate: Instant? {
        lock.withLock { byPath }.values.map(\.nextUpdate).min()
    }

    /// Takes in the newest lists on record: at the start, and those of offline authorities.
    ///
    /// - Parameter records: where lists are filed.
    /// - Throws: ``RevocationError/records(_:)``; then nothing has changed.
    public func load(from records: Records) throws(RevocationError) {
        let size = try recorded(try records.auditHead()).size
        put(try recorded(try records.newestLists()).compactMap { PublishedList($0) })
        lock.withLock { position = size }
    }

    /// Takes in the newest lists on record if any was filed since: to be called every second or so where no publisher
    /// runs.
    ///
    /// - Parameter records: where lists are filed.
    /// - Returns: whether lists were read.
    /// - Throws: ``RevocationError/records(_:)``; then nothing has changed.
    /// - Complexity: O(lines of the audit log since) when none was filed.
    @discardableResult
    public func loadIfFiled(from records: Records) throws(RevocationError) -> Bool {
        guard var next = lock.withLock({ position }) else {
            try load(from: records)
            return true
        }
        while true {
            let lines = try recorded(try records.auditLines(from: next))
            if lines.contains(where: { $0.act == AuditAct.listFiled }) {
                try load(from: records)
                return true
            }
            guard let last = lines.last else { break }
            next = last.sequence + 1
        }
        lock.withLock { position = next }
        return false
    }

    /// Gives out these lists from now on, each unless a newer one is there.
    func put(_ lists: [PublishedList]) {
        lock.withLock {
            for list in lists where (byPath[list.path]?.record.number ?? .min) < list.record.number {
                byPath[list.path] = list
            }
        }
    }
}
