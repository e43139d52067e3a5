// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import Issuance
import PKIX
import Records
import Service
import TestSupport
import XCTest

/// SIGKILL between any two steps of an issuance: the next start says what it found, and nothing is lost or doubled.
final class CrashTests: XCTestCase {
    /// A house in which one approved application waits to be issued.
    private struct Waiting {
        let folder: TemporaryFolder
        let home: String
        let application: String
        let officer: OfficerAtDesk
        let doctor: DoctorsApplication

        init() throws {
            folder = try TemporaryFolder()
            Leftovers.removeAtExit(folder)
            home = try DemoTree.shared().copy(into: folder, as: "waiting")
            let workshop = try Workshop(home)
            defer { workshop.close() }
            let desk = workshop.service.registration
            officer = try workshop.enlist(.enterer, nationalID: "9990001006")
            let approver = try workshop.enlist(.approver, nationalID: "9990001022")
            doctor = try DoctorsApplication()
            let enterer = try desk.officer(named: officer.id)
            application = try desk.apply(
                doctor.form, office: "medical-council-tehran", csr: doctor.request, filedBy: enterer
            ).id
            _ = try desk.enter(application, by: enterer)
            _ = try desk.approve(application, by: try desk.officer(named: approver.id))
        }

        /// A copy to be killed in.
        func copy(_ name: String) throws -> String {
            let path = folder.path(name)
            try FileManager.default.copyItem(atPath: home, toPath: path)
            return path
        }
    }

    private static let waiting = Result { try Waiting() }

    /// Waits until the office can collect the certificate.
    private func collected(_ waiting: Waiting, at house: ServedHouse) throws -> Certificate {
        try Patience.wait("the certificate of \(waiting.application); \(house.complained)") {
            let answer = try waiting.officer.get("/v1/applications/\(waiting.application)/certificate", at: house)
            guard answer.value["state"] == "issued" else { return nil }
            return try answer.value["certificate"]?.text.map { try Certificate(der: try Base64.decode($0)) }
        }
    }

    /// The doctor accepts the certificate, which is on hold until then.
    private func accept(_ waiting: Waiting, at house: ServedHouse) throws {
        let path = "/v1/applications/\(waiting.application)"
        let offer = try waiting.officer.get("\(path)/certificate", at: house).value
        let statement = try Base64.decode(try XCTUnwrap(offer["acceptanceStatement"]?.text))
        let key = waiting.doctor.key
        let proof = try key.sign(statement, by: key.preferredSignatureAlgorithm)
        let answer = try waiting.officer.post(
            "\(path)/acceptance", ["signature": .string(Base64.encode(proof))], at: house)
        XCTAssertEqual(answer.response.status, 200, "\(answer.value)")
    }

    /// Kills a house at a point, starts it again, and judges what became of the application.
    private func killAndJudge(at point: IssuancePoint) throws {
        let waiting = try Self.waiting.get()
        let home = try waiting.copy(point.rawValue)
        let killed = try ServedHouse(home, stopAt: point.rawValue)
        XCTAssertEqual(try killed.end(), .killed, "\(point): \(killed.said)\(killed.complained)")

        let house = try ServedHouse(home).ready()
        let certificate = try collected(waiting, at: house)
        let lost = house.said.matches(of: #/([0-9a-fA-F]{20,})[^\n]*application ([0-9A-Z]+)/#).map {
            (serial: String($0.1).lowercased(), application: String($0.2))
        }
        // Before the intent there is nothing to find; after the filing there is nothing unfinished.
        let mayBeSigned = point == .intentRecorded || point == .signed
        XCTAssertEqual(lost.map(\.application), mayBeSigned ? [waiting.application] : [], "\(point): \(house.said)")
        for one in lost {
            XCTAssertTrue(house.said.contains("the number is revoked"), house.said)
            XCTAssertNotEqual(one.serial, certificate.serialNumber.hex.lowercased())
            let serial = try XCTUnwrap(SerialNumber(hex: one.serial))
            try assertRevoked(serial, by: certificate, at: house)
        }
        try accept(waiting, at: house)
        try Patience.wait("good, at \(point)", seconds: 10) {
            try status(certificate.serialNumber, at: house) == .good ? true : nil
        }
        XCTAssertEqual(try house.stop(), .clean)
        XCTAssertEqual(house.complained, "", "\(point)")
        try judgeRecords(of: home, waiting, certificate, lost: lost.map(\.serial), point)
    }

    private func status(_ serial: SerialNumber, at house: ServedHouse) throws -> CertificateStatus {
        let issuer = try Certificate(derOrPEM: try DemoTree.shared().bytes("health-intermediate.pem"))
        let question = OCSPRequest.make([try CertID(serialNumber: serial, issuer: issuer)])
        let answer = try HTTPClient().post(
            house.publicURL + "/ocsp", contentType: "application/ocsp-request", body: question)
        return try XCTUnwrap(OCSPResponse(der: answer.body).basic?.responses.first?.status)
    }

    private func assertRevoked(_ serial: SerialNumber, by certificate: Certificate, at house: ServedHouse) throws {
        guard case .revoked = try status(serial, at: house) else {
            return XCTFail("OCSP: \(serial.hex) is not revoked")
        }
        let entry =
            try Patience.wait("\(serial.hex) on the list") {
                try CertificateList(der: try HTTPClient().get(house.publicURL + "/crls/health.crl").body)
                    .entry(for: serial, issuer: certificate.issuer)
            } as RevokedEntry
        XCTAssertLessThanOrEqual(entry.revocationDate, Instant.now())
    }

    private func judgeRecords(
        of home: String, _ waiting: Waiting, _ certificate: Certificate, lost: [String], _ point: IssuancePoint
    ) throws {
        let records = try Records(home: home)
        defer { records.close() }
        let issuances = try records.certificates(matching: .application(waiting.application))
        XCTAssertEqual(
            issuances.filter { $0.state == .issued }.map(\.certificateSHA256), [certificate.sha256], "\(point)")
        let others = issuances.filter { $0.state != .issued }
        XCTAssertEqual(others.map(\.state), lost.map { _ in .abandoned }, "\(point)")
        XCTAssertEqual(others.map { $0.reference.serial.hex.lowercased() }, lost, "\(point)")
        XCTAssertEqual(try records.unfinishedIssuances(), [], "\(point)")
        XCTAssertEqual(try records.verifyAudit().findings, [], "\(point)")
    }

    func testEveryPointIsKnown() {
        XCTAssertEqual(
            IssuancePoint.allCases.map(\.rawValue),
            ["serialDrawn", "draftCleared", "intentRecorded", "signed", "certificateFiled"])
    }

    func testKilledAfterTheNumberWasDrawn() throws { try killAndJudge(at: .serialDrawn) }

    func testKilledAfterTheDraftWasCleared() throws { try killAndJudge(at: .draftCleared) }

    func testKilledAfterTheIntentWasRecorded() throws { try killAndJudge(at: .intentRecorded) }

    func testKilledAfterTheSignature() throws { try killAndJudge(at: .signed) }

    func testKilledAfterTheCertificateWasFiled() throws { try killAndJudge(at: .certificateFiled) }

    func testNobodyDiesWithoutBeingTold() throws {
        let waiting = try Self.waiting.get()
        let house = try ServedHouse(try waiting.copy("undisturbed"), stopAt: "nowhere").ready()
        _ = try collected(waiting, at: house)
        XCTAssertFalse(house.said.contains("An earlier run ended"), house.said)
        XCTAssertTrue(house.isRunning)
        XCTAssertEqual(try house.stop(), .clean)
    }
}
