// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// The database is moved away, or an older copy put in its place, while clients work: nothing is acknowledged that would
/// be gone, status is answered, and work goes on by itself when the database is back.
enum DatabaseGone {
    /// How long it may take until health is green again.
    private static let promisedSeconds = 5.0

    static func run(_ options: Options, _ report: Report) throws {
        let house = try FaultHouse()
        let records = house.home + "/records"
        let aside = house.home + "/records.aside"
        let manager = FileManager.default
        let old = house.folder.path("old")
        try manager.copyItem(atPath: records, toPath: old)
        let crowd = Crowd(house, stock: [])
        let served = try Served(house).ready()
        let ways: [(name: String, take: () throws -> Void, give: () throws -> Void)] = [
            (
                "moved", { try manager.moveItem(atPath: records, toPath: aside) },
                { try manager.moveItem(atPath: aside, toPath: records) }
            ),
            (
                "replaced by an older copy",
                {
                    try manager.moveItem(atPath: records, toPath: aside)
                    try manager.copyItem(atPath: old, toPath: records)
                },
                {
                    try manager.removeItem(atPath: records)
                    try manager.moveItem(atPath: aside, toPath: records)
                }
            ),
            (
                "log moved",
                { try manager.moveItem(atPath: records + "/records.sqlite-wal", toPath: aside) },
                { try manager.moveItem(atPath: aside, toPath: records + "/records.sqlite-wal") }
            ),
        ]
        // Each way in turn, as often as is asked for.
        for way in Array(repeating: ways, count: options.count ?? 1).joined() {
            let before = Walk(crowd)
            before.run { served.isRunning }
            report.expect(before.isDone, "\(way.name): the walk before is not done: \(before.place)")
            crowd.begin(4, seed: options.seed)
            if !options.isBroken { try way.take() }
            let during = Walk(crowd)
            during.run(seconds: options.seconds ?? 2) { served.isRunning }
            report.expect(!during.isDone, "\(way.name): work was done without the database")
            let health = served.health()
            report.expect(health.status == 503, "\(way.name): health is \(health)")
            let watch = StatusWatch(house)
            Thread.sleep(forTimeInterval: 1)
            watch.end()
            report.expect(
                watch.answered > 2 && watch.unanswered == 0, "\(way.name): status not answered: \(watch.unanswered)")
            if !options.isBroken { try way.give() }
            let back = Date()
            let said = DiskFaults.recover(served, way.name, report, seconds: 15)
            let took = Date().timeIntervalSince(back)
            let seconds = String(format: "%.1f", took)
            report.expect(took <= promisedSeconds, "\(way.name): healthy only \(seconds) s after it was back: \(said)")
            during.run(seconds: 30) { served.isRunning }
            report.expect(during.isDone, "\(way.name): not done when it was back: \(during.place)")
            crowd.end()
            report.figure("database \(way.name): healthy \(seconds) s after it was back, \(report.count) broken")
        }
        report.expect(served.stop() == 0, "did not end well")
        for violation in crowd.recorder.history.violations(onRecord: try crowd.onRecord()) {
            report.fail("\(violation)")
        }
        for (answer, count) in crowd.strangeAnswers { report.fail("\(count) × \(answer)") }
        for double in try Doubles.found(crowd) { report.fail(double) }
        for breach in try Judgement.breaches(of: house.home) { report.fail(breach) }
    }
}
