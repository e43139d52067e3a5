// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
import Foundation
public import PKIX
import Records

/// Draws up, signs and publishes one authority's revocation lists: the full one, its shards, and deltas to the full one.
///
/// A list leaves the house only after ``PublicationGuard`` let it out, and it was filed in the records, which refuse a
/// number or a time that goes backwards. When one list is refused, the one before it stays out, ``refusals`` says so, and
/// the others are published all the same: a fault in one shard must not hold back a revocation in another.
///
/// - SeeAlso: RFC 5280 5; RFC 3647 4.4.9.7.
public final class RevocationPublisher: Sendable {
    private let signer: ListSigner
    private let status: CurrentStatus
    private let plan: ListPlan
    private let lists: PublishedLists
    private let folder: ListFolder?
    private let clock: @Sendable () -> Instant
    private let memory = PublisherMemory()

    /// Begins to publish for an authority; nothing is signed yet.
    ///
    /// - Parameters:
    ///   - status: what is revoked; refreshed whenever a list is drawn up.
    ///   - authority: its name on record.
    ///   - certificate: the authority's, which lets it sign lists.
    ///   - key: the authority's.
    ///   - plan: how many lists, and how long they are good for.
    ///   - lists: where they are given out.
    ///   - folder: where they are written as files, if anywhere.
    ///   - clock: what the time is.
    /// - Throws: ``RevocationError``: `keyMismatch`, `authorityMayNotSignLists`, `authorityKeyUnnamed`, or
    ///   `shardCountChanged` when lists of another number of shards are on record.
    public init(
        status: CurrentStatus, authority: String, certificate: Certificate, key: any SigningKey, plan: ListPlan,
        lists: PublishedLists, folder: ListFolder? = nil, clock: @escaping @Sendable () -> Instant = { Instant.now() }
    ) throws(RevocationError) {
        signer = try ListSigner(authority: authority, certificate: certificate, key: key)
        self.status = status
        self.plan = plan
        self.lists = lists
        self.folder = folder
        self.clock = clock
        try checkShards()
    }

    /// Whose lists these are.
    public var authority: String { signer.authority }

    /// The lists that were refused and are not out since, by path below `/crls/`; the ones before them are.
    public var refusals: [String: RevocationError] {
        Dictionary(uniqueKeysWithValues: memory.refusals.map { ($0.path(authority: authority), $1) })
    }

