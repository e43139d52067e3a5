// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Verifies lines as they come: many at once, their answers in their order, and no more than a window of them in memory.
///
/// One thread owns it, gives it bytes and takes answers; lines are judged wherever `compute` runs them. What a line asks
/// of the records is written down by the owner, a window of lines in one transaction.
public final class BatchRun: @unchecked Sendable {
    /// Lines judged in one go, so that handing them over costs little beside judging.
    private static let groupLines = 8
    /// Groups that are being judged or wait to be taken.
    private static let windowGroups = 16
    /// Bytes of lines in the window; one line is always let in.
    private static let windowBytes = 2_097_152

    private final class Slot {
        let bytes: Int
        var answers: [BatchAnswer]?
        init(bytes: Int) { self.bytes = bytes }
    }

    private let judge: BatchJudge
    private let compute: @Sendable (@escaping @Sendable () -> Void) -> Void
    private let ready: @Sendable () -> Void
    private let lock = NSLock()
    private var slots: [ObjectIdentifier: Slot] = [:]
    private var order: [Slot] = []
    private var heldBytes = 0
    private var splitter: LineSplitter
    private var waiting: BatchLine?
    private var hasEnded = false
    /// How often each decision was given, and how many lines were none; by the contract's words and `error`.
    public private(set) var counts: [String: Int] = [:]

    /// Begins a batch.
    ///
    /// - Parameters:
    ///   - judge: what answers a line.
    ///   - number: of the line before the first.
    ///   - compute: runs a job on some other thread, once.
    ///   - ready: told when answers can be taken; any thread.
    public init(
        _ judge: BatchJudge, after number: Int = 0,
        compute: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void, ready: @escaping @Sendable () -> Void
    ) {
        self.judge = judge
        self.compute = compute
        self.ready = ready
        splitter = LineSplitter(limit: judge.lineLimit, after: number)
    }

    /// Takes bytes in; to be called only when ``wantsInput``.
    public func take(_ bytes: [UInt8]) {
        splitter.take(bytes)
        pump()
    }

    /// No more bytes come.
    public func endInput() {
        hasEnded = true
        pump()
    }

    /// Whether every whole line that came is being judged, so that more may come.
    public var wantsInput: Bool { waiting == nil && !hasEnded }

    /// Whether every line has been answered.
    public var isDone: Bool { hasEnded && waiting == nil && lock.withLock { order.isEmpty } }

    /// Whether nothing is being judged.
    public var isIdle: Bool { waiting == nil && lock.withLock { order.isEmpty } }

    /// The number of the line that would come next.
    public var nextLine: Int { splitter.number + (waiting == nil ? 1 : 0) }

    /// The answers that can be given now, a line each, in order; none when the first is still being judged.
    public func collect() -> [UInt8] {
        let answers = lock.withLock {
            var taken: [BatchAnswer] = []
            while let first = order.first, let answers = first.answers {
                order.removeFirst()
                slots[ObjectIdentifier(first)] = nil
                heldBytes -= first.bytes
                taken += answers
            }
            return taken
        }
        guard !answers.isEmpty else { return [] }
        for answer in answers { counts[answer.outcome, default: 0] += 1 }
        pump()
        return judge.finish(answers)
    }

    /// The line that says why the next one is not answered.
    public func interrupted(by problem: Problem) -> [UInt8] {
        judge.finish([judge.refusal(problem, line: nextLine, id: nil)])
    }

    /// Has lines judged, as far as the window goes.
    private func pump() {
        while isWindowOpen {
            var group: [BatchLine] = []
            var bytes = 0
            while group.count < Self.groupLines, bytes < 65_536, let line = waiting ?? splitter.next() ?? last() {
                waiting = nil
                group.append(line)
                bytes += line.bytes.count
            }
            guard !group.isEmpty else { return }
            submit(group, bytes: bytes)
        }
        if waiting == nil { waiting = splitter.next() ?? last() }
    }

    private func last() -> BatchLine? { hasEnded && splitter.holdsPart ? splitter.finish() : nil }

    private var isWindowOpen: Bool {
        lock.withLock { order.isEmpty || order.count < Self.windowGroups && heldBytes < Self.windowBytes }
    }

    private func submit(_ group: [BatchLine], bytes: Int) {
        let slot = Slot(bytes: bytes)
        let key = ObjectIdentifier(slot)
        lock.withLock {
            slots[key] = slot
            order.append(slot)
            heldBytes += bytes
        }
        compute { [self] in
            let answers = judge.answers(to: group)
            let isFirst = lock.withLock {
                slots[key]?.answers = answers
                return order.first.map { ObjectIdentifier($0) } == key
            }
            if isFirst { ready() }
        }
    }
}
