// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import PKIX
import Records
import TestSupport
import XCTest

/// From an approved application to an accepted certificate.
final class AcceptanceTests: XCTestCase {
    func testADoctorIsEnrolledFromTheFormToAGoodCertificate() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        let id = try house.approved(doctor).id
        XCTAssertNil(try house.desk.collect(id))
        let certificate = try house.issue(id)

        XCTAssertEqual(try house.desk.collect(id), certificate)
        XCTAssertEqual(certificate.tbs.subject.value(of: OID.commonName), "سارا احمدی")
        XCTAssertEqual(certificate.tbs.subject.value(of: OID.serialNumber), "PNOIR-9990000018")
        XCTAssertEqual(certificate.admission?.licenceNumber, "12345")
        XCTAssertEqual(certificate.tbs.subjectPublicKeyInfo, doctor.key.publicKey.subjectPublicKeyInfo)
        let record = try XCTUnwrap(try house.records.certificates(matching: .nationalID("9990000018")).first)
        XCTAssertEqual(record.application, id)
        XCTAssertEqual(try house.records.status(of: record.reference, at: house.clock.now)?.status, .pendingAcceptance)

        house.pass()
        let statement = try house.desk.acceptanceStatement(for: id)
        XCTAssertEqual(statement.certificateSHA256, certificate.sha256)
        let proof = try statement.signed(with: doctor.key)
        XCTAssertEqual(try house.desk.accept(id, proof).state, .accepted)
        XCTAssertEqual(try house.records.status(of: record.reference, at: house.clock.now)?.status, .good)
        let event = try XCTUnwrap(try house.records.events(ofApplication: id).last)
        XCTAssertEqual(event.actor, "subscriber")
        XCTAssertEqual(event.signature, proof.signature)
    }

    func testAcceptanceWithAnotherKeyOrOverAnotherStatementIsRefused() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        let id = try house.approved(doctor).id
        try house.issue(id)
        let colleague = try Applicant("9990000026", licence: "777")
        let other = try house.approved(colleague).id
        try house.issue(other)
        let statement = try house.desk.acceptanceStatement(for: id)

        for proof in [
            try statement.signed(with: colleague.key),
            try house.desk.acceptanceStatement(for: other).signed(with: doctor.key),
            AcceptanceProof(signature: []),
            AcceptanceProof(signature: try doctor.key.sign([1, 2, 3], by: .ecdsa(.sha256))),
        ] {
            assertRefused(.acceptanceProof(application: id)) { try house.desk.accept(id, proof) }
        }
        let reference = try XCTUnwrap(try house.records.certificates(matching: .application(id)).first).reference
        XCTAssertEqual(try house.records.status(of: reference, at: house.clock.now)?.status, .pendingAcceptance)
        XCTAssertEqual(try house.desk.accept(id, try statement.signed(with: doctor.key)).state, .accepted)
        assertRefused(.applicationMoved(id: id, seen: .accepted, allowed: [.issued])) {
            try house.desk.accept(id, try statement.signed(with: doctor.key))
        }
    }

    func testACardWithAnRSAKeyAcceptsToo() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant(key: .rsa(bits: 2048))
        let id = try house.approved(doctor).id
        try house.issue(id)
        let bytes = try house.desk.acceptanceStatement(for: id).bytesToBeSigned
        let signature = try doctor.key.sign(bytes, by: .rsaPSS(.sha256, mgf1: .sha256, saltLength: 32))
        XCTAssertEqual(try house.desk.accept(id, AcceptanceProof(signature: signature)).state, .accepted)
    }

    func testNothingIsAcceptedBeforeItIsIssued() throws {
        let house = try EnrollmentHouse()
        let id = try house.approved(try Applicant()).id
        assertRefused(.applicationMoved(id: id, seen: .approved, allowed: [.issued])) {
            try house.desk.acceptanceStatement(for: id)
        }
        assertRefused(.unknownApplication(id: "NOSUCH")) { try house.desk.collect("NOSUCH") }
    }

    func testAcceptanceHasItsTimeAndWhatIsOverdueIsTold() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        let id = try house.approved(doctor).id
        try house.issue(id)
        let end = house.clock.now.advanced(bySeconds: 14 * 86_400)
        let proof = try house.desk.acceptanceStatement(for: id).signed(with: doctor.key)
        house.clock.now = end
        XCTAssertEqual(try house.desk.overdueAcceptances(), [])
        house.pass(1)
        assertRefused(.acceptanceOverdue(application: id, since: end)) { try house.desk.accept(id, proof) }
        let reference = try XCTUnwrap(try house.records.certificates(matching: .application(id)).first).reference
        XCTAssertEqual(try house.desk.overdueAcceptances(), [reference])
        try house.records.revoke(reference, reason: .unspecified, because: "overdue", by: "mohr", at: house.clock.now)
        XCTAssertEqual(try house.desk.overdueAcceptances(), [])
        XCTAssertEqual(try house.desk.application(id).state, .rejected)
    }

    func testACertificateThatWasRevokedIsNotAcceptedAnyMore() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        let id = try house.approved(doctor).id
        try house.issue(id)
        let proof = try house.desk.acceptanceStatement(for: id).signed(with: doctor.key)
        let reference = try XCTUnwrap(try house.records.certificates(matching: .application(id)).first).reference
        house.pass()
        try house.records.revoke(reference, reason: .superseded, because: "wrong name", by: "mohr", at: house.clock.now)
        assertRefused(.applicationMoved(id: id, seen: .rejected, allowed: [.issued])) {
            try house.desk.accept(id, proof)
        }
    }

    func testTheTermsThatWereShownAtTheApplicationAreTheOnesAccepted() throws {
        var policy = EnrollmentHouse.policy
        policy.termsSHA256 = DigestAlgorithm.sha256.digest(Array("terms".utf8))
        let house = try EnrollmentHouse(policy: policy)
        let id = try house.approved(try Applicant()).id
        try house.issue(id)
        // The same house with other terms, later.
        let later = RegistrationAuthority(
            records: house.records, profiles: EnrollmentHouse.profiles, policy: EnrollmentHouse.policy,
            clock: house.clock.reading)
        let text = String(decoding: try later.acceptanceStatement(for: id).bytesToBeSigned, as: UTF8.self)
        XCTAssertTrue(text.contains("terms-sha256: \(Hex.encode(policy.termsSHA256))\n"), text)
    }
}
