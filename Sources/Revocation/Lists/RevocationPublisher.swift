// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
import Foundation
public import PKIX
import Records

/// Draws up, signs and publishes one authority's revocation lists: the full one and its shards.
///
/// A list leaves the house only after it was read back, its signature checked, its entries held against those of the
/// list before it, and filed in the records, which refuse a number or a time that goes backwards. When one list is
/// refused the others are published all the same: a fault in one shard must not hold back a revocation in another.
///
/// - SeeAlso: RFC 5280 5; RFC 3647 4.4.9.7.
public final class RevocationPublisher: Sendable {
    private let signer: ListSigner
    private let status: CurrentStatus
    private let plan: ListPlan
    private let lists: PublishedLists
    private let clock: @Sendable () -> Instant
    private let memory = Memory()

    /// Begins to publish for an authority; nothing is signed yet.
    ///
    /// - Parameters:
    ///   - status: what is revoked; refreshed whenever a list is drawn up.
    ///   - authority: its name on record.
    ///   - certificate: the authority's, which lets it sign lists.
    ///   - key: the authority's.
    ///   - plan: how many lists, and how long they are good for.
    ///   - lists: where they are given out.
    ///   - clock: what the time is.
    /// - Throws: ``RevocationError``: `keyMismatch`, `authorityMayNotSignLists`, `authorityKeyUnnamed`, or
    ///   `shardCountChanged` when lists of another number of shards are on record.
    public init(
        status: CurrentStatus, authority: String, certificate: Certificate, key: any SigningKey, plan: ListPlan,
        lists: PublishedLists, clock: @escaping @Sendable () -> Instant = { Instant.now() }
    ) throws(RevocationError) {
        signer = try ListSigner(authority: authority, certificate: certificate, key: key)
        self.status = status
        self.plan = plan
        self.lists = lists
        self.clock = clock
        try checkShards()
    }

    /// Publishes every list of the authority now.
    ///
    /// - Returns: the lists, each filed and given out.
    /// - Throws: the first ``RevocationError``; lists that were not refused are out nevertheless.
    @discardableResult
    public func publish() throws(RevocationError) -> [PublishedList] {
        memory.publishing.lock()
        defer { memory.publishing.unlock() }
        let time = clock()
        let index = try status.refresh().index
        try noteChanges(in: index)
        return try publish(plan.parts, from: index, at: time)
    }

    /// Publishes the lists whose entries have changed, and those older than the plan's period.
    ///
    /// To be called every few seconds, and after a revocation; it does little when there is nothing to do. The first
    /// call publishes every list. A long list that changes all the time is published at intervals that grow with its
    /// length, four minutes at the most, since each is kept on record.
    ///
    /// - Returns: the lists that were published.
    /// - Throws: the first ``RevocationError``; lists that were not refused are out nevertheless.
    /// - Complexity: O(changes) when nothing is due.
    @discardableResult
    public func publishIfDue() throws(RevocationError) -> [PublishedList] {
        memory.publishing.lock()
        defer { memory.publishing.unlock() }
        let time = clock()
        let index = try status.refresh().index
        try noteChanges(in: index)
        let due = plan.parts.filter { part in
            guard let newest = memory.newest[part] else { return true }
            let age = time.seconds(since: newest.thisUpdate)
            return age < 0 || age >= plan.periodSeconds
                || memory.changed.contains(part) && age >= Self.pauseSeconds(after: newest)
        }
        return due.isEmpty ? [] : try publish(due, from: index, at: time)
    }

    /// How long to wait after a list of some length: one of a megabyte for six seconds.
    ///
    /// - SeeAlso: ETSI EN 319 411-1 REV-6.2.4-03A (a day); four minutes and what it takes to draw a list up are less
    ///   than the five that the house promises.
    static func pauseSeconds(after list: PublishedList) -> Int64 {
        min(240, Int64(list.encoded.count) / 170_000)
    }

