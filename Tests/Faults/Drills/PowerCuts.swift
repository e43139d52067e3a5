// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Records
import TestSupport

/// The plug is pulled at every moment of a recording of the real program at work.
enum PowerCuts {
    static func run(_ options: Options, _ report: Report) throws {
        let cuts = options.count ?? 2_000
        let house = try FaultHouse()
        let stock = try house.stock(3)
        let disk = try FaultDisk(house, records: true)
        let base = house.folder.path("before")
        try FileManager.default.copyItem(atPath: house.home, toPath: base)
        let told = Told(disk)
        for turn in 0..<2 {
            let served = try Served(house, disk.environment).ready()
            let crowd = Crowd(house, stock: turn == 0 ? stock : [])
            crowd.told = { told.take($0) }
            let walk = Walk(crowd)
            crowd.begin(4, seed: options.seed &+ UInt64(turn))
            walk.run { served.isRunning }
            Thread.sleep(forTimeInterval: options.seconds ?? 1)
            if turn == 1 { crowd.end() }
            defer { crowd.end() }
            report.expect(walk.isDone, "the walk ended at \(walk.place)")
            // Once killed and once ended in order, so that the log is written back at least once.
            if turn == 0 {
                // At a sync, between two changes, so that the recording has all that happened.
                disk.order(.kill, of: .sync)
                try Patience.wait(for: "the end at a sync") { served.isRunning ? nil : true }
            } else {
                report.expect(served.stop() == 0, "did not end well")
            }
        }
        guard let log = disk.log else { return }
        let scratch = try Scratch()
        let kept = house.folder.path("kept")
        try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: true)
        var words = [
            log, base, scratch.path, "--cuts", "\(cuts)", "--seed", "\(options.seed)", "--keep", kept, "--every",
            "\(max(1, cuts / 10))",
        ]
        if options.isBroken { words.append("--forget-syncs") }
        let outcome = try Shell.run(try Tools.replay(in: house.folder), words)
        let value = try JSONReader.read(outcome.output.split(separator: 0x0A).last.map(Array.init) ?? [])
        func number(_ name: String) -> Int { value[name]?.wholeNumber.map { Int($0) } ?? -1 }
        for line in outcome.errors.split(separator: "\n").prefix(5) { print("  \(line)") }
        for what in ["corrupt", "lost", "logBroken", "listsTorn"] where number(what) != 0 {
            report.fail("\(number(what)) cuts: \(what)")
        }
        report.expect(number("told") > 10, "only \(number("told")) acts were acknowledged: nothing was tried")
        var opened = 0
        if !options.isBroken { opened = try judge(kept, report) }
        report.figure(
            "\(number("cuts")) power cuts at \(number("moments")) of \(number("records")) changes of files, \(number("told")) acknowledged"
                + " acts: \(number("corrupt")) corrupt, \(number("lost")) lost, \(number("logBroken")) logs broken,"
                + " \(number("listsTorn")) lists torn; \(opened) opened by the program's own records and recovered")
    }

    /// What some cuts left, opened as the next start opens it.
    private static func judge(_ kept: String, _ report: Report) throws -> Int {
        let states = try FileManager.default.contentsOfDirectory(atPath: kept)
        for state in states {
            let home = "\(kept)/\(state)"
            let records = try Records(home: home)
            _ = try records.recover(at: .now())
            records.close()
            for breach in try Judgement.breaches(of: home) { report.fail("cut \(state): \(breach)") }
        }
        return states.count
    }
}

/// Takes down what was acknowledged, after it was.
private final class Told: @unchecked Sendable {
    private let disk: FaultDisk
    private let lock = NSLock()

    init(_ disk: FaultDisk) { self.disk = disk }

    func take(_ text: String) { lock.withLock { disk.tell(text) } }
}

/// A folder in memory, if there is one.
private final class Scratch {
    let path: String

    init() throws {
        let memory = "/dev/shm"
        let parent = FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
        path = "\(parent)/mohr-cuts-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
