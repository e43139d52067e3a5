// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// SIGKILL at random moments while eight clients work; after each the house is whole and nothing acknowledged is lost.
enum Kills {
    static func run(_ options: Options, _ report: Report) throws {
        let rounds = options.count ?? 20
        var random = SeededRandom(seed: options.seed)
        let house = try FaultHouse()
        let crowd = Crowd(house, stock: try house.stock(6))
        for round in 0..<rounds {
            let served = try Served(house).ready()
            crowd.begin(8, seed: random.next())
            Thread.sleep(forTimeInterval: Double.random(in: 0.02...(options.seconds ?? 1), using: &random))
            served.kill()
            crowd.end()
            // As the power left it: before anything is tidied up.
            if round % 5 == 4 || round == rounds - 1 {
                for breach in try Judgement.breaches(of: house.home) { report.fail("kill \(round): \(breach)") }
            }
        }
        let last = try Served(house).ready()
        // Whoever was in the middle of something gets to its end.
        for person in crowd.people {
            for _ in 0..<200 where person.take() {
                person.step(crowd)
                person.release()
                if person.stage == .collecting { Thread.sleep(forTimeInterval: 0.02) }
            }
        }
        report.expect(last.stop() == 0, "the last run did not end well")
        let history = crowd.recorder.history
        let onRecord = try crowd.onRecord()
        for violation in history.violations(onRecord: onRecord) { report.fail("\(violation)") }
        for violation in crowd.sightings.violations { report.fail(violation) }
        for (answer, count) in crowd.strangeAnswers { report.fail("\(count) × \(answer)") }
        for double in try Doubles.found(crowd) { report.fail(double) }
        for breach in try Judgement.breaches(of: house.home) { report.fail(breach) }
        for secret in try Judgement.secretsOutside(house.home, and: [house.folder.path(".")]) { report.fail(secret) }
        let done = history.operations.filter { $0.answer == .done }.count
        let accepted = crowd.people.filter { $0.stage == .accepted }.count
        report.expect(done > rounds, "only \(done) acts were acknowledged: nothing was tried")
        for person in crowd.people where person.stage.rawValue < Enrolment.Stage.accepted.rawValue {
            report.fail("I8 person \(person.nationalID) never got further than \(person.stage)")
        }
        if options.isBroken { forget(history, onRecord, report) }
        report.figure(
            "\(rounds) kills with 8 clients: \(history.operations.count) acts, \(done) acknowledged, \(accepted) people enrolled,"
                + " \(report.count) lost or doubled")
    }

    /// The control: an acknowledged act is taken off the record.
    private static func forget(_ history: StatusHistory, _ onRecord: [String: [Int]], _ report: Report) {
        guard let done = history.operations.first(where: { $0.answer == .done && $0.act != .issue }) else { return }
        let forgetful = onRecord.mapValues { $0.filter { $0 != done.id } }
        for violation in history.violations(onRecord: forgetful) { report.fail("\(violation)") }
    }
}

/// SIGKILL at every sync of the disk of one person's way: enrolled, held, released, revoked, listed.
enum SyncKills {
    static func run(_ options: Options, _ report: Report) throws {
        let house = try FaultHouse()
        let disk = try FaultDisk(house)
        let limit = options.count ?? 200
        var (kills, first) = (0, options.isBroken ? limit : 1)
        // The seed says where to begin; from there on each is tried.
        while first <= limit {
            let crowd = Crowd(house, stock: try house.stock(1))
            let served = try Served(house, disk.environment).ready()
            disk.order(.kill, of: .sync, at: first)
            let walk = Walk(crowd)
            walk.run(while: { served.isRunning })
            let hit = disk.hits > 0
            served.kill()
            disk.calm()
            for breach in try Judgement.breaches(of: house.home) { report.fail("sync \(first): \(breach)") }
            let again = try Served(house, disk.environment).ready()
            walk.run(while: { again.isRunning })
            report.expect(walk.isDone, "sync \(first): not finished after the next start: \(walk.place)")
            report.expect(again.stop() == 0, "sync \(first): the next start did not end well")
            for violation in crowd.recorder.history.violations(onRecord: try crowd.onRecord()) {
                report.fail("sync \(first): \(violation)")
            }
            for (answer, count) in crowd.strangeAnswers { report.fail("sync \(first): \(count) × \(answer)") }
            for double in try Doubles.found(crowd) { report.fail("sync \(first): \(double)") }
            for breach in try Judgement.breaches(of: house.home) { report.fail("sync \(first): \(breach)") }
            guard hit else { break }
            kills += 1
            first += 1
        }
        if options.isBroken { report.fail("nothing was killed, so nothing was shown") }
        report.figure("killed at each of \(kills) syncs of the disk: \(report.count) lost or doubled")
    }
}
