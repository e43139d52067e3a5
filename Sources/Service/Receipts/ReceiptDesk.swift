// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
public import MohrValidation
import PKIX
import Records
import Timestamping

/// Gives receipts: looks up the one that a signature has, and makes the first.
///
/// One thread stamps and writes for everyone who waits, so that many first verifications share one sync of the disk;
/// whoever asks waits for a bounded time and then goes without.
public final class ReceiptDesk: @unchecked Sendable {
    private let plan: Configuration.Receipts
    private let records: Records
    private let unit: TimestampAuthority?
    private let clock: @Sendable () -> Instant
    private let counters: Counters
    private let faults: FaultLog
    private let cache = ReceiptCache()

    // Everything below is read and changed under the lock.
    private let condition = NSCondition()
    private var waiting: [ReceiptOrder] = []
    private var isStarted = false
    private var isStopped = false
    private var isRunning = false
    private var busySince: Date?
    private var logID: [UInt8]?
    private var told: String?

    /// More orders than this in the queue mean that nobody is served in time anyway.
    static let queueLimit = 4_096
    /// How long the thread waits for the next order.
    private static let idleSeconds = 5.0
    /// Orders that are stamped and written together.
    static let batchLimit = 256

    /// Opens the desk; its thread starts with the first order.
    ///
    /// - Parameters:
    ///   - plan: what is kept.
    ///   - records: where.
    ///   - unit: who stamps; `nil` where no one can, and then only what is on record is given.
    ///   - counters: count what came of it.
    ///   - faults: told why none could be made.
    ///   - clock: what time it is.
    init(
        plan: Configuration.Receipts, records: Records, unit: TimestampAuthority?, counters: Counters,
        faults: FaultLog, clock: @escaping @Sendable () -> Instant
    ) {
        self.plan = plan
        self.records = records
        self.unit = unit
        self.counters = counters
        self.faults = faults
        self.clock = clock
    }

    /// The receipt that a signature has.
    ///
    /// - Parameter signature: SHA-256 of its value.
    /// - Returns: `nil` when it has none; ``ReceiptOutcome/missing(_:)`` when what it has is damaged or cannot be read.
    /// - Complexity: a search in memory, or in one index.
    public func find(_ signature: [UInt8]) -> ReceiptOutcome? {
        if let known = cache[signature] { return .given(known) }
        let record: ReceiptRecord?
        do throws(RecordsError) {
            record = try records.receipt(of: signature)
        } catch {
            report(error)
            guard case .damaged = error else { return .missing(.unrecorded) }
            return .missing(.damaged)
        }
        return record.map { take($0) }
    }

    /// The receipt of a signature that has none yet: stamped and written, or why not.
    ///
    /// - Parameters:
    ///   - signature: as it was judged as of now.
    ///   - report: the report that it is in.
    /// - Returns: within the time that the configuration allows.
    public func give(_ signature: SignatureReport, in report: ValidationReport) -> ReceiptOutcome {
        guard signature.isIntact else { return .missing(.notIntact) }
        guard plan.isKept else { return .missing(.notKept) }
        guard unit != nil else { return .missing(.unstamped) }
        let order = ReceiptOrder(signature, in: report)
        let end = Date(timeIntervalSinceNow: Double(plan.waitMilliseconds) / 1_000)
        guard let mayWait = queue(order) else { return .missing(.late) }
        // Behind a disk or a token that hangs nobody waits in vain: workers are few.
        return mayWait ? order.wait(until: end) : .missing(.late)
    }

    /// Finishes what is waited for, and ends the thread.
    func stop() {
        condition.withLock {
            isStopped = true
            condition.broadcast()
            let end = Date(timeIntervalSinceNow: 5)
            while isRunning, condition.wait(until: end) {}
        }
    }

    // MARK: The queue

    /// Puts an order in.
    ///
    /// - Returns: whether it is worth waiting for; `nil` if it was not taken.
    private func queue(_ order: ReceiptOrder) -> Bool? {
        condition.withLock {
            guard !isStopped, waiting.count < Self.queueLimit else { return nil }
            waiting.append(order)
            if !isStarted { start() }
            condition.signal()
            let bound = Double(plan.waitMilliseconds) / 1_000
            return busySince.map { -$0.timeIntervalSinceNow < bound } ?? true
        }
    }

