// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

/// Answers signed ahead, in a file: what is served when there is neither key nor database.
final class AnswerFileTests: XCTestCase {
    struct Pressed {
        let house: House
        let press: AnswerPress
        let plan: AnswerPlan
        let (good, revoked, held): (Issued, Issued, Issued)

        init(at now: Instant = TestPKI.now) throws {
            house = try House(at: now)
            plan = try AnswerPlan(lifetimeSeconds: 57_600)
            press = AnswerPress(
                folder: house.folder.path("answers"), authority: "health", plan: plan, clock: house.clock.reading)
            (good, revoked, held) = try (house.issue(), house.issue(), house.issue())
            for _ in 0..<5 { _ = try house.issue() }
            try house.clerk.revoke(revoked.reference, reason: .keyCompromise, because: "", by: "m", at: now)
            try house.clerk.hold(held.reference, because: "", by: "m", at: now)
        }

        func store(_ threads: Int = 2) throws -> AnswerStore {
            try press.press(try house.status().reading, by: [try house.responding()], threads: threads)
        }

        /// A responder without key and without index.
        func keyless(_ store: AnswerStore) -> StatusResponder {
            let responder = StatusResponder(
                authorities: [], index: Nothing(), asOf: house.clock.now, plan: plan, clock: house.clock.reading)
            responder.answer(from: [store])
            return responder
        }

        func ask(_ responder: StatusResponder, _ issued: Issued) throws -> OCSPAnswer {
            responder.answer(OCSPRequest.make([try issued.certID(issuer: house.health)]))
        }

        func status(_ answer: OCSPAnswer) throws -> CertificateStatus {
            let basic = try XCTUnwrap(try OCSPResponse(der: answer.der).basic)
            XCTAssertTrue(basic.isSigned(by: try house.responder.certificate.publicKey()))
            return try XCTUnwrap(basic.responses.first).status
        }
    }

    private struct Nothing: IssuedCertificates {
        let position = 0
        func issued(_ reference: CertificateReference) -> IssuedCertificate? { nil }
        func forEachIssued(_ body: (CertificateReference, IssuedCertificate) -> Void) {}
    }

    func testAnswersAreGivenWithNeitherKeyNorDatabaseUntilTheirTimeIsOver() throws {
        let pressed = try Pressed()
        let store = try pressed.store()
        pressed.house.records.close()
        let responder = pressed.keyless(store)
        let now = pressed.house.clock.now
        XCTAssertEqual(store.file.count, 8)
        let expected: [(Issued, CertificateStatus)] = [
            (pressed.good, .good), (pressed.revoked, .revoked(at: now, reason: .keyCompromise)),
            (pressed.held, .revoked(at: now, reason: .certificateHold)),
        ]
        for seconds in [0, 10_000, 57_599] as [Int64] {
            pressed.house.clock.now = now.advanced(bySeconds: seconds)
            for (issued, status) in expected {
                let answer = try pressed.ask(responder, issued)
                XCTAssertEqual(answer.status, .successful)
                XCTAssertEqual(try pressed.status(answer), status)
                XCTAssertGreaterThan(try XCTUnwrap(answer.nextUpdate), pressed.house.clock.now)
                XCTAssertNotNil(
                    responder.cachedAnswer(OCSPRequest.make([try issued.certID(issuer: pressed.house.health)])))
            }
        }
        let single = try XCTUnwrap(
            try OCSPResponse(der: try pressed.ask(responder, pressed.good).der).basic?.responses[0])
        XCTAssertEqual(single.certHash?.matches(pressed.good.certificate), true)
        XCTAssertNotNil(single.archiveCutoff)
        // Then nothing old is given out.
        pressed.house.clock.now = now.advanced(bySeconds: 57_600)
        XCTAssertNotEqual(try pressed.ask(responder, pressed.good).status, .successful)
    }

