// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Identity
import PKIX
import Records
import TestSupport
import XCTest

/// One key is one person's, and so is one licence number.
final class UniquenessTests: XCTestCase {
    func testAKeyThatSomeoneElseAppliedWithIsRefused() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        _ = try house.apply(doctor)
        var other = try Applicant("9990000026", licence: "777")
        other.key = doctor.key
        assertRefused(.keyOfSomeoneElse) { try house.apply(other) }
        XCTAssertEqual(try house.records.applications(in: .submitted).count, 1)
    }

    func testAKeyThatSomeoneElseHasACertificateForIsRefused() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        let id = try house.approved(doctor).id
        try house.issue(id)
        try house.desk.accept(id, try house.desk.acceptanceStatement(for: id).signed(with: doctor.key))
        var other = try Applicant("9990000026", licence: "777")
        other.key = doctor.key
        assertRefused(.keyOfSomeoneElse) { try house.apply(other) }
    }

    func testOfManyPeopleWithOneKeyAtOnceOneGetsIn() throws {
        let house = try EnrollmentHouse()
        let key = try PrivateKey.generate(.p256)
        let people = try ["9990000018", "9990000026", "9991234561", "9999999980"].map {
            var person = try Applicant($0, licence: String($0.suffix(5)))
            person.key = key
            return (person.form, try person.csr())
        }
        let results = atOnce(4) { try house.desk.apply(people[$0].0, office: "council", csr: people[$0].1) }
        XCTAssertEqual(results.filter { (try? $0.get()) != nil }.count, 1)
        for case .failure(let error) in results { XCTAssertEqual(error as? EnrollmentError, .keyOfSomeoneElse) }
    }

    func testTheSamePersonDoesNotApplyTwiceWithOneKeyButRenewsWithIt() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        let id = try house.approved(doctor).id
        assertRefused(.keyInOpenApplication(id: id)) { try house.apply(doctor) }
        try house.issue(id)
        try house.desk.accept(id, try house.desk.acceptanceStatement(for: id).signed(with: doctor.key))
        let renewal = try house.apply(doctor)
        XCTAssertEqual(renewal.warnings, ["certificatesHeld:1"])
    }

    func testAKeyWhoseApplicationWasClosedIsTakenWithAWarning() throws {
        let house = try EnrollmentHouse()
        let wrong = try Applicant("9990000026")
        try house.desk.withdraw(house.apply(wrong).id)
        var right = try Applicant("9990000018")
        right.key = wrong.key
        XCTAssertEqual(try house.apply(right).warnings, ["keyAppliedForBefore"])
    }

    func testAKeyThatWasInOtherHandsIsNeverCertifiedAgain() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        let id = try house.approved(doctor).id
        try house.issue(id)
        try house.desk.accept(id, try house.desk.acceptanceStatement(for: id).signed(with: doctor.key))
        let reference = try XCTUnwrap(try house.records.certificates(matching: .application(id)).first).reference
        house.pass()
        try house.records.revoke(
            reference, reason: .keyCompromise, because: "card stolen", by: "test", at: house.clock.now)
        assertRefused(.keyCompromised) { try house.apply(doctor) }
    }

    func testAnAuthoritysKeyIsNobodysElse() throws {
        let house = try EnrollmentHouse()
        var doctor = try Applicant()
        doctor.key = house.health.key
        assertRefused(.keyOfAuthority(name: "health")) { try house.apply(doctor) }
    }

    func testALicenceNumberOnSomeoneElsesCertificateIsRefused() throws {
        let house = try EnrollmentHouse()
        let id = try house.approved(try Applicant(licence: "12345")).id
        let early = try house.apply(try Applicant("9990000026", licence: "012345"))
        // Taken in, since there is no certificate yet, but not without telling the officers.
        XCTAssertEqual(early.warnings, ["licenceAppliedForByAnother"])
        try house.desk.enter(early.id, by: house.officer("maryam"))
        try house.issue(id)
        let refusal = EnrollmentError.licenceOfSomeoneElse(Personal("12345"))
        assertRefused(refusal) { try house.apply(try Applicant("9991234561", licence: "۱۲۳۴۵")) }
        // Asked again before approval, since it has become so meanwhile.
        assertRefused(refusal) { try house.desk.approve(early.id, by: house.officer("reza")) }
        // The same digits on a commercial card are another number.
        XCTAssertNoThrow(
            try house.apply(try Applicant("9991234561", profile: "trader-signing", licence: "12345"), office: "chamber")
        )
        // The same person's other certificate is their own.
        XCTAssertEqual(
            try house.apply(try Applicant(licence: "12345")).warnings,
            ["licenceAppliedForByAnother", "certificatesHeld:1"])
    }

    func testOfTwoPeopleWithOneLicenceOneIsApprovedHoweverFastTheOfficersAre() throws {
        let house = try EnrollmentHouse()
        for round in 0..<5 {
            let licence = "\(9_000 + round)"
            let ids = try ["9990000018", "9990000026"].map { number in
                let id = try house.apply(try Applicant(number, licence: licence)).id
                try house.desk.enter(id, by: house.officer("maryam"))
                return id
            }
            let officers = [try house.officer("reza"), try house.officer("zahra")]
            let results = atOnce(2) { try house.desk.approve(ids[$0], by: officers[$0]) }
            XCTAssertEqual(results.filter { (try? $0.get()) != nil }.count, 1)
            for case .failure(let error) in results {
                XCTAssertEqual(error as? EnrollmentError, .licenceOfSomeoneElse(Personal(licence)))
            }
        }
    }

    func testARevokedCertificatesLicenceNumberIsFreeAgain() throws {
        let house = try EnrollmentHouse()
        let id = try house.approved(try Applicant(licence: "12345")).id
        try house.issue(id)
        let reference = try XCTUnwrap(try house.records.certificates(matching: .application(id)).first).reference
        house.pass()
        try house.records.revoke(
            reference, reason: .affiliationChanged, because: "typed wrongly", by: "test", at: house.clock.now)
        XCTAssertEqual(try house.approved(try Applicant("9990000026", licence: "12345")).warnings, [])
    }
}
