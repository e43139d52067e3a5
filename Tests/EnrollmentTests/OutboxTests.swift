// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import Identity
import PKIX
import Records
import TestSupport
import XCTest

/// Messages are written with what causes them, sent once, tried again with patience, and given up aloud.
final class OutboxTests: XCTestCase {
    /// A register with a telephone in it.
    private struct Register: RegistryPort {
        let registries: Set<RegistryKind> = [.licence]
        var mobile: String?
        var failure: RegistryFailure?

        func entry(for question: RegistryQuestion) throws(RegistryFailure) -> RegistryEntry? {
            if let failure { throw failure }
            var fields: [FormField: String] = [.surname: "احمدی"]
            fields[.mobile] = mobile
            return RegistryEntry(
                fields: fields, status: RegistryEntry.inForce, answerSHA256: [UInt8](repeating: 7, count: 32))
        }
    }

    func testNothingIsSentTwiceAndWhatWasSentIsNotSentAgain() throws {
        let channel = try ChannelHouse()
        _ = try channel.issued(try channel.doctor())
        XCTAssertEqual(try channel.deliver().sent, 2)
        XCTAssertEqual(try channel.deliver(), Outbox.Turn())
        channel.house.pass(86_400)
        XCTAssertEqual(try channel.deliver(), Outbox.Turn())
        XCTAssertEqual(channel.telephones.messages.count, 2)
    }

    func testASenderThatIsDownIsAskedAgainLaterAndLaterAndThenGivenUp() throws {
        let channel = try ChannelHouse(
            ChannelHouse.policy { ($0.sendings, $0.pauseSeconds, $0.activation) = (3, 30, nil) })
        _ = try channel.issued(try channel.doctor())
        channel.telephones.fail(.unavailable("down"))
        XCTAssertEqual(try channel.deliver().delayed, 1)
        XCTAssertEqual(try channel.deliver(), Outbox.Turn(), "not yet")
        channel.house.pass(30)
        XCTAssertEqual(try channel.deliver().delayed, 1)
        channel.house.pass(59)
        XCTAssertEqual(try channel.deliver(), Outbox.Turn(), "twice as long")
        channel.house.pass(1)
        XCTAssertEqual(try channel.deliver().givenUp, 1)
        let failed = try XCTUnwrap(try channel.house.records.messages(in: .failed).first)
        XCTAssertEqual(failed.attempts, 3)
        XCTAssertEqual(failed.failure, "down")
        XCTAssertTrue(try channel.audit(AuditAct.noticeSent).contains { $0.details.contains("\"failed\"") })
        // The operator mends the sender and says so.
        channel.telephones.fail(nil)
        XCTAssertEqual(try channel.deliver(), Outbox.Turn())
        XCTAssertEqual(try channel.house.records.retryMessages(by: "operator", at: channel.house.clock.now), 1)
        XCTAssertEqual(try channel.deliver().sent, 1)
    }

    func testAMessageThatItsSenderWillNeverTakeIsGivenUpAtOnce() throws {
        let channel = try ChannelHouse()
        _ = try channel.issued(try channel.doctor())
        channel.telephones.fail(.refused("no such number"))
        XCTAssertEqual(try channel.deliver().givenUp, 2)
    }

    func testAProcessThatEndsWhileItSendsLeavesTheMessageUnderItsId() throws {
        let channel = try ChannelHouse(ChannelHouse.policy { $0.activation = nil })
        _ = try channel.issued(try channel.doctor())
        let taken = try XCTUnwrap(try channel.house.records.takeMessage(at: channel.house.clock.now, for: 120))
        XCTAssertNil(
            try channel.house.records.takeMessage(at: channel.house.clock.now, for: 120), "one sender at a time")
        channel.house.pass(121)
        XCTAssertEqual(try channel.deliver().sent, 1)
        XCTAssertEqual(channel.telephones.messages.map(\.id), [taken.id])
    }

    func testTheRegistersTelephoneGoesBeforeTheOneThatAnOfficerTyped() throws {
        var channel = try ChannelHouse()
        channel.desk.registry = Register(mobile: "0912 999 9999".filter { $0 != " " })
        // A ghost is enrolled under a real doctor's licence, with the officer's own telephone.
        let ghost = try channel.doctor(mobile: "09120000666")
        let id = try channel.issued(ghost)
        XCTAssertEqual(try channel.deliver().sent, 2)
        XCTAssertEqual(Set(channel.telephones.messages.map(\.address.revealed)), ["+989129999999"])
        XCTAssertNil(channel.telephones.last(to: "+989120000666"))
        XCTAssertTrue(
            try channel.audit(AuditAct.noticeSent).allSatisfy { $0.details.contains("\"registered\":\"true\"") })
        // Without the code the certificate never becomes good.
        assertRefused(.handling(.activationMissing(application: id))) {
            try channel.desk.accept(id, channel.proof(id, ghost))
        }
        // The control: a register without a telephone leaves the form's.
        var other = try ChannelHouse()
        other.desk.registry = Register()
        _ = try other.issued(try other.doctor())
        try other.deliver()
        XCTAssertNotNil(other.telephones.last(to: ChannelHouse.mobile))
    }

    func testWhileTheRegisterIsDownNobodyElseIsWrittenTo() throws {
        var channel = try ChannelHouse(ChannelHouse.policy { $0.activation = nil })
        channel.desk.registry = Register(mobile: "09129999999")
        _ = try channel.issued(try channel.doctor())
        channel.desk.registry = Register(failure: .timedOut(allowed: 100))
        XCTAssertEqual(try channel.deliver().delayed, 1)
        XCTAssertTrue(channel.telephones.messages.isEmpty)
        channel.desk.registry = Register(mobile: "09129999999")
        channel.house.pass(30)
        XCTAssertEqual(try channel.deliver().sent, 1)
        XCTAssertEqual(channel.telephones.messages.map(\.address.revealed), ["+989129999999"])
    }

    func testACodeThatANewerOneReplacedIsNotSent() throws {
        let channel = try ChannelHouse()
        let id = try channel.issued(try channel.doctor())
        channel.house.pass(61)
        try channel.desk.sendActivation(id)
        let turn = try channel.deliver()
        XCTAssertEqual(turn.dropped, 1)
        XCTAssertEqual(turn.sent, 2)
        XCTAssertEqual(channel.telephones.messages.filter { $0.kind == .activation }.count, 1)
    }

    func testManySendersAtOnceSendEachMessageOnce() throws {
        let channel = try ChannelHouse(ChannelHouse.policy { $0.activation = nil })
        for number in 0..<6 {
            _ = try channel.issued(
                try channel.doctor(
                    ["9990000018", "9990000026", "9990000034", "9990000042", "9990000050", "9990000069"][number],
                    licence: "10\(number)"))
        }
        let outbox = try channel.outbox()
        DispatchQueue.concurrentPerform(iterations: 4) { _ in _ = try? outbox.deliver() }
        XCTAssertEqual(channel.telephones.messages.count, 6)
        XCTAssertEqual(Set(channel.telephones.messages.map(\.id)).count, 6)
    }
}
