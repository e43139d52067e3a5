// SPDX-License-Identifier: Apache-2.0

internal import Dispatch

/// The writer's work, on its own thread: groups, commits, wakes, and recovers from faults.
final class GroupWriter {
    /// Jobs a group: beyond this the sync is a small part of each job's cost already.
    static let groupLimit = 256

    private let queue: WriteQueue
    private var connection: any EngineConnection
    private let reopen: @Sendable () throws(DatabaseError) -> any EngineConnection

    init(
        queue: WriteQueue, connection: any EngineConnection,
        reopening: @escaping @Sendable () throws(DatabaseError) -> any EngineConnection
    ) {
        self.queue = queue
        self.connection = connection
        reopen = reopening
    }

    /// Works until the queue is closed and empty.
    func serve(probeInterval: Double) {
        while true {
            switch queue.turn(upTo: Self.groupLimit, probeInterval: probeInterval) {
            case .write(let group):
                let begun = DispatchTime.now().uptimeNanoseconds
                write(group)
                queue.note(group: group.count, nanoseconds: DispatchTime.now().uptimeNanoseconds &- begun)
                connection.tidyUp()
            case .probe: probe()
            case .end: return
            }
        }
    }

    private func write(_ group: [WriteJob]) {
        do throws(DatabaseError) {
            if !connection.isUsable { connection = try reopen() }
            try connection.beginWriting()
            for job in group { try run(job) }
            try connection.commit()
        } catch {
            connection.rollBack()
            // Jobs that threw of themselves fail too: what they read may have been this group's.
            for job in group { job.fail(error) }
            if error.stopsWriting {
                for job in queue.refuse(because: error) {
                    job.fail(.refusingWrites(because: error))
                    job.wake()
                }
            }
        }
        for job in group { job.wake() }
    }

    private func run(_ job: WriteJob) throws(DatabaseError) {
        try connection.mark()
        let wentThrough = job.run(on: connection)
        // After a full disk or a failed read the engine may have undone the whole transaction; the
        // next statement would then be kept on its own, outside the group.
        guard connection.isInTransaction else { throw job.storeFault ?? .transactionEnded }
        if wentThrough {
            try connection.releaseMark()
        } else {
            try connection.rollBackToMark()
            if let fault = job.storeFault, fault.stopsWriting { throw fault }
        }
    }

    /// Tries one small durable write on a new connection, and takes writes again if it succeeds.
    private func probe() {
        do throws(DatabaseError) {
            // After a failed sync what the old connection holds in memory may not be on the disk.
            let fresh = try reopen()
            try fresh.beginWriting()
            try fresh.script(Self.probeScript)
            try fresh.commit()
            connection = fresh
            queue.accept()
        } catch {
            // Still not: refused as before, and tried again after the interval.
        }
    }

    // 64 KiB, so that the last free page of a full disk does not pass for room to work in.
    private static let probeScript = """
        CREATE TABLE IF NOT EXISTS write_probe (id INTEGER PRIMARY KEY, filling BLOB NOT NULL);
        DELETE FROM write_probe;
        INSERT INTO write_probe (id, filling) VALUES (1, zeroblob(65536));
        DELETE FROM write_probe;
        """
}
