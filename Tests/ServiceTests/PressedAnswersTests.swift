// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import JSON
import PKIX
import Records
import Revocation
import TestSupport
import XCTest

@testable import Service

/// Answers signed ahead of a change are not given after it: not by a process that begins, not by a file that was being
/// made meanwhile.
final class PressedAnswersTests: XCTestCase {
    /// A house with a doctor, and how one asks about them.
    private struct Scene {
        let house: HouseFixture
        let doctor: HouseFixture.Person
        let question: [UInt8]

        init() throws {
            house = try HouseFixture()
            doctor = try house.enrolDoctor(try house.officer(.enterer), try house.officer(.approver))
            try house.service.refreshStatus()
            let issuer = try XCTUnwrap(house.service.authorities["health"])
            question = OCSPRequest.make([try CertID(serialNumber: doctor.certificate.serialNumber, issuer: issuer)])
        }

        /// Revoked, and nobody was told: as when the process was killed right after.
        func revoke() throws {
            try house.service.clerk.revoke(
                CertificateReference(authority: "health", serial: doctor.certificate.serialNumber),
                reason: .keyCompromise, because: "lost", by: "tests", at: .now())
        }

        /// What is answered without signing; nil for nothing.
        func ready(_ service: MohrService) throws -> CertificateStatus? {
            try service.responder.cachedAnswer(question).flatMap { try status($0) }
        }

        func status(_ answer: OCSPAnswer) throws -> CertificateStatus? {
            try OCSPResponse(der: answer.der).basic?.responses.first?.status
        }

        /// The same home as a process that begins now sees it.
        func begin() throws -> MohrService {
            try MohrService(
                home: house.service.home, configuration: house.service.configuration, passphrase: house.passphrase,
                roles: [.validationAuthority], opening: .forOneCommand)
        }
    }

    func testAProcessThatBeginsDoesNotAnswerFromAFileOfBeforeTheRevocation() throws {
        let scene = try Scene()
        try scene.house.service.pressAnswers()
        let before = try scene.begin()
        XCTAssertEqual(try scene.ready(before), .good, "control: from the file")
        before.records.close()
        try scene.revoke()
        let after = try scene.begin()
        defer { after.records.close() }
        XCTAssertNil(try scene.ready(after))
        guard case .revoked = try scene.status(after.responder.answer(scene.question)) else {
            return XCTFail("not revoked")
        }
    }

    func testAFileIsNotHandedOutWithWhatChangedWhileItWasMade() throws {
        let scene = try Scene()
        let service = scene.house.service
        // The statuses that the file is made of were read before.
        try scene.revoke()
        try service.pressAnswers()
        XCTAssertFalse(service.responder.answerStores.isEmpty)
        XCTAssertNil(try scene.ready(service))
        try service.refreshStatus()
        guard case .revoked = try scene.ready(service) else { return XCTFail("not revoked") }
    }

    /// Two threads take changes in; the one that read first comes last.
    func testWhatWasReadEarlierIsNotHandedOnAfterWhatWasReadLater() throws {
        let scene = try Scene()
        let service = scene.house.service
        let reference = CertificateReference(authority: "health", serial: scene.doctor.certificate.serialNumber)
        let early = service.status.reading
        try scene.revoke()
        try service.refreshStatus()
        let late = service.status.reading
        func told() throws -> (RecordedStatus?, CertificateStatus?) {
            (
                service.snapshots.status.index.status(of: reference, at: .now())?.status,
                try scene.status(service.responder.answer(scene.question))
            )
        }
        func handOn(_ reading: CurrentStatus.Reading) {
            service.snapshots.take(reading.index, at: reading.asOf)
            service.responder.replace(index: reading.index, asOf: reading.asOf)
        }
        handOn(early)
        XCTAssertEqual(try told().0, .revoked)
        guard case .revoked = try told().1 else { return XCTFail("not revoked") }
        // What is not believed any more, of the same moment, is newer; and stays.
        let doubting = late.index.distrusting([reference])
        service.snapshots.take(doubting, at: late.asOf)
        service.responder.replace(index: doubting, asOf: late.asOf)
        handOn(late)
        XCTAssertNil(try told().0)
        guard case .unknown = try told().1 else { return XCTFail("believed again") }
    }

