// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// What callers and the writer's thread share: the waiting jobs and whether any are taken.
///
/// Everything in it is read and changed under `lock`.
final class WriteQueue: @unchecked Sendable {
    private let lock = NSCondition()
    private let limit: Int
    private var waiting: [WriteJob] = []
    private var isClosed = false
    private var isEnded = false
    private var refusal: DatabaseError?
    private weak var thread: Thread?
    // How many jobs are worth waking the writer for, and how long it may wait for so many.
    private var wanted = 1
    private var last: (group: Int, seconds: TimeInterval) = (0, 0)

    init(limit: Int) { self.limit = limit }

    /// Puts a job at the end, unless the store takes none.
    func add(_ job: WriteJob) throws(DatabaseError) {
        lock.lock()
        defer { lock.unlock() }
        guard thread !== Thread.current else { throw .nestedWrite }
        guard !isClosed else { throw .closed }
        if let refusal { throw .refusingWrites(because: refusal) }
        guard waiting.count < limit else { throw .queueFull(limit: limit) }
        waiting.append(job)
        if waiting.count >= wanted { lock.signal() }
    }

    /// What the writer does next.
    enum Turn {
        case write([WriteJob])
        case probe
        case end
    }

    /// Waits for jobs, for the time of the next probe, or for the end.
    func turn(upTo count: Int, probeInterval: TimeInterval) -> Turn {
        lock.lock()
        defer { lock.unlock() }
        while true {
            if let refusal {
                if isClosed { return .end }
                if refusal.isFailedSync {
                    lock.wait()
                    continue
                }
                // Woken early only by closing.
                _ = lock.wait(until: Date(timeIntervalSinceNow: probeInterval))
                return isClosed ? .end : .probe
            }
            if !waiting.isEmpty {
                gather()
                let group = Array(waiting.prefix(count))
                waiting.removeFirst(group.count)
                return .write(group)
            }
            if isClosed { return .end }
            lock.wait()
        }
    }

    /// Waits a moment for as many as the last group had, under the lock.
    ///
    /// Those who were woken together come back together, some hundred microseconds apart. Without
    /// this the first of them would have a sync of the disk to itself, and the others wait for it:
    /// every second sync would carry one job. A lone caller waits for nobody.
    private func gather() {
        wanted = last.group
        let deadline = Date(timeIntervalSinceNow: min(last.seconds / 4, 0.002))
        while waiting.count < wanted, !isClosed, lock.wait(until: deadline) {}
        wanted = 1
    }

    /// Remembers how large the last group was and how long it took.
    func note(group: Int, nanoseconds: UInt64) {
        lock.lock()
        defer { lock.unlock() }
        last = (group, Double(nanoseconds) / 1e9)
    }

    /// Takes no more jobs until ``accept()``, and gives back those that wait.
    func refuse(because error: DatabaseError) -> [WriteJob] {
        lock.lock()
        defer { lock.unlock() }
        refusal = error
        defer { waiting = [] }
        return waiting
    }

    /// Takes jobs again.
    func accept() {
        lock.lock()
        defer { lock.unlock() }
        refusal = nil
    }

    /// Takes no more jobs; those that wait are still written.
    func close() {
        lock.lock()
        defer { lock.unlock() }
        isClosed = true
        lock.broadcast()
    }

    /// Says that the writer's thread has let go of its connection.
    func end() {
        lock.lock()
        defer { lock.unlock() }
        isEnded = true
        lock.broadcast()
    }

    /// Waits for ``end()``; does nothing on the writer's own thread, which would wait for itself.
    func waitForEnd() {
        lock.lock()
        defer { lock.unlock() }
        while !isEnded, thread !== Thread.current { lock.wait() }
    }

    /// Remembers whose thread runs the jobs, so that a job that writes again is caught.
    func belongs(to thread: Thread) {
        lock.lock()
        defer { lock.unlock() }
        self.thread = thread
    }

    /// Why writes are refused at present, if they are.
    ///
    /// A failed sync also after closing: it decides how the process has to end.
    var currentRefusal: DatabaseError? {
        lock.lock()
        defer { lock.unlock() }
        if let refusal, refusal.isFailedSync { return refusal }
        return isClosed ? .closed : refusal
    }
}