    /// Publishes every list of the authority now.
    ///
    /// - Returns: the lists, each filed and given out.
    /// - Throws: the first ``RevocationError``; lists that were not refused are out nevertheless. One is refused, too,
    ///   when the list before it was drawn up in the same second.
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
        var due: [ListPart] = []
        for part in plan.parts where try isDue(part, at: time) { due.append(part) }
        let published = due.isEmpty ? [] : try publish(due, from: index, at: time)
        try prune(at: time)
        return published
    }

    private func isDue(_ part: ListPart, at time: Instant) throws(RevocationError) -> Bool {
        // What was refused is tried again, but not at every turn: each try draws a number, which is on record.
        if let refused = memory.refusal(of: part), (0..<10).contains(time.seconds(since: refused)) { return false }
        guard let newest = memory.newest[part] else {
            if part == .delta { return try base(at: time) != nil }
            return lists.list(at: part.path(authority: authority))?.thisUpdate != time
        }
        let age = time.seconds(since: newest.thisUpdate)
        // Two lists of one second could not be told apart by their time.
        guard age != 0 else { return false }
        return age < 0 || age >= plan.periodSeconds(of: part)
            || memory.changed.contains(part) && age >= Self.pauseSeconds(after: newest)
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
            throw .authorityNotValid(authority: authority, at: time, validity: validity)
        }
        let number = try recorded(try status.book.nextListNumber(of: authority, by: Self.actor, at: time))
        let checkpoint = try recorded(try status.book.auditHead())
        var entries = ListEntries(from: index, of: authority, for: parts, under: plan)
        var published: [PublishedList] = []
        var failure: RevocationError?
        for part in parts {
            let end = min(time.advanced(bySeconds: plan.lifetimeSeconds(of: part)), validity.notAfter)
            var frame = ListSigner.Frame(
                thisUpdate: time, nextUpdate: end, number: number, checkpoint: checkpoint,
                freshestList: plan.freshestList(of: part, authority: authority))
            do throws(RevocationError) {
                let list: PublishedList
                if part == .delta {
                    // Without an older full list there is nothing to add to.
                    guard let base = try base(at: time) else { continue }
                    frame.deltaBase = base.crlNumber
                    list = try publish(
                        DeltaEntries(since: base, from: index, of: authority).entries, part, frame, index)
                } else {
                    list = try publish(entries.take(part), part, frame, index)
                }
                memory.note(list, as: part)
                published.append(list)
                try folder?.write(list, unlessOvertakenIn: status.book)
            } catch {
                memory.note(error, of: part, at: time)
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return published
    }

    private func publish(
        _ entries: consuming RevokedEntriesDraft, _ part: ListPart, _ frame: ListSigner.Frame, _ index: StatusIndex
    ) throws(RevocationError) -> PublishedList {
        let (scope, book) = (part.scope, status.book)
        let list = try signer.sign(
            entries, in: frame, of: part,
            covering: plan.issuingDistributionPoint(of: part, authority: authority),
            named: plan.address(of: part, authority: authority))
        let filed = try recorded(try book.newestList(of: authority, scope: scope))
        // What is out may be ahead of the records, when older ones took the place of those it was made from.
        let out = lists.list(at: part.path(authority: authority))?.record
        let previous = [filed, out].compactMap { $0 }.max { $0.number < $1.number }
        try PublicationGuard(authority: authority, scope: scope, issuer: signer.certificate)
            .admit(list, after: previous?.encoded, index: index)
        if part == .delta, let base = memory.base {
            try DeltaCompletion(authority: authority, index: index).check(list, on: base)
        }
        let record = RevocationListRecord(
            authority: authority, scope: scope, number: frame.number, thisUpdate: frame.thisUpdate,
            nextUpdate: frame.nextUpdate, encoded: list.encoded,
            sha256: DigestAlgorithm.sha256.digest(list.encoded))
        try recorded(
            try book.file(record, following: filed?.number, by: Self.actor, at: frame.thisUpdate))
        guard let published = PublishedList(record) else {
            throw .records(.value(field: "scope", seen: scope, allowed: "full, delta, shard-<number>"))
        }
        lists.put([published])
        return published
    }

    /// The full list that a delta drawn up now builds on; nil when there is none that is older.
    ///
    /// It stays the same for half the life of a list, so that whoever fetched a full list in that time needs only the
    /// newest delta.
    private func base(at time: Instant) throws(RevocationError) -> CertificateList? {
        let door = try PublicationGuard(
            authority: authority, scope: ListPart.full.scope, issuer: signer.certificate)
        if memory.base == nil, let delta = try newestOnRecord(.delta),
            let number = try papered(try CertificateList(der: delta.encoded)).deltaBaseNumber,
            let record = try recorded(
                try status.book.list(of: authority, scope: ListPart.full.scope, number: number))
        {
            memory.base = try door.read(record.encoded)
        }
        if let base = memory.base, time.seconds(since: base.thisUpdate) < plan.lifetimeSeconds / 2 { return base }
        guard let record = try newestOnRecord(.full), record.thisUpdate < time else { return nil }
        memory.base = try door.read(record.encoded)
        return memory.base
    }

    private func newestOnRecord(_ part: ListPart) throws(RevocationError) -> RevocationListRecord? {
        try recorded(try status.book.newestList(of: authority, scope: part.scope))
    }

    /// Takes lists that no one will ask for out of the records, once an hour.
    private func prune(at time: Instant) throws(RevocationError) {
        if let last = memory.pruned, (0..<3_600).contains(time.seconds(since: last)) { return }
        memory.pruned = time
        _ = try recorded(try status.book.pruneLists(of: authority, by: Self.actor, at: time))
    }

    /// Notes on which lists something would be different now from when this was asked last.
    private func noteChanges(in now: StatusIndex) throws(RevocationError) {
        guard let last = memory.index, now.position != last.position else {
            memory.index = now
            return
        }
        for certificate in try recorded(try status.book.statusChanges(since: last.position)).certificates
        where certificate.reference.authority == authority {
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
        for record in try recorded(try status.book.newestLists()) where record.authority == authority {
            if case .shard(let number)? = ListPart(scope: record.scope) { highest = max(highest, number) }
        }
        guard highest == -1 || highest == plan.shards - 1 else {
            throw .shardCountChanged(authority: authority, seen: plan.shards, published: highest + 1)
        }
    }

    private static let actor = "publisher"
}
