// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import Records
import Revocation
import Transparency

/// Looks, while the house is served, whether anybody changes what it rests on.
///
/// At the start and at intervals after it (`monitoring.auditCheckSeconds`), the whole audit log is computed anew and held
/// against every head of it that this process has seen: the signed one, those in the lists that are out, and that of its
/// own earlier looks. Every status row is held against its line. It pauses more than it works, so that a house of millions
/// of lines spends a quarter of a core on it at the most.
///
/// - SeeAlso: threat model T9; invariant I6.
final class AuditWatch: @unchecked Sendable {
    private static let piece = 4_096

    /// How often there is a look; seconds, 0 for at the start alone.
    let intervalSeconds: Int64
    private let records: Records
    private let lists: PublishedLists
    private let listFolder: String
    private let key: @Sendable () -> NoteKey?
    private let faults: FaultLog
    // Under the lock: what a turn of its own thread leaves, and health asks for.
    private let lock = NSLock()
    private var heads: Set<AuditHead> = []
    private var read: Set<String> = []
    private var findings: [AuditVerification.Finding] = []
    private var untrusted: Set<CertificateReference> = []
    private var isBadlySigned = false
    private var isStopped = false
    /// When the last look ended, by a clock that no one sets; before the first, when the watch began.
    private var lookedAt = DispatchTime.now().uptimeNanoseconds
    private var hasLooked = false

    init(
        _ records: Records, lists: PublishedLists, listFolder: String, every seconds: Int64, faults: FaultLog,
        key: @escaping @Sendable () -> NoteKey?
    ) {
        self.records = records
        intervalSeconds = seconds
        self.lists = lists
        self.listFolder = listFolder
        self.faults = faults
        self.key = key
    }

    /// What cannot be promised any more, in short codes.
    var complaints: [String] {
        lock.withLock {
            var found: [String] = []
            if !findings.isEmpty { found.append("audit-log-altered") }
            if isBadlySigned { found.append("checkpoint-altered") }
            if !untrusted.isEmpty { found.append("status-rows-altered:\(untrusted.count)") }
            // Two turns missed, and an hour for a log of many millions of lines.
            if intervalSeconds > 0 || !hasLooked, age > Double(intervalSeconds) * 3 + 3_600 {
                found.append("audit-unchecked")
            }
            return found
        }
    }

    /// Tells how the last look ended, and when.
    func write(to metrics: inout MetricsText) {
        let last: (age: Double, count: Int)? = lock.withLock {
            hasLooked ? (age, findings.count + untrusted.count + (isBadlySigned ? 1 : 0)) : nil
        }
        guard let last else { return }
        metrics.add(.auditCheckAgeSeconds, [], last.age)
        metrics.add(.auditFindings, [], Double(last.count))
    }

    /// Seconds since the last look ended; under the lock.
    private var age: Double { Double(DispatchTime.now().uptimeNanoseconds - lookedAt) / 1_000_000_000 }

    /// What was found before anybody could be told.
    var alarm: RecordsError? {
        let found = lock.withLock { untrusted }
        guard let first = found.min(by: { "\($0)" < "\($1)" }) else { return nil }
        return .statusAltered(first: first, count: found.count)
    }

    /// Ends a look that is under way.
    func stop() { lock.withLock { isStopped = true } }

    /// Takes in what was found when rows were read; tells it once.
    func noticed(_ references: Set<CertificateReference>) {
        let isNew = lock.withLock {
            defer { untrusted.formUnion(references) }
            return !references.isSubset(of: untrusted)
        }
        guard isNew, let first = references.min(by: { "\($0)" < "\($1)" }) else { return }
        faults.report(Fault("records", RecordsError.statusAltered(first: first, count: references.count)))
    }

    /// One look.
    ///
    /// - Returns: certificates that cannot be believed.
    func look() throws(RecordsError) -> Set<CertificateReference> {
        takeHeads()
        let seen = lock.withLock { Array(heads) }
        let pause = pause()
        guard let log = try records.verifyAudit(against: seen, inPiecesOf: Self.piece, pause: pause) else { return [] }
        var doubtful: Set<CertificateReference> = []
        for lines in log.doubtfulLines { doubtful.formUnion(try records.certificates(ofLines: lines)) }
        let isNew = lock.withLock {
            defer { findings = log.findings }
            // What was seen of a log that holds is remembered; nothing that follows may contradict it. It stands for the
            // heads that it agrees with: whoever changes a line that one of them covers changes this one.
            if log.findings.isEmpty { heads = [log.head] }
            return log.findings != findings
        }
        if isNew, !log.findings.isEmpty {
            faults.report(Fault("records", RecordsError.logRewritten(size: log.head.size)))
        }
        guard let rows = try records.untrustedStatuses(inPiecesOf: Self.piece, pause: pause) else { return doubtful }
        noticed(rows.union(doubtful))
        lock.withLock { (lookedAt, hasLooked) = (DispatchTime.now().uptimeNanoseconds, true) }
        return rows.union(doubtful)
    }

    /// The heads that left the house: signed, and in its lists.
    private func takeHeads() {
        var found: [AuditHead] = []
        // What the log itself says was lost before it was put back from a copy.
        let gaps = (try? records.restorationGaps()) ?? []
        var isBad = false
        if let key = key(), let note = try? records.auditCheckpoint() {
            if let head = try? Checkpoint.read(note, signedBy: key) {
                found.append(AuditHead(size: head.size, rootHash: head.rootHash))
            } else if (try? SignedNote(note).text.hasPrefix(key.name + "\n")) ?? true {
                // One of before a change of address is of another name.
                isBad = true
            }
        }
        let out = lists.all
        lock.withLock { read.formIntersection(out.map(\.etag)) }
        // A list of a million entries is not read for one line of it.
        for list in out where list.encoded.count < 1 << 20 {
            guard lock.withLock({ read.insert(list.etag).inserted }) else { continue }
            if let parsed = try? CertificateList(der: list.encoded), let head = LogCheckpoint.read(from: parsed) {
                found.append(head)
            }
        }
        // Who takes the lists out of the records has not yet taken the files away.
        found += SeenHeads.inFiles(of: listFolder, records)
        lock.withLock {
            heads.formUnion(found.filter { head in !gaps.contains { $0.contains(head.size) } })
            isBadlySigned = isBad
        }
    }

    /// Works a quarter of the time.
    private func pause() -> () -> Bool {
        var last = Date()
        return { [self] in
            let worked = Date().timeIntervalSince(last)
            Thread.sleep(forTimeInterval: min(1, worked * 3))
            last = Date()
            return lock.withLock { !isStopped }
        }
    }
}

extension MohrService {
    /// Looks whether the records are what the log says; believes nothing any more that is not.
    ///
    /// - Throws: ``ServiceError/records(_:)``.
    func watchAudit() throws(ServiceError) {
        let doubtful = try Self.records { () throws(RecordsError) in try watch.look() }
        counters.count("mohr_audit_checks_total", ["outcome": watch.complaints.isEmpty ? "whole" : "altered"])
        guard !doubtful.isEmpty else { return }
        status.distrust(doubtful)
        try refreshStatus()
    }
}
