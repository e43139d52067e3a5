// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records

/// What revoking many certificates costs in the records, each with its line in the audit log.
public struct RevocationMeasurement: Sendable, Hashable {
    /// How many were revoked.
    public let certificates: Int

    /// How long it took, in chunks, on one thread.
    public let seconds: Double

    /// How much of a processor it took, by all threads together: what is left when others use the machine too.
    public let processorSeconds: Double

    /// The longest that one chunk kept others from writing.
    public let longestChunkSeconds: Double

    /// The longest that another writer waited for a line of its own meanwhile.
    public let longestWaitSeconds: Double

    /// The limit of the same run: hashing as many audit lines into as large a tree.
    public let hashSeconds: Double

    /// Going through all of them by their batch, with counts and a digest, before anything is done.
    public let surveySeconds: Double

    /// Puts certificates on record in a folder, revokes them all, and times it.
    ///
    /// - Parameters:
    ///   - certificates: how many; 1 to 10,000,000.
    ///   - folder: of the records; made here, and the caller's to remove.
    ///   - filled: told how many are on record as they are made.
    /// - Returns: what it took.
    /// - Throws: ``RevocationError``.
    public static func run(
        certificates: Int, in folder: String, filled: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws(RevocationError) -> RevocationMeasurement {
        guard (1...10_000_000).contains(certificates) else {
            throw .plan(field: "certificates", seen: Int64(clamping: certificates), allowed: 1...10_000_000)
        }
        let records = try recorded(try Records(home: folder))
        defer { records.close() }
        let stock = MeasuredStock(records: records, count: certificates)
        try stock.fill(filled)
        let watch = ContinuousClock()
        let selection = CertificateSelection([.chipBatch(MeasuredStock.batch)])
        let beforeSurvey = watch.now
        _ = try recorded(try records.survey(of: selection, at: .now()))
        let afterSurvey = watch.now
        let chosen = try recorded(try records.certificates(in: selection, limit: certificates)).map(\.reference)

        let bystander = Bystander(records)
        let start = watch.now
        let processor = clock()
        var (last, longest) = (start, Duration.zero)
        _ = try StatusClerk(records: records).revoke(
            chosen, reason: .keyCompromise, because: "measured", by: "measured",
            goesOn: { _ in
                let now = watch.now
                longest = max(longest, now - last)
                last = now
                return true
            })
        let end = watch.now
        let used = Double(clock() - processor) / Double(CLOCKS_PER_SEC)
        let wait = bystander.stop()
        return RevocationMeasurement(
            certificates: chosen.count, seconds: (end - start).seconds, processorSeconds: used,
            longestChunkSeconds: longest.seconds,
            longestWaitSeconds: wait, hashSeconds: hashing(chosen.count),
            surveySeconds: (afterSurvey - beforeSurvey).seconds)
    }

    /// One leaf and about one node a line, of the length that such a line has.
    private static func hashing(_ count: Int) -> Double {
        let line = [UInt8](repeating: 0x61, count: 240)
        let node = [UInt8](repeating: 0x62, count: 65)
        let watch = ContinuousClock()
        let start = watch.now
        for _ in 0..<count {
            _ = DigestAlgorithm.sha256.digest(line)
            _ = DigestAlgorithm.sha256.digest(node)
        }
        return (watch.now - start).seconds
    }
}

/// Certificates made up for measuring, on record as issuance leaves them.
struct MeasuredStock {
    static let batch = "MEASURED"
    static let authority = MeasuredCertificates.authority

    let records: Records
    let count: Int

    /// Puts them on record from many threads, which share the disk's syncs.
    func fill(_ filled: @escaping @Sendable (Int) -> Void) throws(RevocationError) {
        let now = Instant.now()
        try recorded(
            try records.enter(
                AuthorityRecord(
                    name: Self.authority, parent: nil, keyReference: "none", certificate: nil, created: now),
                by: "measured"))
        let progress = MeasuredProgress()
        let threads = 128
        let (records, count) = (records, count)
        DispatchQueue.concurrentPerform(iterations: 1) { _ in
            let group = DispatchGroup()
            for thread in 0..<threads {
                group.enter()
                Thread.detachNewThread {
                    for number in stride(from: thread, to: count, by: threads) where progress.failure == nil {
                        do throws(RecordsError) {
                            try Self.issue(number, in: records, at: now)
                            filled(progress.add())
                        } catch {
                            progress.fail(error)
                        }
                    }
                    group.leave()
                }
            }
            group.wait()
        }
        if let failure = progress.failure { throw .records(failure) }
    }

    private static func issue(_ number: Int, in records: Records, at time: Instant) throws(RecordsError) {
        let digest = DigestAlgorithm.sha256.digest(Array("\(number)".utf8))
        let serial = SerialNumber(unsigned: [0x4d] + digest.prefix(16))
        let reference = CertificateReference(authority: authority, serial: serial)
        var writer = DERWriter()
        writer.sequence { $0.octetString(digest + [UInt8](repeating: 0x5A, count: 600)) }
        let tbs = writer.bytes
        var whole = DERWriter()
        whole.sequence {
            $0.raw(tbs)
            $0.octetString(digest)
        }
        let draft = IssuanceDraft(
            tbs: tbs, lintCertificate: whole.bytes,
            subject: SubjectKeys(name: "نمونه \(number)", nationalID: "999\(number)", licence: "\(number)"),
            validity: Validity(notBefore: time, notAfter: time.advanced(bySeconds: 63_072_000)))
        let request = IssuanceRequest(
            withoutApplicationUnder: "doctor-signing", office: "office-\(number % 400)", chipBatch: batch)
        try records.recordIntentToSign(reference, for: request, draft: draft, by: "measured", at: time)
        try records.fileCertificate(whole.bytes, of: reference, as: .good, by: "measured", at: time)
    }
}

/// What threads did together, and the first fault of any.
private final class MeasuredProgress: @unchecked Sendable {
    private let lock = NSLock()
    private var done = 0
    private var first: RecordsError?

    func add() -> Int {
        lock.withLock {
            done += 1
            return done
        }
    }

    func fail(_ error: RecordsError) { lock.withLock { first = first ?? error } }

    var failure: RecordsError? { lock.withLock { first } }
}

/// Someone else who writes a line now and then, as an office does while a campaign runs.
private final class Bystander: @unchecked Sendable {
    private let lock = NSLock()
    private let ended = DispatchSemaphore(value: 0)
    private var isOver = false
    private var longest = 0.0

    init(_ records: Records) {
        Thread.detachNewThread { [self] in
            let watch = ContinuousClock()
            while !lock.withLock({ isOver }) {
                let start = watch.now
                _ = try? records.note("measured.line", of: "measured", by: "bystander", at: .now())
                let wait = (watch.now - start).seconds
                lock.withLock { longest = max(longest, wait) }
                Thread.sleep(forTimeInterval: 0.02)
            }
            ended.signal()
        }
    }

    /// Ends it and tells the longest wait, in seconds.
    func stop() -> Double {
        lock.withLock { isOver = true }
        ended.wait()
        return lock.withLock { longest }
    }
}