    /// Publishes some lists; the caller has the lock, and read the index after the time.
    private func publish(
        _ parts: [ListPart], from index: StatusIndex, at time: Instant
    ) throws(RevocationError) -> [PublishedList] {
        let validity = signer.certificate.tbs.validity
        guard validity.contains(time) else {
            throw .authorityNotValid(authority: signer.authority, at: time, validity: validity)
        }
        let book = status.book
        let number = try recorded(try book.nextListNumber(of: signer.authority, by: Self.actor, at: time))
        let frame = ListSigner.Frame(
            thisUpdate: time,
            nextUpdate: min(time.advanced(bySeconds: plan.lifetimeSeconds), validity.notAfter),
            number: number, checkpoint: try recorded(try book.auditHead()))
        var entries = ListEntries(from: index, of: signer.authority, for: parts, under: plan)
        var published: [PublishedList] = []
        var failure: RevocationError?
        for part in parts {
            do throws(RevocationError) {
                let list = try publish(entries.take(part), part, frame, index)
                memory.newest[part] = list
                memory.changed.remove(part)
                lists.put([list])
                published.append(list)
            } catch {
                // It is due until it is out.
                memory.changed.insert(part)
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return published
    }

    private func publish(
        _ entries: consuming RevokedEntriesDraft, _ part: ListPart, _ frame: ListSigner.Frame, _ index: StatusIndex
    ) throws(RevocationError) -> PublishedList {
        let (authority, scope, book) = (signer.authority, part.scope, status.book)
        let list = try signer.sign(
            entries, in: frame, of: part,
            covering: plan.issuingDistributionPoint(of: part, authority: authority),
            named: plan.address(of: part, authority: authority))
        let previous = try recorded(try book.newestList(of: authority, scope: scope))
        if let previous {
            try ListSuccession(authority: authority, scope: scope, index: index)
                .check(list, following: try Self.read(previous))
        }
        let record = RevocationListRecord(
            authority: authority, scope: scope, number: frame.number, thisUpdate: frame.thisUpdate,
            nextUpdate: frame.nextUpdate, encoded: list.encoded,
            sha256: DigestAlgorithm.sha256.digest(list.encoded))
        try recorded(
            try book.file(record, following: previous?.number, by: Self.actor, at: frame.thisUpdate))
        guard let published = PublishedList(record) else {
            throw .records(.value(field: "scope", seen: scope, allowed: "full, shard-<number>"))
        }
        return published
    }

    /// Notes on which lists something would be different now from when this was asked last.
    private func noteChanges(in now: StatusIndex) throws(RevocationError) {
        guard let last = memory.index, now.position != last.position else {
            memory.index = now
            return
        }
        for certificate in try recorded(try status.book.statusChanges(since: last.position)).certificates
        where certificate.reference.authority == signer.authority {
            let before = last.issued(certificate.reference)?.presented ?? PresentedStatus([])
            let after = PresentedStatus(certificate.intervals)
            let isListed = [before.status, after.status].contains { if case .revoked = $0 { true } else { false } }
            if before != after, isListed { memory.changed.formUnion(plan.parts(of: certificate.reference.serial)) }
        }
        memory.index = now
    }

    /// Certificates that name a list must find themselves on it for as long as anyone asks.
    private func checkShards() throws(RevocationError) {
        // The highest shard is filed first, so it is there if any is.
        var highest = -1
        for record in try recorded(try status.book.newestLists()) where record.authority == signer.authority {
            if case .shard(let number)? = ListPart(scope: record.scope) { highest = max(highest, number) }
        }
        guard highest == -1 || highest == plan.shards - 1 else {
            throw .shardCountChanged(authority: signer.authority, seen: plan.shards, published: highest + 1)
        }
    }

    private static func read(_ record: RevocationListRecord) throws(RevocationError) -> CertificateList {
        do throws(PKIXError) {
            return try CertificateList(der: record.encoded)
        } catch {
            throw .listUnreadable(authority: record.authority, scope: record.scope, error)
        }
    }

    private static let actor = "publisher"

    /// What a publisher remembers from one call to the next; guarded by ``publishing``.
    private final class Memory: @unchecked Sendable {
        let publishing = NSLock()
        /// Up to where changes were noted.
        var index: StatusIndex?
        /// The lists on which something has changed since they were drawn up.
        var changed: Set<ListPart> = []
        var newest: [ListPart: PublishedList] = [:]
    }
}
