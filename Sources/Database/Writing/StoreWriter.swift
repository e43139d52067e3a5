// SPDX-License-Identifier: Apache-2.0
internal import Dispatch
internal import Foundation

/// The one thread that writes.
///
/// Whatever waits when it comes round, up to 256 jobs, is written as one group with one sync of
/// the disk: a sync costs some milliseconds whether it covers one row or a thousand. Each job
/// stands on its own inside the group, so that one that throws undoes only itself; all are woken
/// after the group is durable, never before.
///
/// If the disk fails, the group fails as a whole with a typed error, further writes are refused at
/// once, and a probe each second finds out when they can be taken again.
public final class StoreWriter: Sendable {
    private let queue: WriteQueue

    /// Starts the thread and waits until it has opened its connection.
    ///
    /// - Parameters:
    ///   - queueLimit: how many jobs may wait; more are refused.
    ///   - probeInterval: seconds between probes while writes are refused.
    ///   - open: opens a connection; called on the thread, and again after a fault.
    /// - Throws: what opening threw.
    init(
        queueLimit: Int = 4_096, probeInterval: Double = 1,
        opening open: @escaping @Sendable () throws(DatabaseError) -> any EngineConnection
    ) throws(DatabaseError) {
        let queue = WriteQueue(limit: queueLimit)
        let opened = DispatchSemaphore(value: 0)
        let start = StartOutcome()
        let thread = Thread {
            do throws(DatabaseError) {
                let worker = GroupWriter(queue: queue, connection: try open(), reopening: open)
                opened.signal()
                worker.serve(probeInterval: probeInterval)
            } catch {
                start.error = error
                opened.signal()
            }
            queue.end()
        }
        thread.name = "store-writer"
        queue.belongs(to: thread)
        thread.start()
        opened.wait()
        if let error = start.error { throw error }
        self.queue = queue
    }

    deinit { queue.close() }

    /// Writes, and returns when what was written would survive a power cut.
    ///
    /// - Parameter body: is run on the writer's thread inside a transaction; must not write
    ///   through the store again, and should do nothing slow, since everybody waits for it.
    /// - Returns: what `body` returned.
    /// - Throws: what `body` threw, after undoing what it did; or the store's fault, told through
    ///   ``StoreFailure/database(_:)``, and then nothing was acknowledged.
    public func write<Value: Sendable, Failure: StoreFailure>(
        _ body: @escaping @Sendable (Transaction<Failure>) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let job = TypedWriteJob(body)
        try Failure.telling { () throws(DatabaseError) in try queue.add(job) }
        job.wait()
        return try job.outcome.get()
    }

    /// Why writes are refused at present; nil while they are taken.
    public var refusal: DatabaseError? { queue.currentRefusal }

    /// Takes no more writes; returns when those that wait are finished and the connection is closed.
    public func close() {
        queue.close()
        queue.waitForEnd()
    }
}

/// Carries the outcome of opening from the writer's thread; written before the semaphore is
/// signalled and read after.
private final class StartOutcome: @unchecked Sendable {
    var error: DatabaseError?
}
