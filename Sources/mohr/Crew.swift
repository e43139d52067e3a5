// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Threads for work that mostly waits for the disk.
///
/// `concurrentPerform` has no more threads than there are cores, so work that shares the disk's syncs would share each
/// among two.
enum Crew {
    /// Runs a piece of work on each of several threads, and returns when all have ended.
    ///
    /// - Parameters:
    ///   - count: how many threads.
    ///   - body: what each does; told its number, from 0.
    static func work(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let group = DispatchGroup()
        for number in 0..<count {
            group.enter()
            let thread = Thread {
                body(number)
                group.leave()
            }
            thread.name = "crew-\(number)"
            thread.start()
        }
        group.wait()
    }
}
