// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Dispatch
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

/// Questions that only one asker can use must not keep others from their answers.
final class NonceFloodTests: XCTestCase {
    func testAFloodOfNoncesLeavesEveryPreparedAnswerWhereItIs() throws {
        let house = try House()
        let doctors = try (0..<8).map { _ in try house.issue() }
        let slow = SlowKey(house.responder.key)
        let responder = try house.statusResponder(key: slow) {
            $0.liveSignings = 1
            $0.liveWaiters = 2
            $0.liveSigningsPerSecond = 20
        }
        let plan = responder.plan
        let press = AnswerPress(
            folder: house.folder.path("answers"), authority: "health", plan: plan, clock: house.clock.reading)
        responder.answer(from: [try press.press(try house.status().reading, by: [try house.responding()])])
        let questions = try doctors.map { OCSPRequest.make([try $0.certID(issuer: house.health)]) }
        let nonced = try doctors.map {
            OCSPRequest.make([try $0.certID(issuer: house.health)], nonce: Array(repeating: 9, count: 32))
        }
        // The one signing that may run at a time hangs; the flood comes on four threads.
        slow.stop()
        let done = Collected<OCSPResponseStatus>()
        let group = DispatchGroup()
        for thread in 0..<4 {
            group.enter()
            Thread.detachNewThread {
                for round in 0..<40 { done.add(responder.answer(nonced[(thread + round) % 8]).status) }
                group.leave()
            }
        }
        slow.awaitWaiting(1)
        var served = 0
        var slowest: UInt64 = 0
        for round in 0..<4_000 {
            let start = DispatchTime.now().uptimeNanoseconds
            if responder.cachedAnswer(questions[round % 8])?.status == .successful { served += 1 }
            slowest = max(slowest, DispatchTime.now().uptimeNanoseconds - start)
        }
        XCTAssertEqual(served, 4_000, "all of them, while no key can be had")
        XCTAssertLessThan(slowest, 1_000_000_000)
        slow.goOn()
        group.wait()
        let signed = done.all.filter { $0 == .successful }.count
        XCTAssertEqual(done.all.filter { $0 == .tryLater }.count, 160 - signed)
        XCTAssertGreaterThan(signed, 0)
        XCTAssertLessThan(signed, 160, "the rest was told to come again")
    }

    func testWithoutTheFileTheSameFloodStarvesEveryone() throws {
        let house = try House()
        let doctor = try house.issue()
        let slow = SlowKey(house.responder.key)
        let responder = try house.statusResponder(key: slow)
        slow.stop()
        XCTAssertNil(
            responder.cachedAnswer(OCSPRequest.make([try doctor.certID(issuer: house.health)])),
            "control: an answer that was not signed ahead waits for the key")
        slow.goOn()
    }

    func testTheBucketLetsThroughSoManyASecond() {
        let time = Collected<UInt64>()
        time.add(1)
        let gate = SigningGate(
            limit: 4, perSecond: 10, now: { DispatchTime(uptimeNanoseconds: time.all.last ?? 1) })
        func passed(_ tries: Int) -> Int { (0..<tries).filter { _ in gate.pass { true } ?? false }.count }
        XCTAssertEqual(passed(30), 10, "as many at once as in a second")
        XCTAssertEqual(passed(5), 0)
        time.add(500_000_001)
        XCTAssertEqual(passed(30), 5)
        time.add(60_000_000_001)
        XCTAssertEqual(passed(30), 10, "no more than a second's worth is saved up")
        let open = SigningGate(limit: 1)
        XCTAssertEqual((0..<1_000).filter { _ in open.pass { true } ?? false }.count, 1_000, "control: no bucket")
    }

    func testFewWaitAndNotForLong() {
        let gate = SigningGate(limit: 1, waiters: 2)
        let inside = DispatchSemaphore(value: 0)
        let leave = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            gate.pass {
                inside.signal()
                leave.wait()
            }
        }
        inside.wait()
        let start = Date()
        let results = onThreads(8) { _ in gate.pass { true } ?? false }
        XCTAssertEqual(results.filter { (try? $0.get()) == true }.count, 0)
        XCTAssertLessThan(Date().timeIntervalSince(start), 5)
        leave.signal()
        XCTAssertEqual(gate.pass { true } ?? gate.pass { true }, true)
    }
}