    /// Answers about much are added for many seconds; meanwhile somebody is told of another change.
    func testNoFileIsAnsweredFromAsBeforeWhileAnotherThreadSigns() throws {
        let scene = try Scene()
        let service = scene.house.service
        try service.pressAnswers()
        let gate = Gate()
        let answers = StatusAnswers(
            folder: service.home.answers, plan: service.responder.plan, writes: true, clock: gate.clock)
        let responders = service.responding.all
        XCTAssertEqual(
            answers.open(for: ["health"], service.status.reading, service.records, into: service.responder), [])
        _ = try scene.house.officer(.enterer)
        XCTAssertEqual(try scene.ready(service), .good, "control: from the file")
        let before = try service.status.refresh()
        gate.close()
        let added = expectation(description: "added")
        Thread {
            try? answers.add(before, service.records, by: responders)
            added.fulfill()
        }.start()
        gate.waitForSomebody()
        try scene.revoke()
        let reading = try service.status.refresh()
        let taken = expectation(description: "taken in")
        Thread {
            try? answers.takeIn(reading, service.records, into: service.responder)
            // Nor does this one wait: who is at it, or the next turn, adds it.
            try? answers.add(reading, service.records, by: responders)
            taken.fulfill()
        }.start()
        wait(for: [taken], timeout: 60)
        XCTAssertNil(try scene.ready(service))
        gate.open()
        wait(for: [added], timeout: 60)
        XCTAssertNil(try scene.ready(service))
        try answers.addRest(service.records, by: responders)
        guard case .revoked = try scene.ready(service) else { return XCTFail("not added") }
    }

    /// Without its responder an authority's answers cannot be added to; what has changed is not told from the file.
    func testWhatCannotBeAddedIsNotAnsweredAsBefore() throws {
        let scene = try Scene()
        let service = scene.house.service
        try service.pressAnswers()
        XCTAssertEqual(try scene.ready(service), .good, "control: from the file")
        try scene.revoke()
        let reading = try service.status.refresh()
        try service.answers.takeIn(reading, service.records, into: service.responder)
        XCTAssertThrowsError(try service.answers.add(reading, service.records, by: []))
        XCTAssertNil(try scene.ready(service))
    }

    /// Between the opening of a house and that of its listeners keys are asked for and lists signed.
    func testTheFirstWhoAsksIsToldWhatHappenedSinceTheHouseWasOpened() throws {
        let scene = try Scene()
        let service = try scene.begin()
        XCTAssertEqual(try scene.status(service.responder.answer(scene.question)), .good, "control")
        try scene.revoke()
        let host = try ServiceHost(service, passphrase: scene.house.passphrase) { _ in }
        defer { host.stop() }
        guard case .revoked = try scene.status(service.responder.answer(scene.question)) else {
            return XCTFail("not revoked")
        }
        let reference = CertificateReference(authority: "health", serial: scene.doctor.certificate.serialNumber)
        XCTAssertEqual(service.snapshots.status.index.status(of: reference, at: .now())?.status, .revoked)
    }

    /// Whoever revokes may be another machine.
    func testARevocationByAClockThatIsAheadHoldsAtOnce() throws {
        let scene = try Scene()
        let house = scene.house
        let before = Instant.now()
        func told(_ query: String = "") throws -> String? {
            let answer = house.askPublicly("GET", "/v1/status/\(Hex.encode(scene.doctor.certificate.sha256))\(query)")
            return try JSONReader.read(answer.body)["certificateStatus"]?["status"]?.text
        }
        XCTAssertEqual(try told(), "good", "control")
        Thread.sleep(forTimeInterval: 1.1)
        try house.service.clerk.revoke(
            CertificateReference(authority: "health", serial: scene.doctor.certificate.serialNumber),
            reason: .keyCompromise, because: "lost", by: "tests", at: Instant.now().advanced(bySeconds: 30))
        try house.service.refreshStatus()
        XCTAssertEqual(try told(), "revoked")
        XCTAssertEqual(try told("?at=\(before.rfc3339)"), "good")
        let report = try house.verdict(on: try house.sign("{}", by: scene.doctor), purpose: "signature")
        XCTAssertEqual(report["signatures"]?.elements?.first?["certificateStatus"]?["status"]?.text, "revoked")
        XCTAssertNotEqual(report["decision"]?.text, "accept")
    }
}

/// A clock that somebody can be kept waiting at.
private final class Gate: @unchecked Sendable {
    private let condition = NSCondition()
    private var isClosed = false
    private var waiting = 0

    var clock: @Sendable () -> Instant {
        { [self] in
            condition.withLock {
                waiting += 1
                condition.broadcast()
                while isClosed { condition.wait() }
                waiting -= 1
            }
            return .now()
        }
    }

    func close() { condition.withLock { isClosed = true } }

    func open() {
        condition.withLock {
            isClosed = false
            condition.broadcast()
        }
    }

    func waitForSomebody() { condition.withLock { while waiting == 0 { condition.wait() } } }
}
