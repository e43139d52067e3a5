// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Wakes workers whose interval is over, by a clock that nobody sets.
///
/// One thread for all of them. A wait until a time of day lasts longer by as much as the clock is set back meanwhile; what
/// this thread does instead, to sleep for a while, does not (nanosleep(2)), whoever turns the clock and by whatever means.
final class Metronome: @unchecked Sendable {
    static let shared = Metronome()

    /// How late an interval may end at the most; seconds.
    static let tick: TimeInterval = 0.05

    private let lock = NSLock()
    private var workers: [Listed] = []

    private struct Listed {
        weak var worker: Worker?
    }

    private init() {
        let thread = Thread { [unowned self] in
            while true {
                Thread.sleep(forTimeInterval: Self.tick)
                beat()
            }
        }
        thread.name = "mohr-metronome"
        thread.start()
    }

    /// Wakes a worker from now on when its interval is over, as long as there is one.
    func add(_ worker: Worker) { lock.withLock { workers.append(Listed(worker: worker)) } }

    private func beat() {
        let now = DispatchTime.now().uptimeNanoseconds
        let listed = lock.withLock {
            workers.removeAll { $0.worker == nil }
            return workers
        }
        for each in listed { each.worker?.wakeIfDue(at: now) }
    }
}
