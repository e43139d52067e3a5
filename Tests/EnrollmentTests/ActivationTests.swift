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

/// Acceptance takes the new key and the code that went to the holder's telephone.
final class ActivationTests: XCTestCase {
    func testTheCodeAndTheKeyTogetherAcceptAndNeitherAlone() throws {
        let channel = try ChannelHouse()
        let doctor = try channel.doctor()
        let id = try channel.issued(doctor)
        XCTAssertTrue(channel.telephones.messages.isEmpty)
        XCTAssertEqual(try channel.deliver().sent, 2)
        XCTAssertEqual(channel.telephones.messages.map(\.kind.rawValue).sorted(), ["activation", "issued"])
        let code = try channel.code()
        XCTAssertEqual(code.count, 6)
        let proof = try channel.proof(id, doctor)

        assertRefused(.handling(.activationMissing(application: id))) { try channel.desk.accept(id, proof) }
        let stranger = AcceptanceProof(signature: try PrivateKey.generate(.p256).sign([1], by: .ecdsa(.sha256)))
        assertRefused(.acceptanceProof(application: id)) { try channel.desk.accept(id, stranger, code: code) }
        assertRefused(.handling(.activationWrong(application: id, left: 2))) {
            try channel.desk.accept(id, proof, code: ChannelHouse.other(than: code))
        }
        XCTAssertEqual(try channel.status(id), .pendingAcceptance)
        // As a person types it: Persian digits, a space between.
        let typed = code.unicodeScalars.map { String(UnicodeScalar($0.value - 0x30 + 0x6F0)!) }.joined()
        XCTAssertEqual(
            try channel.desk.accept(id, proof, code: "\(typed.prefix(3)) \(typed.suffix(3))").state, .accepted)
        XCTAssertEqual(try channel.status(id), .good)
        let outcomes = try channel.audit(AuditAct.activationTried).map(\.details)
        XCTAssertEqual(outcomes.count, 2)
        XCTAssertTrue(outcomes[0].contains("\"wrong\"") && outcomes[1].contains("\"right\""), "\(outcomes)")
    }

    func testACodeLocksAfterItsTriesAndANewOneIsNeeded() throws {
        let channel = try ChannelHouse()
        let doctor = try channel.doctor()
        let id = try channel.issued(doctor)
        try channel.deliver()
        let code = try channel.code()
        let proof = try channel.proof(id, doctor)
        for left in [2, 1] {
            assertRefused(.handling(.activationWrong(application: id, left: left))) {
                try channel.desk.accept(id, proof, code: ChannelHouse.other(than: code))
            }
        }
        assertRefused(.handling(.activationSpent(application: id))) {
            try channel.desk.accept(id, proof, code: ChannelHouse.other(than: code))
        }
        // The right one comes too late.
        assertRefused(.handling(.activationSpent(application: id))) {
            try channel.desk.accept(id, proof, code: code)
        }
        XCTAssertTrue(try channel.audit(AuditAct.activationTried).contains { $0.details.contains("\"locked\"") })
        channel.house.pass(120)
        try channel.desk.sendActivation(id)
        try channel.deliver()
        let next = try channel.code()
        XCTAssertNotEqual(next, code)
        assertRefused(.handling(.activationWrong(application: id, left: 2))) {
            try channel.desk.accept(id, proof, code: code)
        }
        XCTAssertEqual(try channel.desk.accept(id, proof, code: next).state, .accepted)
    }

    func testCodesAreSentAgainOnlySoOftenAndSoFast() throws {
        let channel = try ChannelHouse()
        let id = try channel.issued(try channel.doctor())
        let first = channel.house.clock.now
        assertRefused(.handling(.activationTooOften(application: id, again: first.advanced(bySeconds: 60)))) {
            try channel.desk.sendActivation(id)
        }
        for _ in 0..<2 {
            channel.house.pass(61)
            try channel.desk.sendActivation(id, by: channel.house.officer("maryam"))
        }
        channel.house.pass(61)
        assertRefused(.handling(.activationTooOften(application: id, again: first.advanced(bySeconds: 86_400)))) {
            try channel.desk.sendActivation(id)
        }
        channel.house.clock.now = first.advanced(bySeconds: 86_401)
        try channel.desk.sendActivation(id)
        assertRefused(.officerOfOtherOffice(officer: "omid", seen: "chamber", allowed: "council")) {
            try channel.desk.sendActivation(id, by: channel.house.officer("omid"))
        }
    }

