// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
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
}
