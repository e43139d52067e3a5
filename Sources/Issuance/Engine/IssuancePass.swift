// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import Records

/// One pass over a page of applications by several threads.
///
/// Each thread waits for the disk most of the time; it is by waiting together that they share its syncs. After a fault that every
/// application would meet no further one is begun.
struct IssuancePass {
    /// What became of each application that was begun, in no order.
    let outcomes: [IssuanceOutcome]

    /// Runs a pass; returns when every thread is done.
    init(_ page: [ApplicationRecord], threads: Int, handle: @escaping @Sendable (ApplicationRecord) -> IssuanceOutcome)
    {
        let queue = PassQueue(page)
        let work: @Sendable () -> Void = {
            while let application = queue.next() { queue.add(handle(application)) }
        }
        let done = DispatchGroup()
        // The caller's own thread is one of them.
        for _ in 0..<max(0, threads - 1) {
            done.enter()
            let thread = Thread {
                work()
                done.leave()
            }
            thread.name = "issuance"
            thread.start()
        }
        work()
        done.wait()
        outcomes = queue.outcomes
    }
}

/// What the threads of a pass share.
private final class PassQueue: @unchecked Sendable {
    private let lock = NSLock()
    private var waiting: ArraySlice<ApplicationRecord>
    private var done: [IssuanceOutcome] = []
    private var isStopped = false

    init(_ page: [ApplicationRecord]) { waiting = page[...] }

    func next() -> ApplicationRecord? {
        lock.withLock { isStopped ? nil : waiting.popFirst() }
    }

    func add(_ outcome: IssuanceOutcome) {
        lock.withLock {
            done.append(outcome)
            if outcome.generalFault != nil { isStopped = true }
        }
    }

    var outcomes: [IssuanceOutcome] { lock.withLock { done } }
}
