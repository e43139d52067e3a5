// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import TestSupport
import XCTest

@testable import Service

/// Whether somebody keeps the clock, as far as it can be seen.
final class ClockKeepingTests: XCTestCase {
    private func keeping(_ where: Configuration.Monitoring.Synchronisation, kernel: Bool? = nil) -> ClockKeeping {
        var plan = Configuration.Monitoring()
        plan.synchronisation = `where`
        return ClockKeeping(plan, asking: { kernel }, at: .now())
    }

    func testAKernelThatIsNotToldTheTimeOrDoesNotSayIsNotKept() {
        XCTAssertTrue(keeping(.kernel, kernel: true).isKept)
        XCTAssertFalse(keeping(.kernel, kernel: false).isKept)
        XCTAssertFalse(keeping(.kernel).isKept)
        XCTAssertTrue(keeping(.ignored, kernel: false).isKept, "nobody asked")
    }

    func testAClockThatWasNotSetForADayIsNotKept() throws {
        let folder = try TemporaryFolder()
        try folder.write([], to: "synchronized")
        let file = folder.path("synchronized")
        func set(_ seconds: TimeInterval) throws -> ClockKeeping {
            try FileManager.default.setAttributes(
                [.modificationDate: Date().addingTimeInterval(-seconds)], ofItemAtPath: file)
            return keeping(.file(file))
        }
        let kept = try set(86_000)
        XCTAssertTrue(kept.isKept)
        XCTAssertGreaterThanOrEqual(try XCTUnwrap(kept.ageSeconds), 86_000)
        XCTAssertFalse(try set(86_500).isKept)
        XCTAssertFalse(keeping(.file(folder.path("gone"))).isKept)
        XCTAssertNil(keeping(.file(folder.path("gone"))).ageSeconds)
    }
}
