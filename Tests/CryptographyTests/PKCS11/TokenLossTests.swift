// SPDX-License-Identifier: Apache-2.0
import CPKCS11
import XCTest

@testable import Cryptography

/// Many threads on one token, and what happens when it is lost under them.
final class TokenLossTests: XCTestCase {
    func testSixteenThreadsSignAtOnce() throws {
        let token = try SoftToken().open(sessions: 8)
        let load = SigningLoad(threads: 16, key: try token.generateKey(.p256, label: "k"))
        XCTAssertTrue(load.waitForMore(2_000, seconds: 60))
        load.stop()
        XCTAssertEqual(load.wrong, [])
        XCTAssertEqual(load.errors, [])
        XCTAssertLessThanOrEqual(token.idle.count, 8, "more sessions than allowed")
    }

    func testClosedSessionsAreOpenedAgainUnderLoad() throws {
        let soft = try SoftToken()
        let token = try soft.open()
        let load = SigningLoad(threads: 8, key: try token.generateKey(.p256, label: "k"))
        for _ in 0..<10 {
            XCTAssertTrue(load.waitForMore(20, seconds: 30), "signing did not resume: \(load.errors.suffix(3))")
            try soft.closeAllSessionsFromTheSide()
        }
        XCTAssertTrue(load.waitForMore(200, seconds: 30), "signing did not resume: \(load.errors.suffix(3))")
        load.stop()
        XCTAssertEqual(load.wrong, [])
        print(
            "10 times all sessions closed under 8 threads: \(load.count) signatures, \(load.errors.count) told errors")
        for fault in load.errors { XCTAssertTrue(fault.isPassing, "\(fault)") }
    }

    func testWithoutRecoveryClosedSessionsStayClosed() throws {
        let soft = try SoftToken()
        let key = try soft.open(recovery: .off).generateKey(.p256, label: "k")
        XCTAssertNoThrow(try key.sign([1], by: .ecdsa(.sha256)))
        try soft.closeAllSessionsFromTheSide()
        for _ in 0..<5 { XCTAssertNotNil(tokenFault(try key.sign([1], by: .ecdsa(.sha256)))) }
    }

    func testAModuleThatSomeoneElseRestartsIsComeBackTo() throws {
        let soft = try SoftToken()
        let key = try soft.open().generateKey(.p384, label: "k")
        let module = try PKCS11Module.at(SoftToken.modulePath)
        let load = SigningLoad(threads: 4, key: key, algorithm: .ecdsa(.sha384))
        for _ in 0..<5 {
            XCTAssertTrue(load.waitForMore(10, seconds: 30))
            try module.restart(after: module.generation)
        }
        XCTAssertTrue(load.waitForMore(50, seconds: 30))
        load.stop()
        XCTAssertEqual(load.wrong, [])
    }

    func testAKilledModuleProcessIsSurvived() throws {
        let served = try ServedToken()
        let token = try served.open()
        let key = try token.generateKey(.p256, label: "k")
        let load = SigningLoad(threads: 8, key: key)
        for pause in [0.0, 0.3, 1.5] {
            XCTAssertTrue(load.waitForMore(50, seconds: 30), "before: \(load.errors.suffix(3))")
            served.kill()
            Thread.sleep(forTimeInterval: pause)
            try served.start()
            XCTAssertTrue(load.waitForMore(50, seconds: 30), "after \(pause) s: \(load.errors.suffix(3))")
        }
        load.stop()
        XCTAssertEqual(load.wrong, [])
        print("3 times killed under 8 threads: \(load.count) signatures, \(load.errors.count) told errors")
        for fault in load.errors { XCTAssertTrue(fault.isPassing, "\(fault)") }
    }

    func testAProcessThatStaysDeadIsSaidSoAndItsReturnIsNoticed() throws {
        let served = try ServedToken()
        let key = try served.open(recovery: .bounded(milliseconds: 500)).generateKey(.p256, label: "k")
        served.kill()
        for attempt in 0..<4 {
            let start = Date()
            let fault = try XCTUnwrap(tokenFault(try key.sign([1], by: .ecdsa(.sha256))))
            XCTAssertTrue(fault.isPassing, "\(fault)")
            XCTAssertLessThan(Date().timeIntervalSince(start), 2, "attempt \(attempt)")
        }
        try served.start()
        let end = Date(timeIntervalSinceNow: 10)
        while (try? key.sign([1], by: .ecdsa(.sha256))) == nil, Date() < end { Thread.sleep(forTimeInterval: 0.05) }
        XCTAssertNoThrow(try key.sign([1], by: .ecdsa(.sha256)))
    }

    func testWithoutRecoveryAKilledProcessStaysDead() throws {
        let served = try ServedToken()
        let key = try served.open(recovery: .off).generateKey(.p256, label: "k")
        XCTAssertNoThrow(try key.sign([1], by: .ecdsa(.sha256)))
        served.kill()
        try served.start()
        for _ in 0..<5 {
            XCTAssertNotNil(tokenFault(try key.sign([1], by: .ecdsa(.sha256))))
            Thread.sleep(forTimeInterval: 0.1)
        }
    }
}
