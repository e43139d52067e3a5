// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// Random histories: clients at work while the process is stopped, killed and started again; whatever they were told has
/// one order, and what they were told is done is on record.
enum Histories {
    static func run(_ options: Options, _ report: Report) throws {
        let seeds = options.count ?? 10
        let seconds = options.seconds ?? 2
        var (operations, sightings, kills, stops) = (0, 0, 0, 0)
        let house = try FaultHouse()
        for seed in options.seed..<options.seed + UInt64(seeds) {
            let crowd = Crowd(house, stock: try house.stock(4))
            let nemesis = try Nemesis(house, seed: seed).run(crowd, clients: 16, seconds: seconds)
            kills += nemesis.kills
            stops += nemesis.stops
            let history = crowd.recorder.history
            operations += history.operations.count
            sightings += crowd.sightings.count
            for violation in history.violations(onRecord: try crowd.onRecord()) {
                report.fail("seed \(seed): \(violation)")
            }
            for violation in crowd.sightings.violations { report.fail("seed \(seed): \(violation)") }
            for (answer, count) in crowd.strangeAnswers { report.fail("seed \(seed): \(count) × \(answer)") }
            for double in try Doubles.found(crowd) { report.fail("seed \(seed): \(double)") }
            if options.isBroken, seed == options.seed { try lie(history, try crowd.onRecord(), report) }
        }
        for breach in try Judgement.breaches(of: house.home) { report.fail(breach) }
        report.expect(operations > seeds * 50, "only \(operations) operations: nothing was tried")
        report.figure(
            "\(seeds) histories, 16 clients: \(operations) operations and \(sightings) answers about status over \(stops) stops and "
                + "\(kills) kills, \(report.count) contradictions")
    }

    /// The control: lies planted into a true history, each of which has to be found.
    private static func lie(_ history: StatusHistory, _ onRecord: [String: [Int]], _ report: Report) throws {
        var found = 0
        let lies = PlantedLie.all(in: history, onRecord)
        for lie in lies {
            let seen = StatusHistory(lie.operations).violations(onRecord: lie.onRecord)
            if seen.isEmpty { print("  not found: \(lie.name)") } else { found += 1 }
        }
        for lie in Sightings.lies where !lie.violations.isEmpty { found += 1 }
        report.fail("\(found) of \(lies.count + Sightings.lies.count) planted lies found")
    }
}

/// Stops, wakes, kills and starts a house again while clients work.
final class Nemesis {
    private(set) var kills = 0
    private(set) var stops = 0
    private let house: FaultHouse
    private var random: SeededRandom

    init(_ house: FaultHouse, seed: UInt64) {
        self.house = house
        random = SeededRandom(seed: seed)
    }

    func run(_ crowd: Crowd, clients: Int, seconds: Double) throws -> Nemesis {
        var served = try Served(house).ready()
        crowd.begin(clients, seed: random.next())
        var left = seconds
        while left > 0 {
            let pause = Double.random(in: 0.2...0.8, using: &random)
            Thread.sleep(forTimeInterval: pause)
            left -= pause
            if Int.random(in: 0..<3, using: &random) == 0 {
                served.kill()
                kills += 1
                served = try Served(house).ready()
            } else {
                served.send(SIGSTOP)
                Thread.sleep(forTimeInterval: Double.random(in: 0.05...0.3, using: &random))
                served.send(SIGCONT)
                stops += 1
            }
        }
        served.kill()
        kills += 1
        crowd.end()
        return self
    }
}
