// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import JSON
import PKIX
import Records
import TestSupport
import XCTest

@testable import Service

/// A certificate that its holder does not accept in time is revoked by the house itself.
final class OverdueAcceptanceTests: XCTestCase {
    func testItIsRevokedAcrossARestartAndEveryChannelSaysSo() throws {
        let house = try HouseFixture()
        let (enterer, approver) = (try house.officer(.enterer), try house.officer(.approver))
        let key = try PrivateKey.generate(.p256)
        let request = try CertificationRequest.make(
            subject: try Name([(OID.countryName, "IR"), (OID.commonName, "Sara Ahmadi")]), key: key)
        let id =
            try house.ask(
                enterer, "POST", "/v1/applications",
                HouseFixture.application(request, nationalID: house.freshNationalID())
            ).value["id"]?.text ?? ""
        XCTAssertEqual(try house.ask(enterer, "POST", "/v1/applications/\(id)/entry").status, 200)
        XCTAssertEqual(try house.ask(approver, "POST", "/v1/applications/\(id)/approval").status, 200)
        _ = try house.service.engine.runOnce()
        let record = try XCTUnwrap(house.service.records.certificates(matching: .application(id)).first)
        let der = try XCTUnwrap(house.service.records.certificate(record.reference))
        let doctor = HouseFixture.Person(id: id, key: key, certificate: try Certificate(der: der))
        let signed = try house.sign("{}", by: doctor)

        // In time nothing happens.
        try house.service.closeOverdue()
        XCTAssertEqual(try last(house.service, record)?.status, .pendingAcceptance)

        // The process ends; another begins when the time is over.
        let seconds = Int64(EnrollmentPolicy.standard.acceptanceSeconds)
        house.service.records.close()
        let clock = FixedClock(Instant.now().advanced(bySeconds: seconds + 120))
        let later = try MohrService(
            home: house.service.home, configuration: house.service.configuration, passphrase: house.passphrase,
            roles: Set(Role.allCases), clock: clock.reading)
        XCTAssertEqual(try last(later, record)?.status, .pendingAcceptance, "the control: nothing closed it yet")
        try later.closeOverdue()
        let standing = try XCTUnwrap(last(later, record))
        XCTAssertEqual(standing.status, .revoked)
        XCTAssertEqual(standing.reason, .cessationOfOperation)
        XCTAssertEqual(try later.records.application(id).state, .rejected)

        // Verdict, OCSP and list say so.
        let router = Router(later.publicRoutes)
        let report = try JSONReader.read(
            router.answer(
                Request(
                    method: "POST", target: "/v1/verifications?purpose=prescription",
                    headers: Headers([("Content-Type", "application/cms")]), body: signed)
            ).result.body)
        XCTAssertNotEqual(report["decision"]?.text, "accept")
        XCTAssertEqual(
            report["signatures"]?.elements?.first?["certificateStatus"]?["status"]?.text, "revoked", "\(report)")
        let issuer = try XCTUnwrap(later.authorities["health"])
        let question = OCSPRequest.make([try CertID(serialNumber: record.reference.serial, issuer: issuer)])
        let answer = try OCSPResponse(der: later.responder.answer(question).der)
        guard case .revoked = answer.basic?.responses.first?.status else { return XCTFail("OCSP: \(answer)") }
        try later.publishLists()
        let list = try XCTUnwrap(later.lists.list(at: "health.crl"))
        let parsed = try CertificateList(der: list.encoded)
        XCTAssertNotNil(parsed.entry(for: record.reference.serial, issuer: issuer.tbs.subject))
        try later.closeOverdue()
        XCTAssertEqual(try later.records.statusHistory(of: record.reference).count, 2, "once")
        later.records.close()
    }

    private func last(_ service: MohrService, _ record: IssuanceRecord) throws -> StatusInterval? {
        try service.records.statusHistory(of: record.reference).last?.interval
    }
}
