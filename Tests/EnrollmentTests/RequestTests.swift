// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Identity
import Linting
import PKIX
import Records
import XCTest

/// What a certification request may not be.
final class RequestTests: XCTestCase {
    private func apply(_ house: EnrollmentHouse, _ doctor: Applicant, csr: [UInt8]) throws -> Application {
        try house.desk.apply(doctor.form, office: "council", csr: csr)
    }

    func testDERAndPEMAreTaken() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        let der = try doctor.csr()
        let application = try apply(house, doctor, csr: PEM.encode(der, label: "CERTIFICATE REQUEST"))
        XCTAssertEqual(application.record.request, der)
        XCTAssertEqual(
            application.record.publicKeySHA256,
            DigestAlgorithm.sha256.digest(doctor.key.publicKey.subjectPublicKeyInfo))
    }

    func testTooMuchIsRefusedBeforeItIsRead() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        assertRefused(.requestSize(seen: 16_385, allowed: 16_384)) {
            try apply(house, doctor, csr: [UInt8](repeating: 0x30, count: 16_385))
        }
    }

    func testEveryPrefixOfAGoodRequestIsRefusedAndNoneIsTaken() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        let der = try doctor.csr()
        for count in 0..<der.count {
            XCTAssertThrowsError(try apply(house, doctor, csr: Array(der.prefix(count)))) {
                guard case .requestUnreadable? = $0 as? EnrollmentError else { return XCTFail("\(count): \($0)") }
            }
        }
        XCTAssertEqual(try house.records.applications(in: .submitted), [])
    }

    func testEveryFlippedBitOfAGoodRequestIsRefused() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        let der = try doctor.csr()
        for bit in 0..<der.count * 8 {
            var broken = der
            broken[bit / 8] ^= 1 << UInt8(bit % 8)
            XCTAssertThrowsError(try apply(house, doctor, csr: broken), "bit \(bit)") {
                XCTAssertTrue($0 is EnrollmentError, "bit \(bit): \($0)")
            }
        }
        XCTAssertEqual(try house.records.applications(in: .submitted), [])
    }

    func testWithoutProofOfPossessionThereIsNoApplication() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        let der = try doctor.csr()
        // Someone else's key in a request that this one signed.
        let other = try PrivateKey.generate(.p256).publicKey.subjectPublicKeyInfo
        assertRefused(.proofOfPossession(.ecdsa(.sha256))) {
            try apply(house, doctor, csr: replacing(doctor.key.publicKey.subjectPublicKeyInfo, with: other, in: der))
        }
    }

    func testWeakKeysAreRefusedEachWithItsOwnCause() throws {
        let house = try EnrollmentHouse()
        let allowed = EnrollmentHouse.profiles["doctor-signing"]!.allowedKeys
        let kinds = [
            "RSA", "P-256", "P-384", "P-521", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1", "Ed25519",
        ]
        let refusals: [(KeyKind, EnrollmentError)] = [
            (.rsa(bits: 1024), .key(.rsaSize(bits: 1024, allowed: 2048...4096))),
            (.p192, .key(.kindNotAllowed(seen: .p192, allowed: kinds))),
            (.p224, .key(.kindNotAllowed(seen: .p224, allowed: kinds))),
            (.p384, .keyKind(seen: .p384, allowed: allowed)),
            (.ed25519, .keyKind(seen: .ed25519, allowed: allowed)),
        ]
        for (kind, error) in refusals {
            assertRefused(error) { try house.apply(try Applicant(key: kind)) }
        }
        XCTAssertNoThrow(try house.apply(try Applicant(key: .rsa(bits: 2048))))
    }

    func testAPointOffTheCurveIsRefusedAsThat() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        let good = doctor.key.publicKey.subjectPublicKeyInfo
        var bad = good
        bad[bad.count - 1] ^= 1
        assertRefused(.key(.notOnCurve(.p256))) {
            try apply(house, doctor, csr: replacing(good, with: bad, in: doctor.csr()))
        }
    }

    func testAWeakExponentIsRefusedAsThat() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant(key: .rsa(bits: 2048))
        let good = doctor.key.publicKey.subjectPublicKeyInfo
        // The exponent is the last of the key: 01 00 01.
        var even = good
        even[even.count - 1] = 0x00
        assertRefused(.key(.rsaExponentEven)) {
            try apply(house, doctor, csr: replacing(good, with: even, in: doctor.csr()))
        }
        var small = good
        small.replaceSubrange(small.count - 3..<small.count, with: [0x00, 0xFF, 0xFF])
        assertRefused(.key(.rsaExponentTooSmall(seen: "65535", allowed: "odd, 65537 to 2^64 - 1"))) {
            try apply(house, doctor, csr: replacing(good, with: small, in: doctor.csr()))
        }
    }

    func testAProofUnderSHA1ProvesNothing() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant(key: .rsa(bits: 2048))
        let csr = try CertificationRequest.make(
            subject: Name(doctor.subject), key: doctor.key, by: .rsaPKCS1(.sha1)
        ).encoded
        XCTAssertThrowsError(try apply(house, doctor, csr: csr)) {
            guard case .requestAlgorithm? = $0 as? EnrollmentError else { return XCTFail("\($0)") }
        }
    }

    func testCharactersThatCannotBeSeenAreRefusedInARequestsSubject() throws {
        let house = try EnrollmentHouse()
        var doctor = try Applicant()
        doctor.subject = [(OID.commonName, "سارا \u{202E}احمدی")]
        assertRefused(.requestBidiControl(OID.commonName, seen: "\u{202E}", at: 5)) { try house.apply(doctor) }
        doctor.subject = [(OID.organizationName, "Mohr\u{0}")]
        assertRefused(.requestHiddenCharacter(OID.organizationName, seen: "\u{0}", at: 4)) { try house.apply(doctor) }
        doctor.subject = [(OID.commonName, "Sara\u{2060}Ahmadi")]
        assertRefused(.requestHiddenCharacter(OID.commonName, seen: "\u{2060}", at: 4)) { try house.apply(doctor) }
        // A non-joiner belongs in Persian, and names that differ from the form's are nobody's business.
        doctor.subject = [(OID.commonName, "علی‌رضا"), (OID.organizationName, "Card 7")]
        let application = try house.apply(doctor)
        XCTAssertEqual(application.content.subject[OID.commonName], "سارا احمدی")
        XCTAssertNil(application.content.subject[OID.organizationName])
    }

    func testANumberInTheRequestHasToBeTheApplicantsOwn() throws {
        let house = try EnrollmentHouse()
        var doctor = try Applicant()
        doctor.subject = [(OID.serialNumber, "PNOIR-9990000019")]
        assertRefused(.requestIdentity(.checkDigit(.nationalID, seen: Personal(9), allowed: Personal(8)))) {
            try house.apply(doctor)
        }
        for number in ["PNOIR-9990000026", "9990000026"] {
            doctor.subject = [(OID.serialNumber, number)]
            assertRefused(.requestContradicts(.nationalID)) { try house.apply(doctor) }
        }
        doctor.subject = [(OID.serialNumber, "PNOIR-9990000018")]
        XCTAssertNoThrow(try house.apply(doctor))
        var card = try Applicant("9990000026", licence: "777")
        card.subject = [(OID.serialNumber, "CARD-00417")]
        XCTAssertNoThrow(try house.apply(card))
    }

    func testALicenceInTheRequestHasToBeTheApplicantsOwn() throws {
        let house = try EnrollmentHouse()
        var doctor = try Applicant()
        doctor.extensions = try admission("54321")
        assertRefused(.requestContradicts(.licenceNumber)) { try house.apply(doctor) }
        doctor.extensions = try admission("12x")
        XCTAssertThrowsError(try house.apply(doctor)) {
            guard case .requestIdentity? = $0 as? EnrollmentError else { return XCTFail("\($0)") }
        }
        doctor.extensions = try admission("012345")
        XCTAssertNoThrow(try house.apply(doctor))
    }

    func testNobodyAsksToBeAnAuthority() throws {
        let house = try EnrollmentHouse()
        var doctor = try Applicant()
        doctor.extensions = try Extensions([.basicConstraints(BasicConstraints(isCA: true))])
        assertRefused(.requestAsksForAuthority) { try house.apply(doctor) }
        doctor.extensions = try Extensions([.basicConstraints(BasicConstraints(isCA: false)), .keyUsage(.keyCertSign)])
        XCTAssertNoThrow(try house.apply(doctor))  // What it asks for is not given.
    }

    private func admission(_ number: String) throws -> Extensions {
        let value = DERWriter.bytes { writer in
            Admission(
                profession: ProfessionInfo(
                    professionItems: [DirectoryString("Physician")], professionOIDs: [MohrOID.physician],
                    registrationNumber: number)
            ).encode(into: &writer)
        }
        return try Extensions([Extension(oid: OID.admission, isCritical: false, value: value[...])])
    }

    private func replacing(_ old: [UInt8], with new: [UInt8], in bytes: [UInt8]) throws -> [UInt8] {
        let range = try XCTUnwrap(bytes.firstRange(of: old))
        var changed = bytes
        changed.replaceSubrange(range, with: new)
        return changed
    }
}
