// SPDX-License-Identifier: Apache-2.0
public import DER
import Foundation
public import Records

/// The status index of a process, brought up to date in one place for all who ask it.
///
/// Publishers refresh it when they draw up a list; a loop of the service refreshes it in between and hands it to the
/// responder and the validator. An index is hundreds of megabytes at a million certificates, so there is one.
public final class CurrentStatus: Sendable {
    /// An index and when it was read.
    public struct Reading: Sendable {
        /// Every issued certificate and its status.
        public let index: StatusIndex

        /// What the clock showed before it was read: everything done earlier is in it.
        public let asOf: Instant

        /// What this process's own clock showed; later than ``asOf`` where a standby is read that is behind.
        public let readAt: Instant

        init(index: StatusIndex, asOf: Instant, readAt: Instant) {
            self.index = index
            self.asOf = asOf
            self.readAt = readAt
        }
    }

    let book: Records
    private let clock: @Sendable () -> Instant
    private let newest: Box

    /// Reads every certificate and its status.
    ///
    /// - Parameters:
    ///   - records: where statuses are kept.
    ///   - clock: what the time is.
    /// - Throws: ``RevocationError/records(_:)``.
    /// - Complexity: O(n): about a second for a million certificates.
    public init(
        records: Records, clock: @escaping @Sendable () -> Instant = { Instant.now() }
    ) throws(RevocationError) {
        book = records
        self.clock = clock
        let (asOf, now) = try Self.seenUpTo(records, clock)
        newest = Box(Reading(index: try recorded(try records.statusIndex()), asOf: asOf, readAt: now))
    }

    /// The index as it was read last.
    public var reading: Reading { newest.reading }

    /// Reads what changed since.
    ///
    /// - Returns: an index that holds everything done before this was called.
    /// - Throws: ``RevocationError/records(_:)``; with `logShorter` older records took the place of those that were read,
    ///   and the index stays as it is.
    /// - Complexity: O(changes), mostly.
    @discardableResult
    public func refresh() throws(RevocationError) -> Reading {
        // One at a time, so that an older index never takes the place of a newer one.
        newest.refreshing.lock()
        defer { newest.refreshing.unlock() }
        let (asOf, now) = try Self.seenUpTo(book, clock)
        let index = try recorded(try book.statusIndex(refreshing: newest.reading.index))
        let reading = Reading(index: index, asOf: asOf, readAt: now)
        newest.reading = reading
        return reading
    }

    /// Believes nothing that the records say of some certificates from now on.
    ///
    /// - Parameter references: which, and never again while this process lives.
    public func distrust(_ references: Set<CertificateReference>) {
        newest.refreshing.lock()
        defer { newest.refreshing.unlock() }
        let known = newest.reading
        guard !references.isSubset(of: known.index.untrusted) else { return }
        newest.reading = Reading(
            index: known.index.distrusting(references), asOf: known.asOf, readAt: known.readAt)
    }

    /// Up to when everything is in what is read from now on; a standby that shows nothing of us may be of any age.
    private static func seenUpTo(
        _ records: Records, _ clock: @Sendable () -> Instant
    ) throws(RevocationError) -> (asOf: Instant, now: Instant) {
        let now = clock()
        return (try recorded(try records.seenUpTo(at: now)) ?? Instant(secondsSince1970: 0), now)
    }

    private final class Box: @unchecked Sendable {
        let refreshing = NSLock()
        private let lock = NSLock()
        private var value: Reading

        init(_ value: Reading) { self.value = value }

        var reading: Reading {
            get { lock.withLock { value } }
            set { lock.withLock { value = newValue } }
        }
    }
}
