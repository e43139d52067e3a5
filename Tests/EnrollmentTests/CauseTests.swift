// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Identity
import Linting
import PKIX
import Records
import XCTest

/// Each refusal is told apart, and none tells on a person.
final class CauseTests: XCTestCase {
    func testEachRefusalHasANameOfItsOwn() {
        let names = Self.errors.map { "\($0.cause.room).\($0.cause.name)" }
        for (name, error) in zip(names, Self.errors) where names.filter({ $0 == name }).count > 1 {
            XCTFail("\(name) is also what \(error) is called")
        }
        for error in Self.errors { XCTAssertNotEqual(error.cause.sort, .fault, "\(error)") }
    }

    func testFaultsTellOnlyThatTheyAreOurs() {
        let faults: [EnrollmentError] = [
            .records(.damaged(table: "applications", column: "subject")),
            .random(.library(operation: "RAND_bytes", queue: ["x"])),
            .attributeWithoutField(OID.emailAddress, profile: "p"),
            .professionWithoutRegister(MohrOID.trader, profile: "p"), .damaged("x", .publicKey(.pointAtInfinity)),
        ]
        for fault in faults {
            XCTAssertEqual(fault.cause.sort, .fault)
            XCTAssertFalse(fault.cause.facts.values.contains("x"))
        }
        XCTAssertEqual(Set(faults.map(\.cause.name)).count, faults.count)
    }

    func testWhatWasSeenAndWhatIsAllowedAreAmongTheFacts() {
        let size = EnrollmentError.key(.rsaSize(bits: 1024, allowed: 2048...4096)).cause
        XCTAssertEqual(size.room, "linting")
        XCTAssertEqual(size.facts, ["seen": "1024", "allowed": "2048–4096"])
        let bidi = EnrollmentError.identity(.surname, .bidiControl(.persianName, seen: "\u{202E}", at: 5)).cause
        XCTAssertEqual(
            bidi.facts, ["field": "surname", "kind": "persianName", "seen": "U+202E", "offset": "5"])
        let moved = EnrollmentError.applicationMoved(id: "A", seen: .entered, allowed: [.submitted, .returned]).cause
        XCTAssertEqual(moved.facts["allowed"], "submitted, returned")
        XCTAssertEqual(moved.sort, .conflict)
    }

    func testNoCauseTellsAPersonsNumber() {
        let errors: [EnrollmentError] = [
            .identity(.nationalID, .checkDigit(.nationalID, seen: Personal(9), allowed: Personal(8))),
            .identity(.mobile, .prefix(.mobileNumber, seen: Personal("0047"), allowed: ["98"])),
            .licenceOfSomeoneElse(Personal("12345")),
        ]
        for error in errors {
            XCTAssertFalse("\(error)\(error.cause)".contains("12345"), "\(error.cause)")
            XCTAssertNil(error.cause.facts["seen"], "\(error.cause)")
        }
    }

    private static let errors: [EnrollmentError] = [
        .profile(seen: "x", allowed: []), .fieldMissing(.surname, profile: "p"), .fieldNotAsked(.title, profile: "p"),
        .fieldsExclusive(.nationalID, .foreignersID), .title(seen: "x", allowed: []),
        .subjectLength(OID.commonName, seen: 65, allowed: 1...64), .licenceOfSomeoneElse(Personal("1")),
        .identity(.nationalID, .checkDigit(.nationalID, seen: Personal(1), allowed: Personal(2))),
        .identity(.surname, .bidiControl(.persianName, seen: "\u{202E}", at: 0)),
        .identity(.surname, .control(.persianName, seen: "\u{1}", at: 0)),
        .identity(.surname, .noPersianLetter(.persianName)),
        .identity(.surname, .mixedScripts(.persianName, seen: "a", at: 0)),
        .identity(.licenceNumber, .professionLetter(seen: "م", allowed: [])),
        .requestSize(seen: 1, allowed: 0), .requestUnreadable(.tooLarge(field: "x", seen: 1, allowed: 0)),
        .proofOfPossession(.ecdsa(.sha256)), .requestAlgorithm(seen: "x", allowed: []),
        .key(.rsaSize(bits: 1024, allowed: 2048...4096)), .key(.kindNotAllowed(seen: .p192, allowed: [])),
        .key(.unusable(.pointNotOnCurve(.p256))), .key(.unusable(.rsaExponentEven)),
        .key(.rsaExponentTooSmall(seen: "3", allowed: "x")), .key(.rsaROCA), .key(.rsaClosePrimes(rounds: 1)),
        .keyKind(seen: .p384, allowed: []), .keyCompromised, .keyOfSomeoneElse, .keyInOpenApplication(id: "A"),
        .keyOfAuthority(name: "root"), .requestBidiControl(OID.commonName, seen: "\u{202E}", at: 0),
        .requestHiddenCharacter(OID.commonName, seen: "\u{1}", at: 0), .requestContradicts(.nationalID),
        .requestAsksForAuthority, .unknownOffice(id: "x"), .officeSuspended(id: "x"),
        .officeUnlicensed(id: "x", since: start), .officeScope(office: "x", profile: "p", allowed: []),
        .officeLicence(until: start, from: start, longest: start), .officeExists(id: "x"),
        .value(field: "x", seen: "y", allowed: "z"), .certificateOfNoOfficer(sha256: [1]), .unknownOfficer(id: "x"),
        .officerSuspended(id: "x"), .role(officer: "x", seen: .auditor, allowed: []),
        .officerOfOtherOffice(officer: "x", seen: "a", allowed: "b"), .ownApplication(officer: "x"),
        .officerUnidentified(id: "x"), .sameOfficer(officer: "x"),
        .tooManyActions(officer: "x", limit: StepLimit(.officer, count: 1, seconds: 1), consequence: .refuse),
        .tooManyActions(officer: "x", limit: StepLimit(.officer, count: 1, seconds: 1), consequence: .suspend),
        .officerSignatureMissing(officer: "x"), .officerSignature(officer: "x"), .officerExists(id: "x"),
        .rolesNotDisjoint(seen: .auditor, held: .enterer), .certificateOfSomeoneElse(officer: "x"),
        .unknownApplication(id: "x"), .applicationMoved(id: "x", seen: .issued, allowed: []),
        .cause(length: 0, allowed: 1...2), .acceptanceProof(application: "x"),
        .acceptanceOverdue(application: "x", since: start), .notAwaitingAcceptance(application: "x", seen: .revoked),
    ]

    private static let start = Instant(secondsSince1970: 0)
}
