// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Threads that run what would hold up an event loop, with a queue that has an end.
final class WorkerPool: Sendable {
    private let condition = NSCondition()
    private let queueLimit: Int
    private nonisolated(unsafe) var queue: [@Sendable () -> Void] = []
    private nonisolated(unsafe) var queueStart = 0
    /// Run only while nothing else waits.
    private nonisolated(unsafe) var behind: [@Sendable () -> Void] = []
    private nonisolated(unsafe) var behindStart = 0
    private nonisolated(unsafe) var isStopping = false
    private nonisolated(unsafe) var running = 0
    private nonisolated(unsafe) var threads: [JoinableThread] = []

    /// Starts the workers.
    ///
    /// - Parameters:
    ///   - workers: how many.
    ///   - queueLimit: how many jobs may wait.
    /// - Throws: when the system gives no more threads; none is left running then.
    init(workers: Int, queueLimit: Int) throws(HTTPServerError) {
        self.queueLimit = queueLimit
        unsafe running = workers
        for started in 0..<workers {
            do throws(HTTPServerError) {
                unsafe threads.append(try JoinableThread { [self] in work() })
            } catch {
                unsafe running = started
                stop(until: Date.distantPast)
                throw error
            }
        }
    }

    /// Queues a job.
    ///
    /// - Returns: false if the queue is full or the pool is stopping; the job is not run then.
    func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        let isQueued = condition.withLock {
            guard unsafe !isStopping, unsafe queue.count - queueStart < queueLimit else { return false }
            unsafe queue.append(job)
            return true
        }
        // Whoever wakes finds the lock free.
        if isQueued { condition.signal() }
        return isQueued
    }

    /// Queues a job behind everything that ``submit(_:)`` has queued and will queue while it waits.
    ///
    /// Who calls this bounds how many: the queue's limit is for strangers' requests.
    ///
    /// - Returns: false if the pool is stopping; the job is not run then.
    func submitBehind(_ job: @escaping @Sendable () -> Void) -> Bool {
        let isQueued = condition.withLock {
            guard unsafe !isStopping else { return false }
            unsafe behind.append(job)
            return true
        }
        if isQueued { condition.signal() }
        return isQueued
    }

    /// Drops what waits, and waits for what runs.
    ///
    /// - Parameter deadline: threads that are still busy then are left to end alone.
    /// - Returns: whether every thread has ended.
    @discardableResult
    func stop(until deadline: Date) -> Bool {
        condition.lock()
        unsafe isStopping = true
        unsafe queue = []
        unsafe queueStart = 0
        unsafe behind = []
        unsafe behindStart = 0
        condition.broadcast()
        while unsafe running > 0, condition.wait(until: deadline) {}
        let hasEnded = unsafe running == 0
        let ended = unsafe threads
        unsafe threads = []
        condition.unlock()
        for thread in ended { hasEnded ? thread.join() : thread.detach() }
        return hasEnded
    }

    private func work() {
        while let job = next() { job() }
        condition.lock()
        unsafe running -= 1
        condition.broadcast()
        condition.unlock()
    }

    /// Waits for a job; nil when the pool stops.
    private func next() -> (@Sendable () -> Void)? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let job = unsafe WorkerPool.take(&queue, &queueStart) { return job }
            if let job = unsafe WorkerPool.take(&behind, &behindStart) { return job }
            if unsafe isStopping { return nil }
            condition.wait()
        }
    }

    private static func take(_ queue: inout [@Sendable () -> Void], _ start: inout Int) -> (@Sendable () -> Void)? {
        guard start < queue.count else { return nil }
        let job = queue[start]
        start += 1
        // Taken jobs are cut off in runs, so that taking one costs no moving of the others.
        if start == queue.count || start >= 256 {
            queue.removeFirst(start)
            start = 0
        }
        return job
    }
}