    func testACodeHasItsTime() throws {
        let channel = try ChannelHouse()
        let doctor = try channel.doctor()
        let id = try channel.issued(doctor)
        let end = channel.house.clock.now.advanced(bySeconds: 86_400)
        try channel.deliver()
        let code = try channel.code()
        channel.house.clock.now = end.advanced(bySeconds: 1)
        assertRefused(.handling(.activationExpired(application: id, since: end))) {
            try channel.desk.accept(id, channel.proof(id, doctor), code: code)
        }
    }

    func testAnotherPersonsCodeIsWrongAndASpentOneIsNone() throws {
        let channel = try ChannelHouse()
        let (doctor, colleague) = (
            try channel.doctor(), try channel.doctor("9990000026", licence: "777", mobile: "09120000026")
        )
        let (id, other) = (try channel.issued(doctor), try channel.issued(colleague))
        try channel.deliver()
        let (code, foreign) = (try channel.code(), try channel.code(to: "+989120000026"))
        XCTAssertNotEqual(code, foreign)
        assertRefused(.handling(.activationWrong(application: id, left: 2))) {
            try channel.desk.accept(id, channel.proof(id, doctor), code: foreign)
        }
        try channel.desk.accept(id, channel.proof(id, doctor), code: code)
        XCTAssertEqual(try channel.status(other), .pendingAcceptance)
        assertRefused(.applicationMoved(id: id, seen: .accepted, allowed: [.issued])) {
            try channel.desk.sendActivation(id)
        }
    }

    func testTheRecordsHoldNoCodeAndNoTelephoneInTheOutbox() throws {
        let channel = try ChannelHouse()
        _ = try channel.issued(try channel.doctor())
        let waiting = try channel.house.records.messages(in: .waiting)
        XCTAssertEqual(waiting.count, 2)
        try channel.deliver()
        let code = try channel.code()
        let messages = try channel.house.records.messages()
        XCTAssertFalse("\(messages)".contains(code))
        XCTAssertFalse("\(messages)".contains("120000018"))
        let record = try XCTUnwrap(
            try channel.house.records.newestCode(
                for: .activation, of: messages.first { $0.kind == .activation }!.subject))
        XCTAssertFalse("\(record)".contains(code))
        // The same id under another key is another code: who has the records alone can work nothing out.
        var elsewhere = channel
        elsewhere.desk.channelKey = ChannelKey { KeyedDigest(key: [UInt8](repeating: 8, count: 32)) }
        try channel.house.records.retryMessages(by: "test", at: channel.house.clock.now)
        let lines = try channel.house.records.auditLines(from: 0, limit: 10_000)
        XCTAssertFalse(lines.contains { $0.details.contains(code) || $0.details.contains("120000018") })
    }

    func testAnApplicationWithoutATelephoneIsNotTakenWhereACodeIsAskedFor() throws {
        let channel = try ChannelHouse()
        var doctor = try channel.doctor()
        doctor.values[.mobile] = nil
        assertRefused(.fieldMissing(.mobile, profile: "doctor-signing")) {
            try channel.desk.apply(doctor.form, office: "council", csr: doctor.csr())
        }
    }

    func testAHouseThatAsksForNoCodeAcceptsAsBefore() throws {
        let channel = try ChannelHouse(ChannelHouse.policy { $0.activation = nil })
        let doctor = try channel.doctor()
        let id = try channel.issued(doctor)
        XCTAssertFalse(try channel.desk.needsActivation(id))
        XCTAssertEqual(try channel.desk.accept(id, channel.proof(id, doctor)).state, .accepted)
        assertRefused(.applicationMoved(id: id, seen: .accepted, allowed: [.issued])) {
            try channel.desk.sendActivation(id)
        }
    }
}
