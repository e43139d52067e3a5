// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Foundation
import Identity
import PKIX
import Records
import TestSupport
import XCTest

/// Whoever holds a certificate is told when somebody else changes its status (ETSI EN 319 411-1 REV-6.3.9-03).
final class StatusNoticeTests: XCTestCase {
    /// A house that tells of changes, with an accepted certificate; nothing waits to be sent.
    private func scene(telling seconds: Int64? = 7 * 86_400) throws -> (ChannelHouse, String, CertificateReference) {
        let channel = try ChannelHouse()
        channel.house.records.announce(
            Announcements(
                activation: ChannelHouse.policy().channel.activation, noticeSeconds: 86_400, changeSeconds: seconds))
        let id = try channel.accepted(try channel.doctor())
        XCTAssertEqual(try channel.deliver(), Outbox.Turn(), "an acceptance is the holder's own act")
        channel.house.pass()
        return (channel, id, try channel.reference(id))
    }

    private func kinds(_ channel: ChannelHouse) -> [MessageKind] {
        channel.telephones.messages.map(\.kind).filter { $0 != .activation && $0 != .issued }
    }

    func testTheHolderHearsOfEachStepOfAnOfficerOnce() throws {
        let (channel, _, reference) = try scene()
        let records = channel.house.records
        try records.hold(reference, because: "a call", by: "zahra", at: channel.house.clock.now)
        XCTAssertEqual(try channel.deliver().sent, 1)
        channel.house.pass(60)
        try records.release(reference, because: "a call", by: "zahra", at: channel.house.clock.now)
        channel.house.pass(60)
        try records.revoke(reference, reason: .keyCompromise, because: "lost", by: "zahra", at: channel.house.clock.now)
        // Sent later, and still in the order and with the time of what happened.
        channel.house.pass(3_600)
        XCTAssertEqual(try channel.deliver().sent, 2)
        XCTAssertEqual(kinds(channel), [.suspended, .released, .revoked])
        XCTAssertEqual(Set(channel.telephones.messages.map(\.address.revealed)), [ChannelHouse.mobile])
        // The same act again changes nothing and says nothing; one that is refused neither.
        try records.change(
            .revoke(reason: .keyCompromise, invalidityDate: nil), of: [reference], because: "again", by: "zahra",
            at: channel.house.clock.now)
        XCTAssertThrowsError(
            try records.hold(reference, because: "late", by: "zahra", at: channel.house.clock.now))
        XCTAssertEqual(try channel.deliver(), Outbox.Turn())
    }

    func testWhatIsSaidNamesTheCertificateTheTimeAndWhetherAnotherTookItsPlace() throws {
        for (reason, isReplaced) in [(RevocationReason.superseded, true), (.keyCompromise, false)] {
            let (channel, _, reference) = try scene()
            let time = channel.house.clock.now
            try channel.house.records.revoke(reference, reason: reason, because: "x", by: "zahra", at: time)
            channel.house.pass(86_400)
            let said = Facts()
            let outbox = Outbox(
                channel.desk, sender: channel.telephones, key: try XCTUnwrap(channel.desk.channelKey),
                address: "http://mohr.test"
            ) { _, facts in
                said.keep(facts)
                return "–"
            }
            XCTAssertEqual(try outbox.deliver().sent, 1)
            XCTAssertEqual(said.last["time"], time.rfc3339)
            XCTAssertEqual(said.last["serial"], String(reference.serial.hex.suffix(8)))
            XCTAssertEqual(said.last["replaced"] != nil, isReplaced)
            XCTAssertNil(said.last["link"])
        }
    }

    func testManyAtOnceAreARowEachAndNobodysTwice() throws {
        let channel = try ChannelHouse()
        channel.house.records.announce(Announcements(changeSeconds: 86_400))
        var references: [CertificateReference] = []
        for (number, licence) in [("9990000018", "1"), ("9990000026", "2"), ("9990000034", "3")] {
            references.append(
                try channel.reference(channel.issued(try channel.doctor(number, licence: "12345" + licence))))
        }
        let act = StatusAct.revoke(reason: .cessationOfOperation, invalidityDate: nil)
        for _ in 0..<2 {
            try channel.house.records.change(
                act, of: references, because: "closed", by: "zahra", at: channel.house.clock.now)
        }
        XCTAssertEqual(try channel.house.records.messages(in: .waiting).map(\.kind), [.revoked, .revoked, .revoked])
        XCTAssertEqual(try channel.deliver().sent, 3)
    }

    func testWhatHoldersDoThemselvesIsToldInItsOwnWordsOnly() throws {
        let (channel, _, reference) = try scene()
        _ = try channel.house.records.holdForHolder(reference, by: .code, for: 3_600, at: channel.house.clock.now)
        XCTAssertEqual(try channel.deliver().sent, 1)
        channel.house.pass(3_601)
        XCTAssertEqual(try channel.desk.tidyChannel(), 1)
        XCTAssertEqual(try channel.deliver().sent, 1)
        XCTAssertEqual(kinds(channel), [.held, .lifted])
    }

    func testAHouseThatTellsNobodyWritesNothing() throws {
        let (channel, _, reference) = try scene(telling: nil)
        try channel.house.records.revoke(
            reference, reason: .keyCompromise, because: "lost", by: "zahra", at: channel.house.clock.now)
        XCTAssertEqual(try channel.house.records.messages(in: .waiting), [])
    }

    func testACodeGoesBeforeEveryNoticeAndNoticesThatWaitAreNotLate() throws {
        let (channel, _, reference) = try scene()
        let records = channel.house.records
        for _ in 0..<20 {
            try records.hold(reference, because: "x", by: "zahra", at: channel.house.clock.now)
            try records.release(reference, because: "x", by: "zahra", at: channel.house.clock.now)
        }
        channel.house.pass(10)
        XCTAssertEqual(try records.waitingMessages(limit: 100).count, 40)
        XCTAssertEqual(try records.waitingMessages(limit: 7).count, 7)
        XCTAssertNil(try records.waitingMessages(limit: 100).oldest)
        try channel.desk.askToSignIn("9990000018", from: "192.0.2.1")
        let asked = channel.house.clock.now
        XCTAssertEqual(try records.waitingMessages(limit: 100).oldest, asked)
        let turn = try channel.outbox().deliver(limit: 1)
        XCTAssertEqual(turn.sent, 1)
        XCTAssertTrue(turn.isFull)
        XCTAssertEqual(channel.telephones.messages.last?.kind, .signIn)
        // One that was tried in vain is late when it is old.
        channel.telephones.fail(.unavailable("down"))
        XCTAssertEqual(try channel.outbox().deliver(limit: 1).delayed, 1)
        XCTAssertNotNil(try records.waitingMessages(limit: 100).oldest)
    }

    /// What the composer was given last.
    private final class Facts: @unchecked Sendable {
        private let lock = NSLock()
        private var kept: [String: String] = [:]

        var last: [String: String] { lock.withLock { kept } }
        func keep(_ facts: [String: String]) { lock.withLock { kept = facts } }
    }
}
