// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Identity
import PKIX
import Records
import XCTest

/// What a form says, and what it may not say.
final class FormTests: XCTestCase {
    func testADoctorsApplicationStandsOnRecordAsTheCertificateWillSayIt() throws {
        let house = try EnrollmentHouse()
        var doctor = try Applicant(licence: "۰۱۲۳۴۵")
        doctor.values[.nationalID] = " ۹۹۹۰۰۰۰۰۱۸ "
        doctor.values[.givenName] = "علي رضا"  // Arabic yeh
        doctor.values[.latinName] = "ALI REZA  ahmadi"
        doctor.values[.mobile] = "09120000000"
        let application = try house.apply(doctor)

        XCTAssertEqual(application.state, .submitted)
        XCTAssertEqual(application.office, "council")
        XCTAssertEqual(
            application.content.subject,
            [
                OID.serialNumber: "PNOIR-9990000018", OID.givenName: "علی رضا", OID.surname: "احمدی",
                OID.commonName: "علی رضا احمدی", OID.name: "Ali Reza Ahmadi",
            ])
        XCTAssertEqual(application.content.licenceNumber, "12345")
        XCTAssertEqual(
            application.content.keys,
            SubjectKeys(name: PersianText.key("علی‌رضا احمدی"), nationalID: "9990000018", licence: "12345"))
        XCTAssertEqual(application[.mobile]?.revealed, "+989120000000")
        XCTAssertEqual(application.subject(OID.commonName)?.revealed, "علی رضا احمدی")
        XCTAssertEqual(application.warnings, [])
        XCTAssertEqual(try house.desk.application(application.id), application)
    }

    func testTheTrackingCodeIsRandomAndCanBeReadOut() throws {
        let house = try EnrollmentHouse()
        var codes: Set<String> = []
        for _ in 0..<20 { codes.insert(try house.apply(try Applicant()).id) }
        XCTAssertEqual(codes.count, 20)
        let alphabet = Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        for code in codes { XCTAssertTrue(code.count == 16 && code.allSatisfy(alphabet.contains), code) }
    }

    func testEachWrongFieldIsRefusedWithItsOwnCause() throws {
        let house = try EnrollmentHouse()
        let wrong: [(FormField, String, IdentityError)] = [
            (.nationalID, "9990000019", .checkDigit(.nationalID, seen: Personal(9), allowed: Personal(8))),
            (.nationalID, "99900000181", .length(.nationalID, seen: 11, allowed: 8...10)),
            (.nationalID, "999\u{202E}0000018", .bidiControl(.nationalID, seen: "\u{202E}", at: 3)),
            (.givenName, "سا\u{202E}را", .bidiControl(.persianName, seen: "\u{202E}", at: 2)),
            (.surname, "احمدی\u{200F}", .bidiControl(.persianName, seen: "\u{200F}", at: 5)),
            (.surname, "Ahmadi", .noPersianLetter(.persianName)),
            (.surname, "احمAhmadi", .mixedScripts(.persianName, seen: "A", at: 3)),
            (.surname, "احم\u{0}دی", .control(.persianName, seen: "\u{0}", at: 3)),
            (.latinName, "سارا", .character(.latinName, seen: "س", at: 0, allowed: .latinNameCharacters)),
            (.latinName, "Sara\u{2066}", .bidiControl(.latinName, seen: "\u{2066}", at: 4)),
            (.licenceNumber, "م-1234", .professionLetter(seen: "م", allowed: [])),
            (
                .licenceNumber, "12a",
                .character(.medicalCouncilNumber, seen: "a", at: 2, allowed: .lettersThenDecimalDigits)
            ),
            (.mobile, "0912", .length(.mobileNumber, seen: 4, allowed: 10...14)),
            (.postalCode, "123", .length(.postalCode, seen: 3, allowed: 10...10)),
        ]
        for (field, text, error) in wrong {
            var doctor = try Applicant()
            doctor.values[field] = text
            assertRefused(.identity(field, error)) { try house.apply(doctor) }
        }
        XCTAssertEqual(try house.records.applications(in: .submitted), [])
        XCTAssertNoThrow(try house.apply(try Applicant()))  // Without the wrong fields.
    }

    func testAProfessionsNumberIsNoOtherProfessions() throws {
        let house = try EnrollmentHouse()
        // A physician's bare number, and a pharmacist's, on a midwife's application.
        for (number, seen) in [("1234", ""), ("د-1234", "د")] {
            let midwife = try Applicant(profile: "midwife-signing", licence: number)
            assertRefused(.identity(.licenceNumber, .professionLetter(seen: seen, allowed: ["م"]))) {
                try house.apply(midwife)
            }
        }
        let midwife = try house.apply(try Applicant(profile: "midwife-signing", licence: "م۰۱۲۳۴"))
        XCTAssertEqual(midwife.content.licenceNumber, "م-1234")
        let trader = try house.apply(
            try Applicant(profile: "trader-signing", licence: "00123456"), office: "chamber")
        XCTAssertEqual(trader.content.licenceNumber, "00123456")
    }

    func testTheProfileSaysWhichFieldsThereAre() throws {
        let house = try EnrollmentHouse()
        let outline = try house.desk.outline(of: "doctor-signing")
        XCTAssertEqual(outline.required, [.nationalID, .givenName, .surname, .latinName, .licenceNumber])
        XCTAssertEqual(outline.optional, [.foreignersID, .economicCode, .mobile, .email, .postalCode, .chipBatch])
        for field in outline.required {
            var doctor = try Applicant()
            doctor.values[field] = "  "
            assertRefused(.fieldMissing(field, profile: "doctor-signing")) { try house.apply(doctor) }
        }
        var doctor = try Applicant()
        doctor.values[.legalID] = "99900000024"
        assertRefused(.fieldNotAsked(.legalID, profile: "doctor-signing")) { try house.apply(doctor) }
        doctor.values[.legalID] = nil
        doctor.values[.title] = "Professor"
        assertRefused(.fieldNotAsked(.title, profile: "doctor-signing")) { try house.apply(doctor) }
    }

