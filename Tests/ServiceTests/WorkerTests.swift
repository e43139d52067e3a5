// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

@testable import Service

/// The threads that keep a house going.
final class WorkerTests: XCTestCase {
    private final class Turns: @unchecked Sendable {
        private let condition = NSCondition()
        private var taken = 0

        func take() {
            condition.withLock {
                taken += 1
                condition.broadcast()
            }
        }

        var count: Int { condition.withLock { taken } }

        func wait(for count: Int) { condition.withLock { while taken < count { condition.wait() } } }
    }

    func testTurnsAreTakenAtIntervalsAndEnd() {
        let turns = Turns()
        let began = DispatchTime.now().uptimeNanoseconds
        let worker = Worker("at-intervals", every: 0.05) { turns.take() }
        turns.wait(for: 4)
        XCTAssertGreaterThan(DispatchTime.now().uptimeNanoseconds - began, 150_000_000)
        worker.stop()
        let count = turns.count
        Thread.sleep(forTimeInterval: 0.2)
        XCTAssertEqual(turns.count, count)
    }

    func testATurnIsTakenAtOnceWhenItIsAskedFor() {
        let turns = Turns()
        // As long as any process runs.
        let worker = Worker("when-woken", every: 3_155_760_000) { turns.take() }
        Thread.sleep(forTimeInterval: 0.2)
        XCTAssertEqual(turns.count, 0)
        worker.wake()
        turns.wait(for: 1)
        worker.stop()
        XCTAssertEqual(turns.count, 1)
    }
}
