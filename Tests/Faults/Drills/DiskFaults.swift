// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPServer
import TestSupport

/// A fault at each of the first sixty calls to the disk: no space, an error, an interruption, a short write.
///
/// What is asked meanwhile is done or refused with 503, and done in the end, once; status is answered throughout. After
/// a sync that failed the process ends, and the next one goes on.
enum DiskFaults {
    static func run(_ options: Options, _ report: Report) throws {
        let house = try FaultHouse()
        let disk = try FaultDisk(house)
        var random = SeededRandom(seed: options.seed)
        var faults: [(call: Int, kind: FaultDisk.Kind, of: FaultDisk.Calls)] = []
        for kind in [FaultDisk.Kind.noSpace, .ioError, .interrupted, .short] {
            faults += (1...60).map { ($0, kind, .all) }
        }
        // All of them, or so many of them as chance has it.
        if let only = ProcessInfo.processInfo.environment["MOHR_ONLY"].flatMap({ Int($0) }) {
            faults = [(only, .ioError, .all)]
        } else if let count = options.count {
            faults = Array(faults.shuffled(using: &random).prefix(count))
            // What a failed sync of the records leads to is tried in the shortest form too.
            faults.append((1, .ioError, .sync))
        }
        let crowd = Crowd(house, stock: [])
        var served = try Served(house, disk.environment).ready()
        var (hits, ends) = (0, 0)
        for (number, fault) in faults.enumerated() {
            let walk = Walk(crowd)
            let watch = StatusWatch(house)
            if !options.isBroken { disk.order(fault.kind, of: fault.of, at: fault.call) }
            let begun = Date()
            walk.run(seconds: 40) { served.isRunning }
            disk.calm()
            if Date().timeIntervalSince(begun) > 15 {
                report.figure(
                    "\(fault) hits \(disk.hits) seen \(disk.lastCall) health \(served.health()) took \(Date().timeIntervalSince(begun))"
                )
            }
            if disk.hits > 0 { hits += 1 }
            watch.end()
            let isLost = disk.hits > 0 && disk.lastCall.contains([.sync, .records])
            if isLost {
                // What is in flight is finished first.
                let isOver = try? Patience.wait(for: "", seconds: 20) { served.isRunning ? nil : true }
                report.expect(isOver != nil, "\(fault): went on after a failed sync of the records")
                served.send(SIGTERM)
                let status = served.ended()
                report.expect(status == 69, "\(fault): ended with \(status)")
                ends += 1
            } else {
                report.expect(served.isRunning, "\(fault): ended: \(served.lastWords)")
                report.expect(watch.unanswered == 0, "\(fault): \(watch.unanswered) questions of status unanswered")
            }
            if !served.isRunning {
                served = try Served(house, disk.environment).ready()
                walk.run { served.isRunning }
            }
            report.expect(walk.isDone, "\(fault): not done in the end: \(walk.place), \(served.lastWords)")
            recover(served, "\(fault)", report)
            if number % 20 == 19 || number == faults.count - 1 {
                for breach in try Judgement.breaches(of: house.home) { report.fail("\(fault): \(breach)") }
            }
        }
        for (answer, count) in crowd.strangeAnswers { report.fail("\(count) × \(answer)") }
        for double in try Doubles.found(crowd) { report.fail(double) }
        for violation in crowd.sightings.violations { report.fail(violation) }
        report.expect(served.stop() == 0, "the last run did not end well")
        report.expect(hits * 2 > faults.count, "only \(hits) of \(faults.count) faults happened")
        report.figure(
            "\(faults.count) faults ordered, \(hits) happened, \(ends) ended the process in time: \(report.count) broken"
        )
    }

    /// Health is green again by itself.
    ///
    /// - Parameters:
    ///   - served: the process.
    ///   - what: what it recovers from.
    ///   - report: told when it does not.
    ///   - seconds: how long it may take.
    /// - Returns: what it said meanwhile, each with the seconds when it said so first.
    @discardableResult
    static func recover(_ served: Served, _ what: String, _ report: Report, seconds: Double = 20) -> [String] {
        let begun = Date()
        var said: [String] = []
        var last: (status: Int, complaints: [String]) = (0, [])
        while Date().timeIntervalSince(begun) < seconds {
            let asked = Date().timeIntervalSince(begun)
            let health = served.health()
            if health.status == 200 { return said }
            if said.isEmpty || health.status != last.status || health.complaints != last.complaints {
                said.append(
                    String(format: "%.1f s %ld ", asked, health.status) + health.complaints.joined(separator: " "))
            }
            last = health
            Thread.sleep(forTimeInterval: 0.1)
        }
        report.fail("\(what): still \(last.status) \(last.complaints) after \(seconds) s")
        return said
    }
}

/// Asks for the status of a certificate again and again.
final class StatusWatch: @unchecked Sendable {
    private let lock = NSLock()
    private let done = DispatchSemaphore(value: 0)
    private var isOver = false
    private var counts = (answered: 0, unanswered: 0)

    init(_ house: FaultHouse) {
        let crl = house.publicURL + "/crls/health.crl"
        let client = try? HTTPClient(timeout: .seconds(5))
        Thread.detachNewThread { [self] in
            while !lock.withLock({ isOver }) {
                let answer = try? client?.get(crl)
                let ocsp = OCSPProbe.ask(house)
                lock.withLock {
                    if answer?.status == 200, ocsp { counts.answered += 1 } else { counts.unanswered += 1 }
                }
                Thread.sleep(forTimeInterval: 0.02)
            }
            done.signal()
        }
    }

    var answered: Int { lock.withLock { counts.answered } }
    var unanswered: Int { lock.withLock { counts.unanswered } }

    func end() {
        lock.withLock { isOver = true }
        done.wait()
    }
}