    func testOnlySubscribersProfilesAreEnrolledFor() throws {
        let house = try EnrollmentHouse()
        let allowed = EnrollmentHouse.profiles.values.filter { $0.kind == .subscriber }.map(\.name).sorted()
        XCTAssertEqual(allowed.count, 11)
        XCTAssertEqual(house.desk.profileNames, allowed)
        for name in ["root", "health-intermediate", "officer", "nobody"] {
            var applicant = try Applicant()
            applicant.profile = name
            assertRefused(.profile(seen: name, allowed: allowed)) { try house.apply(applicant) }
        }
    }

    func testAForeignerGivesAComprehensiveCodeInstead() throws {
        let house = try EnrollmentHouse()
        var doctor = try Applicant()
        doctor.values[.foreignersID] = "123456789012"
        assertRefused(.fieldsExclusive(.nationalID, .foreignersID)) { try house.apply(doctor) }
        doctor.values[.nationalID] = nil
        let application = try house.apply(doctor)
        XCTAssertEqual(application.content.subject[OID.serialNumber], "PNOIR-123456789012")
        XCTAssertEqual(application.content.keys.nationalID, "123456789012")
    }

    func testTwoGoodNamesThatMakeTooLongAOneAreRefused() throws {
        let house = try EnrollmentHouse()
        var doctor = try Applicant()
        doctor.values[.givenName] = String(repeating: "آ", count: 40)
        doctor.values[.surname] = String(repeating: "ب", count: 40)
        assertRefused(.subjectLength(OID.commonName, seen: 81, allowed: 1...64)) { try house.apply(doctor) }
    }

    func testLiveChecksTellEveryFieldAtOnceAndKeepNothing() throws {
        let house = try EnrollmentHouse()
        let form = ApplicationForm(
            profile: "doctor-signing", [.nationalID: "9990000019", .latinName: "Sara Ahmadi", .mobile: "12"])
        let refusals = try house.desk.refusals(of: form)
        XCTAssertEqual(refusals.map(\.field), [.nationalID, .givenName, .surname, .licenceNumber, .mobile])
        XCTAssertEqual(try house.desk.refusals(of: try Applicant().form), [])
        XCTAssertEqual(try house.records.applications(in: .submitted), [])
        XCTAssertEqual(try house.records.applications(in: .drafted), [])
    }

    func testUnusualNumbersAreTakenInWithAWarningForTheOfficer() throws {
        var policy = EnrollmentHouse.policy
        policy.nationalIDPrefixes = ["001"]
        let house = try EnrollmentHouse(policy: policy)
        var doctor = try Applicant("1111111111")
        doctor.values[.postalCode] = "1111735744"
        XCTAssertEqual(
            try house.apply(doctor).warnings,
            ["nationalID:allSameDigits", "nationalID:unknownPrefix", "postalCode:repeatedLeadingDigit"])
        XCTAssertEqual(
            try house.apply(try Applicant("172942284", licence: "777")).warnings,
            ["nationalID:padded", "nationalID:unknownPrefix"])
    }

    func testATitleIsOneOfTheProfilesListOrRefused() throws {
        let text = try EnrollmentHouse.profileText("doctor-signing").replacing(
            #"{ attribute: "title", fixed: "Physician" }"#, with: #"{ attribute: "title", presence: "required" }"#)
        let profile = try CertificateProfile(reading: Array(text.utf8))
        var policy = EnrollmentHouse.policy
        policy.titles = ["doctor-signing": ["Managing Director", "Chairman"]]
        var profiles = EnrollmentHouse.profiles
        profiles["doctor-signing"] = profile
        let house = try EnrollmentHouse(policy: policy, profiles: profiles)
        var doctor = try Applicant()
        assertRefused(.fieldMissing(.title, profile: "doctor-signing")) { try house.apply(doctor) }
        doctor.values[.title] = "managing director"
        assertRefused(.title(seen: "managing director", allowed: ["Managing Director", "Chairman"])) {
            try house.apply(doctor)
        }
        doctor.values[.title] = "Chairman"
        XCTAssertEqual(try house.apply(doctor).content.subject[OID.title], "Chairman")
    }

    func testNothingOfAFormIsSeenInItsDescriptionOrInErrors() throws {
        let house = try EnrollmentHouse()
        var doctor = try Applicant()
        XCTAssertFalse("\(doctor.form)\(String(reflecting: doctor.form))".contains("999000"))
        var text = ""
        dump(doctor.form, to: &text)
        dump(try house.apply(doctor), to: &text)
        XCTAssertFalse(text.contains("9990000018") || text.contains("احمدی"), text)
        doctor.values[.nationalID] = "9990000019"
        XCTAssertThrowsError(try house.apply(doctor)) { XCTAssertFalse("\($0)".contains("999000"), "\($0)") }
        for error: EnrollmentError in [
            .licenceOfSomeoneElse(Personal("9990000018")),
            .identity(.mobile, .prefix(.mobileNumber, seen: Personal("9990000018"), allowed: ["98"])),
        ] {
            XCTAssertFalse("\(error)\(String(reflecting: error))".contains("9990000018"))
        }
    }
}