    func testWhatChangesRidesInTheOverlayOfEveryProcess() throws {
        let pressed = try Pressed()
        let house = pressed.house
        let status = try house.status()
        let store = try pressed.press.press(status.reading, by: [try house.responding()])
        let elsewhere = try AnswerStore(path: pressed.press.path, plan: pressed.plan)
        let responders = [pressed.keyless(store), pressed.keyless(elsewhere)]
        func change(_ act: () throws -> Void) throws {
            house.clock.advance(bySeconds: 5)
            try act()
            try pressed.press.add(
                to: store, try status.refresh(), try house.records.statusChanges(since: store.position),
                by: [try house.responding()])
            elsewhere.refresh()
        }
        try change {
            try house.clerk.revoke(
                pressed.good.reference, reason: .superseded, because: "", by: "m", at: house.clock.now)
        }
        for responder in responders {
            XCTAssertEqual(
                try pressed.status(try pressed.ask(responder, pressed.good)),
                .revoked(at: house.clock.now, reason: .superseded))
        }
        var new: Issued?
        try change { new = try house.issue() }
        try change {
            try house.clerk.release(pressed.held.reference, because: "", by: "m", at: house.clock.now)
        }
        for responder in responders {
            for issued in [try XCTUnwrap(new), pressed.held] {
                XCTAssertEqual(try pressed.status(try pressed.ask(responder, issued)), .good)
            }
        }
        XCTAssertEqual(store.changes, 3)
        XCTAssertEqual(elsewhere.position, store.position)
        // Another start finds the same.
        XCTAssertEqual(try AnswerStore(path: pressed.press.path, plan: pressed.plan).changes, 3)
        // A new file has it all, and no overlay.
        let next = try pressed.press.press(try status.refresh(), by: [try house.responding()])
        XCTAssertEqual(next.changes, 0)
        XCTAssertEqual(next.file.count, 9)
        XCTAssertEqual(try pressed.status(try pressed.ask(pressed.keyless(next), pressed.held)), .good)
    }

    /// Two threads take changes in; the one that read first writes last.
    func testWhatWasReadEarlierDoesNotCountAfterWhatWasReadLater() throws {
        let pressed = try Pressed()
        let house = pressed.house
        let status = try house.status()
        let store = try pressed.press.press(status.reading, by: [try house.responding()])
        let start = store.position
        let new = try house.issue()
        let (early, earlier) = (try status.refresh(), try house.records.statusChanges(since: start))
        try house.clerk.revoke(new.reference, reason: .superseded, because: "", by: "m", at: house.clock.now)
        let (late, later) = (try status.refresh(), try house.records.statusChanges(since: start))
        try pressed.press.add(to: store, late, later, by: [try house.responding()])
        try pressed.press.add(to: store, early, earlier, by: [try house.responding()])
        for store in [store, try AnswerStore(path: pressed.press.path, plan: pressed.plan)] {
            XCTAssertEqual(
                try pressed.status(try pressed.ask(pressed.keyless(store), new)),
                .revoked(at: house.clock.now, reason: .superseded))
        }
    }

    func testATornOverlayIsReadUpToTheTear() throws {
        let pressed = try Pressed()
        let house = pressed.house
        let status = try house.status()
        let store = try pressed.press.press(status.reading, by: [try house.responding()])
        for issued in [pressed.good, pressed.held] {
            try house.clerk.revoke(issued.reference, reason: .superseded, because: "", by: "m", at: house.clock.now)
            try pressed.press.add(
                to: store, try status.refresh(), try house.records.statusChanges(since: store.position),
                by: [try house.responding()])
        }
        let path = pressed.press.path + ".overlay"
        let whole = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        for length in 0..<whole.count {
            try Data(whole.prefix(length)).write(to: URL(fileURLWithPath: path))
            let read = try AnswerStore(path: pressed.press.path, plan: pressed.plan)
            XCTAssertLessThan(read.position, store.position)
        }
        for place in 0..<whole.count {
            var bent = whole
            bent[place] ^= 1
            try Data(bent).write(to: URL(fileURLWithPath: path))
            XCTAssertLessThan(
                try AnswerStore(path: pressed.press.path, plan: pressed.plan).position, store.position)
        }
        // Whoever writes next cuts the torn end off first.
        let closing = 4 + 25 + 8
        try Data(whole.dropLast(closing + 5)).write(to: URL(fileURLWithPath: path))
        let again = try AnswerStore(path: pressed.press.path, plan: pressed.plan)
        XCTAssertEqual(again.changes, 1)
        try pressed.press.add(
            to: again, try status.refresh(), try house.records.statusChanges(since: again.position),
            by: [try house.responding()])
        XCTAssertEqual(try AnswerStore(path: pressed.press.path, plan: pressed.plan).changes, 2)
    }

