// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// The disk is full for a while: new work is refused with 503, health is red, status is answered, no list is half
/// written, and work goes on by itself when there is room again.
enum FullDisk {
    static func run(_ options: Options, _ report: Report) throws {
        for turn in 0..<(options.count ?? 1) {
            try byOrder(options, report)
            if turn == 0 { try really(options, report) }
        }
    }

    /// Every write is refused, as the file system does it.
    private static func byOrder(_ options: Options, _ report: Report) throws {
        let house = try FaultHouse()
        let disk = try FaultDisk(house)
        let served = try Served(house, disk.environment).ready()
        try refuses(
            house, served, report, options, "ordered", fill: { disk.order(.noSpace, of: .changing, lasts: true) }
        ) {
            disk.calm()
        }
        report.figure("disk full by order: \(disk.hits) calls failed, \(report.count) broken")
    }

    /// A file system in memory that really is full; takes root.
    private static func really(_ options: Options, _ report: Report) throws {
        let mount = NSTemporaryDirectory() + "/mohr-full-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: mount, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: mount) }
        let mounted = try Shell.run("mount", ["-t", "tmpfs", "-o", "size=16m", "tmpfs", mount])
        guard mounted.isSuccess else {
            report.figure("a real full disk was not tried: no right to mount one (\(mounted.errors.prefix(80)))")
            return
        }
        defer { _ = try? Shell.run("umount", ["-l", mount]) }
        let house = try FaultHouse(at: mount + "/home")
        let served = try Served(house).ready()
        let filling = mount + "/filling"
        try refuses(house, served, report, options, "tmpfs") {
            _ = FileManager.default.createFile(atPath: filling, contents: nil)
            guard let file = FileHandle(forWritingAtPath: filling) else { return }
            for size in [65_536, 4_096, 1] {
                while (try? file.write(contentsOf: Data(count: size))) != nil {}
            }
            try? file.close()
        } empty: {
            try? FileManager.default.removeItem(atPath: filling)
        }
        report.figure("disk full in a file system of 16 MiB: \(report.count) broken")
    }

    private static func refuses(
        _ house: FaultHouse, _ served: Served, _ report: Report, _ options: Options, _ name: String,
        fill: () -> Void, empty: () -> Void
    ) throws {
        let crowd = Crowd(house, stock: [])
        let before = Walk(crowd)
        before.run { served.isRunning }
        report.expect(before.isDone, "\(name): not even the first walk is done: \(before.place)")
        crowd.begin(4, seed: options.seed)
        if !options.isBroken { fill() }
        let watch = StatusWatch(house)
        Thread.sleep(forTimeInterval: 1)
        var red = false
        let end = Date().addingTimeInterval(options.seconds ?? 3)
        while Date() < end {
            if served.health().status == 503 { red = true }
            Thread.sleep(forTimeInterval: 0.1)
        }
        let during = Walk(crowd)
        during.run(seconds: 1) { served.isRunning }
        report.expect(red, "\(name): health was never red on a full disk")
        report.expect(!during.isDone, "\(name): work was done on a full disk")
        watch.end()
        report.expect(watch.answered > 5, "\(name): status was hardly asked")
        report.expect(watch.unanswered == 0, "\(name): status was not answered \(watch.unanswered) times")
        report.expect(served.isRunning, "\(name): the process ended: \(served.lastWords)")
        empty()
        during.run(seconds: 30) { served.isRunning }
        report.expect(during.isDone, "\(name): not done when there was room again: \(during.place)")
        crowd.end()
        DiskFaults.recover(served, name, report)
        report.expect(served.stop() == 0, "\(name): did not end well")
        for violation in crowd.recorder.history.violations(onRecord: try crowd.onRecord()) {
            report.fail("\(name): \(violation)")
        }
        for (answer, count) in crowd.strangeAnswers { report.fail("\(name): \(count) × \(answer)") }
        for double in try Doubles.found(crowd) { report.fail("\(name): \(double)") }
        for breach in try Judgement.breaches(of: house.home) { report.fail("\(name): \(breach)") }
    }
}
