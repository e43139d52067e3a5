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

/// What holders do without an office: they are let in by a code, look, and put on hold.
final class HolderTests: XCTestCase {
    private func link(_ channel: ChannelHouse, to number: String = ChannelHouse.mobile) throws -> String {
        let text = try XCTUnwrap(channel.telephones.last(to: number, .issued)).text.revealed
        let prefix = "http://mohr.test/mine/h/"
        let word = try XCTUnwrap(text.split(separator: " ").first { $0.hasPrefix(prefix) })
        return String(word.dropFirst(prefix.count))
    }

    func testTheLinkSuspendsOnceAndOnlyItsOwnCertificate() throws {
        let channel = try ChannelHouse()
        let (id, other) = (
            try channel.accepted(try channel.doctor()),
            try channel.accepted(
                try channel.doctor("9990000026", licence: "777", mobile: "09120000026"), mobile: "+989120000026")
        )
        let token = try link(channel)
        XCTAssertEqual(token.count, 22)
        // Looking changes nothing, however often a scanner looks.
        for _ in 0..<3 {
            XCTAssertEqual(try channel.desk.certificate(byLink: token, from: "192.0.2.1").application, id)
        }
        XCTAssertEqual(try channel.status(id), .good)
        let hold = try channel.desk.hold(byLink: token, from: "192.0.2.1")
        XCTAssertEqual(hold.way, .link)
        XCTAssertEqual(try channel.status(id), .onHold)
        XCTAssertEqual(try channel.status(other), .good)
        assertRefused(.desk(.unknownLink)) { try channel.desk.hold(byLink: token, from: "192.0.2.1") }
        assertRefused(.desk(.unknownLink)) { try channel.desk.hold(byLink: "no-such-link", from: "192.0.2.1") }
        XCTAssertEqual(try channel.audit(AuditAct.holdAsked).count, 1)
        XCTAssertEqual(try channel.deliver().sent, 1)
        XCTAssertEqual(channel.telephones.messages.last?.kind, .held)
    }

    func testALinkHasItsTime() throws {
        let channel = try ChannelHouse(ChannelHouse.policy { $0.linkSeconds = 3_600 })
        let id = try channel.accepted(try channel.doctor())
        let token = try link(channel)
        channel.house.pass(7_200)
        assertRefused(.desk(.unknownLink)) { try channel.desk.hold(byLink: token, from: "192.0.2.1") }
        XCTAssertEqual(try channel.status(id), .good)
    }

    func testALinkBeforeTheAcceptanceStopsItUntilAnOfficeHasSeenTheHolder() throws {
        let channel = try ChannelHouse()
        let doctor = try channel.doctor()
        let id = try channel.issued(doctor)
        try channel.deliver()
        let code = try channel.code()
        let hold = try channel.desk.hold(byLink: try link(channel), from: "192.0.2.1")
        XCTAssertTrue(hold.isStop)
        XCTAssertNil(hold.ends)
        XCTAssertEqual(try channel.status(id), .pendingAcceptance)
        assertRefused(.notAwaitingAcceptance(application: id, seen: .onHold)) {
            try channel.desk.accept(id, channel.proof(id, doctor), code: code)
        }
        channel.house.pass(3 * 86_400)
        XCTAssertEqual(try channel.desk.tidyChannel(), 0, "nothing lifts it by itself")
        assertRefused(.notAwaitingAcceptance(application: id, seen: .onHold)) {
            try channel.desk.accept(id, channel.proof(id, doctor), code: code)
        }
        try channel.desk.settleHold(of: try channel.reference(id), as: .lifted, by: "zahra")
        try channel.desk.sendActivation(id)
        try channel.deliver()
        XCTAssertEqual(try channel.desk.accept(id, channel.proof(id, doctor), code: channel.code()).state, .accepted)
    }

    func testAHolderIsLetInByTheCodeToTheRegisteredTelephone() throws {
        let channel = try ChannelHouse()
        let id = try channel.accepted(try channel.doctor())
        try channel.desk.askToSignIn("۹۹۹۰۰۰۰۰۱۸", from: "192.0.2.1")
        XCTAssertEqual(try channel.deliver().sent, 1)
        let code = try channel.code(.signIn)
        assertRefused(.codeRefused) {
            try channel.desk.signIn(
                .holder, "9990000018", code: ChannelHouse.other(than: code), from: "192.0.2.1")
        }
        let (token, session) = try channel.desk.signIn(.holder, "9990000018", code: code, from: "192.0.2.1")
        XCTAssertEqual(try channel.desk.session(token), session)
        XCTAssertEqual(try channel.desk.certificates(of: session).map(\.application), [id])
        // Spent.
        assertRefused(.codeRefused) {
            try channel.desk.signIn(.holder, "9990000018", code: code, from: "192.0.2.1")
        }
        // No name and no number in the log.
        let lines = try channel.house.records.auditLines(from: 0, limit: 10_000)
        XCTAssertTrue(lines.contains { $0.act == AuditAct.holderSignedIn && $0.subject.hasPrefix("holder:") })
        XCTAssertFalse(lines.contains { "\($0)".contains("9990000018") })
        channel.house.pass(901)
        XCTAssertNil(try channel.desk.session(token))
    }

