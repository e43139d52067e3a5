// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import Records
import TestSupport

/// The clock is turned under the program, by libfaketime: by a clock that was set back or that jumped nothing is signed and
/// nothing is written down, health says so, status is answered; when it is right again, or an officer says that it is,
/// work goes on.
enum ClockSteps {
    static func run(_ options: Options, _ report: Report) throws {
        let house = try FaultHouse()
        let offset = house.folder.path("offset")
        func turn(_ seconds: Int64) throws {
            let text = seconds < 0 ? "\(seconds)" : "+\(seconds)"
            try Data(text.utf8).write(to: URL(fileURLWithPath: offset))
            Thread.sleep(forTimeInterval: 0.1)
        }
        try turn(0)
        let library = try Tools.faketime()
        // Not straight: the library moves the environment, and Swift looks for the arguments beside it.
        let through = [
            "/usr/bin/env", "LD_PRELOAD=\(library)", "FAKETIME_TIMESTAMP_FILE=\(offset)", "FAKETIME_NO_CACHE=1",
            "FAKETIME_DONT_FAKE_MONOTONIC=1", "timeout", "--foreground", "--signal=KILL", "600",
        ]
        let crowd = Crowd(house, stock: [])
        let served = try Served(house, through: through).ready()
        for step: Int64 in [-3_600, 3_600, 315_360_000] {
            let before = Walk(crowd)
            before.run { served.isRunning }
            report.expect(before.isDone, "\(step): the walk before is not done: \(before.place)")
            let newest = try newestLine(house)
            if !options.isBroken { try turn(step) }
            let during = Walk(crowd)
            let watch = StatusWatch(house)
            during.run(seconds: options.seconds ?? 4) { served.isRunning }
            watch.end()
            let health = served.health()
            report.expect(!during.isDone, "\(step): work was done by a wrong clock")
            report.expect(
                health.complaints.contains { $0.hasPrefix("clock-") },
                "\(step): health does not name the clock: \(health)")
            report.expect(served.isRunning, "\(step): ended: \(served.lastWords)")
            let late = try newestLine(house)
            report.expect(
                abs(late.seconds(since: newest)) < 120, "\(step): a line of the log is dated \(late), after \(newest)")
            try turn(0)
            during.run(seconds: 30) { served.isRunning }
            report.expect(during.isDone, "\(step): not done when the clock was right again: \(during.place)")
            DiskFaults.recover(served, "\(step)", report)
            report.figure(
                "clock by \(step) s: \(watch.answered) answers of status meanwhile, \(watch.unanswered) not, \(report.count) broken"
            )
        }
        try confirmed(house, served, crowd, options, report, turn)
        // Through the program that started it.
        _ = served.stop()
        for double in try Doubles.found(crowd) { report.fail(double) }
        for (answer, count) in crowd.strangeAnswers { report.fail("\(count) × \(answer)") }
        for breach in try Judgement.breaches(of: house.home) { report.fail(breach) }
    }

    /// An hour ahead, and an officer says that this is the time.
    private static func confirmed(
        _ house: FaultHouse, _ served: Served, _ crowd: Crowd, _ options: Options, _ report: Report,
        _ turn: (Int64) throws -> Void
    ) throws {
        try turn(3_600)
        let walk = Walk(crowd)
        walk.run(seconds: 2) { served.isRunning }
        report.expect(!walk.isDone, "work was done before anybody confirmed the clock")
        let outcome = try Shell.run(
            "/usr/bin/env",
            [
                "LD_PRELOAD=\(try Tools.faketime())", "FAKETIME=+3600", "FAKETIME_DONT_FAKE_MONOTONIC=1", "timeout",
                "60",
                try Tools.mohr(), "timestamps", "confirm", "--home", house.home,
            ])
        report.expect(outcome.isSuccess, "mohr timestamps confirm: \(outcome.errors)")
        walk.run(seconds: 30) { served.isRunning }
        report.expect(walk.isDone, "not done after the clock was confirmed: \(walk.place)")
        report.figure("clock an hour ahead and confirmed by an officer: \(report.count) broken")
    }

    private static func newestLine(_ house: FaultHouse) throws -> Instant {
        let records = try Records(home: house.home)
        defer { records.close() }
        let lines = try records.auditLines(from: max(0, try records.auditHead().size - 50), limit: 50)
        return lines.map(\.time).max() ?? .now()
    }
}