    func testACorruptFileIsRefusedAndAShortenedOneIsSurvived() throws {
        let pressed = try Pressed()
        let store = try pressed.store()
        let whole = Array(try Data(contentsOf: URL(fileURLWithPath: store.file.path)))
        let copy = pressed.house.folder.path("copy.answers")
        func open(_ bytes: [UInt8]) throws {
            try Data(bytes).write(to: URL(fileURLWithPath: copy))
            _ = try AnswerStore(path: copy, plan: pressed.plan)
        }
        XCTAssertNoThrow(try open(whole))
        for length in stride(from: 0, to: whole.count, by: 37) {
            XCTAssertThrowsError(try open(Array(whole.prefix(length))))
        }
        for place in stride(from: 0, to: whole.count, by: 23) {
            var bent = whole
            bent[place] ^= 0x40
            XCTAssertThrowsError(try open(bent), "byte \(place)")
        }
        // Numbers that lie under a digest that fits: nothing may trap.
        let foot = whole.count - AnswerFile.footBytes
        for number in 1..<8 {
            for value in [0xff, 0x7f, 0x3f, 0x01] as [UInt8] {
                var bent = whole
                bent[foot + 8 * number] = value
                bent.replaceSubrange((bent.count - 32)..., with: DigestAlgorithm.sha256.digest(bent.dropLast(32)))
                _ = try? open(bent)
            }
        }
        for row in 0..<3 {
            var bent = whole
            let table = foot - 8 * AnswerFile.rowBytes + row * AnswerFile.rowBytes
            for place in table..<(table + 32) { bent[place] = 0xee }
            bent.replaceSubrange((bent.count - 32)..., with: DigestAlgorithm.sha256.digest(bent.dropLast(32)))
            XCTAssertRefused(.answerFile(path: copy, .table)) { try open(bent) }
        }
        // Someone cuts the file short while it is answered from.
        let responder = pressed.keyless(store)
        XCTAssertEqual(try pressed.ask(responder, pressed.good).status, .successful)
        XCTAssertEqual(truncate(store.file.path, 10), 0)
        XCTAssertNotEqual(try pressed.ask(responder, pressed.good).status, .successful)
    }

    func testOtherQuestionsGoToTheResponderItself() throws {
        let pressed = try Pressed()
        let house = pressed.house
        let responder = try house.statusResponder()
        responder.answer(from: [try pressed.store()])
        let plain = OCSPRequest.make([try pressed.good.certID(issuer: house.health)])
        let first = responder.answer(plain)
        XCTAssertEqual(first.der, responder.answer(plain).der, "the one in the file")
        for question in [
            OCSPRequest.make([try pressed.good.certID(issuer: house.health)], nonce: [1, 2, 3, 4]),
            OCSPRequest.make([try pressed.good.certID(.sha256, issuer: house.health)]),
            OCSPRequest.make([
                try pressed.good.certID(issuer: house.health), try pressed.held.certID(issuer: house.health),
            ]),
        ] {
            let answer = responder.answer(question)
            XCTAssertEqual(answer.status, .successful)
            XCTAssertNotEqual(answer.der, first.der)
        }
        // A number that was never issued, a negative one with the same octets, another issuer's.
        let unknown = CertID(
            hashAlgorithm: .sha1, issuerNameHash: try pressed.good.certID(issuer: house.health).issuerNameHash,
            issuerKeyHash: try pressed.good.certID(issuer: house.health).issuerKeyHash,
            serialNumber: SerialNumber(unsigned: [0x4d, 1]))
        XCTAssertEqual(try pressed.status(responder.answer(OCSPRequest.make([unknown]))), .unknown)
        let foreign = OCSPRequest.make([try pressed.good.certID(issuer: house.root)])
        XCTAssertEqual(responder.answer(foreign).status, .unauthorized)
    }
}