    func testSomebodyUnknownIsToldTheSameAndNothingIsSent() throws {
        let channel = try ChannelHouse()
        _ = try channel.accepted(try channel.doctor())
        let before = channel.telephones.messages.count
        XCTAssertEqual(try channel.desk.askToSignIn("9990000026", from: "192.0.2.1"), "9990000026")
        XCTAssertEqual(try channel.deliver().dropped, 1)
        XCTAssertEqual(channel.telephones.messages.count, before)
        for _ in 0..<7 {
            assertRefused(.codeRefused) {
                try channel.desk.signIn(.holder, "9990000026", code: "123456", from: "192.0.2.1")
            }
        }
        // Somebody whose certificate waits to be accepted has proved nothing yet: an officer may have typed the telephone.
        let ghost = try channel.doctor("9990000034", licence: "888", mobile: "09120000666")
        _ = try channel.issued(ghost)
        try channel.deliver()
        try channel.desk.askToSignIn("9990000034", from: "192.0.2.1")
        XCTAssertEqual(try channel.deliver().dropped, 1)
    }

    func testRequestsAreCountedForThePersonAndForThePlace() throws {
        let channel = try ChannelHouse(ChannelHouse.policy { ($0.perAddress, $0.perPerson) = (5, 4) })
        // From an hour's beginning on, since counts begin on the hour.
        let start = Instant(secondsSince1970: (channel.house.clock.now.secondsSince1970 / 3_600 + 1) * 3_600)
        channel.house.clock.now = start
        for _ in 0..<4 { try channel.desk.askToSignIn("9990000018", from: "192.0.2.1") }
        assertRefused(.askedTooOften(again: start.advanced(bySeconds: 3_600))) {
            try channel.desk.askToSignIn("9990000018", from: "192.0.2.2")
        }
        try channel.desk.askToSignIn("9990000026", from: "192.0.2.1")
        assertRefused(.askedTooOften(again: start.advanced(bySeconds: 3_600))) {
            try channel.desk.askToSignIn("9990000034", from: "192.0.2.1")
        }
        try channel.desk.askToSignIn("9990000034", from: "192.0.2.3")
    }

    func testAHoldersOwnHoldLiftsByItselfUnlessAnOfficeConfirmedIt() throws {
        let channel = try ChannelHouse()
        let (id, other) = (
            try channel.accepted(try channel.doctor()),
            try channel.accepted(
                try channel.doctor("9990000026", licence: "777", mobile: "09120000026"), mobile: "+989120000026")
        )
        for (certificate, number, mobile) in [
            (id, "9990000018", ChannelHouse.mobile), (other, "9990000026", "+989120000026"),
        ] {
            try channel.desk.askToSignIn(number, from: "192.0.2.1")
            try channel.deliver()
            let session = try channel.desk.signIn(
                .holder, number, code: channel.code(to: mobile, .signIn), from: "192.0.2.1"
            ).session
            let serial = try channel.reference(certificate).serial.hex
            XCTAssertEqual(try channel.desk.hold(serial, by: session).way, .code)
            XCTAssertEqual(try channel.desk.hold(serial, by: session).state, .standing, "again is the same")
            let foreign = try channel.reference(certificate == id ? other : id).serial.hex
            assertRefused(.notInYourName(serial: foreign)) { try channel.desk.hold(foreign, by: session) }
        }
        try channel.desk.settleHold(of: try channel.reference(other), as: .confirmed, by: "zahra")
        channel.house.pass(86_399)
        XCTAssertEqual(try channel.desk.tidyChannel(), 0)
        channel.house.pass(1)
        XCTAssertEqual(try channel.desk.tidyChannel(), 1)
        XCTAssertEqual(try channel.status(id), .good)
        XCTAssertEqual(try channel.status(other), .onHold)
        XCTAssertEqual(try channel.desk.tidyChannel(), 0)
        XCTAssertEqual(try channel.house.records.statusHistory(of: channel.reference(id)).count, 4)
    }

    func testAHoldThatAnOfficerPlacedSinceIsNotLifted() throws {
        let channel = try ChannelHouse()
        let id = try channel.accepted(try channel.doctor())
        let reference = try channel.reference(id)
        _ = try channel.desk.hold(byLink: try link(channel), from: "192.0.2.1")
        try channel.house.records.release(reference, because: "seen", by: "zahra", at: channel.house.clock.now)
        channel.house.pass(60)
        try channel.house.records.hold(reference, because: "complaint", by: "zahra", at: channel.house.clock.now)
        channel.house.pass(2 * 86_400)
        XCTAssertEqual(try channel.desk.tidyChannel(), 0)
        XCTAssertEqual(try channel.status(id), .onHold)
    }

    func testWhereAnApplicationStandsIsToldToItsApplicantAlone() throws {
        let channel = try ChannelHouse()
        let doctor = try channel.doctor()
        let id = try channel.desk.apply(doctor.form, office: "council", csr: doctor.csr()).id
        try channel.desk.askToTrack(id.lowercased(), of: "9990000026", from: "192.0.2.1")
        XCTAssertEqual(try channel.deliver().dropped, 1, "another person's number")
        channel.house.pass(61)
        try channel.desk.askToTrack(id, of: "9990000018", from: "192.0.2.1")
        XCTAssertEqual(try channel.deliver().sent, 1)
        let session = try channel.desk.signIn(
            .application, id, code: channel.code(.tracking), from: "192.0.2.1"
        ).session
        XCTAssertEqual(session.scope, .application)
        XCTAssertEqual(session.subject, id)
        assertRefused(.codeRefused) { try channel.desk.certificates(of: session) }
        // A form that is only begun has its applicant too.
        let draft = try channel.desk.begin(doctor.form)
        try channel.desk.askToTrack(draft.id, of: "9990000018", from: "192.0.2.1")
        XCTAssertEqual(try channel.deliver().sent, 1)
    }
}