    private func start() {
        isStarted = true
        isRunning = true
        let thread = Thread { [weak self] in
            while let batch = self?.next() { self?.make(batch) }
        }
        thread.name = "mohr-receipts"
        thread.start()
    }

    private func next() -> [ReceiptOrder]? {
        condition.withLock {
            busySince = nil
            let end = Date(timeIntervalSinceNow: Self.idleSeconds)
            while waiting.isEmpty {
                guard !isStopped, condition.wait(until: end) || !waiting.isEmpty else {
                    // The next order starts another: a desk that nobody asks is not kept alive by its thread.
                    isStarted = false
                    isRunning = false
                    condition.broadcast()
                    return nil
                }
            }
            let batch = Array(waiting.prefix(Self.batchLimit))
            waiting.removeFirst(batch.count)
            busySince = Date()
            return batch
        }
    }

    // MARK: The work

    private func make(_ batch: [ReceiptOrder]) {
        let outcomes = outcomes(of: batch)
        for (order, outcome) in zip(batch, outcomes) {
            switch outcome {
            case .given: counters.count("mohr_receipts_total", ["outcome": "given"])
            case .missing(let why): counters.count("mohr_receipts_total", ["outcome": why.rawValue])
            }
            order.settle(outcome)
        }
    }

    private func outcomes(of batch: [ReceiptOrder]) -> [ReceiptOutcome] {
        var drafts: [ReceiptDraft?] = []
        let kept: [ReceiptRecord]
        do throws(RecordsError) {
            guard let log = try currentLog() else { return batch.map { _ in .missing(.unrecorded) } }
            drafts = batch.map { draft(of: $0, log) }
            kept = try records.keep(drafts.compactMap { $0 }, by: "receipts", at: clock())
            condition.withLock { told = nil }
        } catch {
            report(error)
            return batch.map { _ in .missing(.unrecorded) }
        }
        var next = kept.makeIterator()
        return drafts.map { draft in
            guard draft != nil, let record = next.next() else { return .missing(.unstamped) }
            return take(record)
        }
    }

    /// The log's name and state; read once a batch.
    private func currentLog() throws(RecordsError) -> ReceiptLog? {
        if logID == nil { logID = try records.logID() }
        guard let logID else { return nil }
        let head = try records.auditHead()
        return ReceiptLog(id: logID, size: head.size, root: head.rootHash)
    }

    private func draft(of order: ReceiptOrder, _ log: ReceiptLog) -> ReceiptDraft? {
        guard let unit, let statement = ReceiptStatement(of: order.signature, in: order.report, log: log) else {
            return nil
        }
        let bytes = statement.encoded
        do throws(TimestampingError) {
            let imprint = MessageImprint(
                hashAlgorithm: AlgorithmIdentifier(digest: .sha256), hashedMessage: DigestAlgorithm.sha256.digest(bytes)
            )
            return ReceiptDraft(
                signatureSHA256: statement.signatureSHA256, statement: bytes, token: try unit.stamp(imprint))
        } catch {
            report(error)
            return nil
        }
    }

    /// Reads what is on record; what is about another signature, or is not what was stamped, is nobody's receipt.
    private func take(_ record: ReceiptRecord) -> ReceiptOutcome {
        guard let receipt = try? Receipt(statement: record.statement, token: record.token), receipt.isWhole,
            receipt.statement.signatureSHA256 == record.signatureSHA256
        else { return .missing(.damaged) }
        let given = GivenReceipt(receipt, logIndex: record.sequence)
        cache.keep(given)
        return .given(given)
    }

    /// Tells the operator, once a change: while the clock is off every order meets the same fault.
    private func report(_ fault: any Error) {
        let name = String("\(fault)".prefix { $0 != "(" })
        let isNews = condition.withLock {
            defer { told = name }
            return told != name
        }
        if isNews { faults.report(Fault("receipts", fault)) }
    }
}
