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

    /// Takes in the newest lists on record: at the start, where no publisher runs, and those of offline authorities.
    ///
    /// - Parameter records: where lists are filed.
    /// - Throws: ``RevocationError/records(_:)``; then nothing has changed.
    public func load(from records: Records) throws(RevocationError) {
        put(try recorded(try records.newestLists()).compactMap { PublishedList($0) })
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
