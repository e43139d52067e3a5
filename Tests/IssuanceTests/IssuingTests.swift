// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Linting
import PKIX
import Records
import TestSupport
import XCTest

@testable import Issuance

final class IssuingTests: XCTestCase {
    private let doctor = House.profiles["doctor-signing"]!

    func testADoctorsCertificateIsIssuedAndOnRecord() throws {
        let house = try House()
        let content = try House.person()
        let certificate = try house.authority().issue(House.request(content), under: doctor)

        XCTAssertTrue(certificate.isSigned(by: house.health.key.publicKey))
        XCTAssertEqual(certificate.issuer, house.health.name)
        XCTAssertEqual(certificate.subject.value(of: OID.serialNumber), "PNOIR-9990000018")
        XCTAssertEqual(certificate.keyUsage, .nonRepudiation)
        XCTAssertEqual(certificate.admission?.registrationNumber, "12345")
        XCTAssertEqual(certificate.tbs.subjectPublicKeyInfo, content.publicKey.subjectPublicKeyInfo)
        let shard = ShardNumber.of(certificate.serialNumber, count: 16)
        XCTAssertEqual(
            certificate.crlDistributionPoints.flatMap(\.uris), ["http://pki.example.ir/crls/health/\(shard).crl"])

        let reference = CertificateReference(authority: "health", serial: certificate.serialNumber)
        let record = try house.records.issuance(reference)
        XCTAssertEqual(record.state, .issued)
        XCTAssertEqual(record.certificateSHA256, certificate.sha256)
        XCTAssertEqual(record.subject.nationalID, "9990000018")
        XCTAssertEqual(try house.records.certificate(reference), certificate.encoded)
        XCTAssertEqual(try house.records.draft(of: reference)?.tbs, Array(certificate.tbsEncoded))
        let lint = try Certificate(der: try XCTUnwrap(house.records.draft(of: reference)).lintCertificate)
        XCTAssertEqual(lint.tbsEncoded, certificate.tbsEncoded)
        XCTAssertFalse(lint.isSigned(by: house.health.key.publicKey))
        XCTAssertEqual(try house.records.status(of: reference, at: TestPKI.now)?.status, .pendingAcceptance)
    }

    func testWhatTheHouseIssuesForItselfIsGoodAtOnce() throws {
        let house = try House()
        let content = CertificateContent(
            subject: [(OID.organizationName, "Mohr"), (OID.commonName, "Health OCSP")],
            publicKey: try PrivateKey.generate(.p256).publicKey)
        let certificate = try house.authority().issue(
            House.request(content), under: House.profiles["ocsp-responder"]!)
        let reference = CertificateReference(authority: "health", serial: certificate.serialNumber)
        XCTAssertEqual(try house.records.status(of: reference, at: TestPKI.now)?.status, .good)
    }

    func testTheIntentIsInTheAuditLogBeforeTheKeyIsUsed() throws {
        let house = try House()
        let before = try house.acts().count
        let reached = Locked<[IssuancePoint: [String]]>([:])
        let authority = try house.authority(reached: { point in
            let acts = (try? house.acts(from: before)) ?? ["unreadable"]
            reached.update { $0[point] = acts }
        })
        _ = try authority.issue(House.request(try House.person()), under: doctor)
        let seen = reached.value
        XCTAssertEqual(seen[.serialDrawn], [])
        XCTAssertEqual(seen[.draftCleared], [])
        XCTAssertEqual(seen[.intentRecorded], ["certificate.signing"])
        XCTAssertEqual(seen[.signed], ["certificate.signing"])
        XCTAssertEqual(seen[.certificateFiled], ["certificate.signing", "certificate.filed"])
        XCTAssertEqual(Set(seen.keys), Set(IssuancePoint.allCases))
    }

    func testANumberThatWasGivenOutBeforeIsDrawnAnew() throws {
        let house = try House()
        let same = [UInt8](repeating: 7, count: 16)
        let random = ScriptedRandom([same, same, same])
        let authority = try house.authority(random: random.bytes)
        let first = try authority.issue(House.request(try House.person()), under: doctor)
        let second = try authority.issue(House.request(try House.person("9990000026")), under: doctor)
        XCTAssertEqual(first.serialNumber.bytes, [0x4d] + same)
        XCTAssertNotEqual(second.serialNumber, first.serialNumber)
        XCTAssertEqual(random.draws, 4)
    }

    func testAGeneratorThatRepeatsItselfForEverIsAFault() throws {
        let house = try House()
        let random = ScriptedRandom([[UInt8]](repeating: [UInt8](repeating: 7, count: 16), count: 20))
        let authority = try house.authority(random: random.bytes)
        _ = try authority.issue(House.request(try House.person()), under: doctor)
        XCTAssertThrowsError(try authority.issue(House.request(try House.person()), under: doctor)) {
            XCTAssertEqual($0 as? IssuanceError, .serialsRepeat(draws: 8))
        }
    }

    func testSerialNumbersHaveAPrefixAnd128RandomBits() throws {
        let site = IssuingSite(publicURL: "http://a.ir", shardCount: 1, serialPrefix: 0x81)
        var ones = [Int](repeating: 0, count: 128)
        var seen: Set<SerialNumber> = []
        for _ in 0..<4_000 {
            let serial = try site.drawSerialNumber()
            XCTAssertEqual(serial.bytes.count, 17)
            XCTAssertEqual(serial.bytes[0], 1, "the highest bit of the prefix would make the number negative")
            XCTAssertTrue(seen.insert(serial).inserted)
            for bit in 0..<128 where serial.bytes[1 + bit / 8] & (0x80 >> (bit % 8)) != 0 { ones[bit] += 1 }
        }
        // Six standard deviations of a fair coin thrown 4,000 times are 190.
        XCTAssertTrue(ones.allSatisfy { abs($0 - 2_000) < 190 }, "\(ones)")
    }

    func testExpiriesAreSpreadOverTheJitterAndNeverPastIt() throws {
        let house = try House()
        let authority = try house.authority()
        var ends: Set<Instant> = []
        for _ in 0..<20 {
            let certificate = try authority.issue(House.request(try House.person()), under: doctor)
            XCTAssertEqual(certificate.validity.notBefore, TestPKI.now.advanced(bySeconds: -doctor.backdateSeconds))
            let seconds = certificate.validity.notAfter.advanced(bySeconds: 1)
                .seconds(since: certificate.validity.notBefore)
            XCTAssertLessThanOrEqual(seconds, doctor.validitySeconds)
            XCTAssertGreaterThanOrEqual(seconds, doctor.validitySeconds - doctor.validityJitterSeconds)
            ends.insert(certificate.validity.notAfter)
        }
        XCTAssertGreaterThan(ends.count, 15)
        let site = IssuingSite(publicURL: "http://a.ir", shardCount: 1)
        XCTAssertEqual(Set(try (0..<200).map { _ in try site.drawNumber(upTo: 2) }), [0, 1, 2])
        XCTAssertEqual(try site.drawNumber(upTo: 0), 0)
        XCTAssertEqual(try site.drawNumber(upTo: -5), 0)
    }

    func testASubscribersCertificateNeverOutlivesItsIssuer() throws {
        let house = try House()
        let authority = try house.authority()
        let end = House.longValidity.notAfter
        house.clock.now = end.advanced(bySeconds: -86_400 * 300)
        XCTAssertThrowsError(try authority.issue(House.request(try House.person()), under: doctor)) { error in
            guard case .outlivesIssuer(let seen, let issuer) = error as? IssuanceError else {
                return XCTFail("\(error)")
            }
            XCTAssertGreaterThan(seen, issuer)
            XCTAssertEqual(issuer, end)
        }
        // With an end of its own that fits it is issued, and the house's own certificates are cut to fit.
        let limit = end.advanced(bySeconds: -5)
        let brief = try authority.issue(House.request(try House.person(), notAfterLimit: limit), under: doctor)
        XCTAssertEqual(brief.validity.notAfter, limit)
        let content = CertificateContent(
            subject: [(OID.organizationName, "Mohr"), (OID.commonName, "Desk")],
            publicKey: try PrivateKey.generate(.p256).publicKey, alternativeNames: [.dnsName("desk.example.ir")])
        let listener = try authority.issue(House.request(content), under: House.profiles["office-listener"]!)
        XCTAssertEqual(listener.validity.notAfter, end)
        house.clock.now = end.advanced(bySeconds: 1_000)
        XCTAssertThrowsError(try authority.issue(House.request(content), under: House.profiles["office-listener"]!)) {
            guard case .overBeforeItBegins = $0 as? IssuanceError else { return XCTFail("\($0)") }
        }
    }

    func testWhatTheProfileDoesNotNameIsRefusedAndLeavesNoTrace() throws {
        let house = try House()
        let authority = try house.authority()
        let before = try house.acts().count
        let key = try PrivateKey.generate(.p256).publicKey
        let person = try House.person(key: key)
        func refusal(_ content: CertificateContent, _ profile: String = "doctor-signing") -> IssuanceError? {
            do throws(IssuanceError) {
                _ = try authority.issue(House.request(content), under: House.profiles[profile]!)
                return nil
            } catch {
                return error
            }
        }
        XCTAssertEqual(
            refusal(CertificateContent(subject: person.subject + [(OID.emailAddress, "a@b.ir")], publicKey: key)),
            .draft(.attributeNotNamed(OID.emailAddress)))
        XCTAssertEqual(
            refusal(CertificateContent(subject: person.subject, publicKey: key)), .draft(.licenceNumberMissing))
        XCTAssertEqual(refusal(try House.person(key: try PrivateKey.generate(.p521).publicKey))?.isRefusal, true)
        XCTAssertEqual(
            refusal(CertificateContent(subject: [(OID.commonName, "Evil CA")], publicKey: key), "health-intermediate"),
            .draft(.authorityOutsideCeremony(profile: "health-intermediate")))
        guard case .refused(let findings) = refusal(try House.person("9990000019", key: key)) else {
            return XCTFail("a wrong check digit got through")
        }
        XCTAssertEqual(findings.map(\.rule), ["etsi.person-identifier"])
        guard case .refused(let own) = refusal(try House.person(key: house.health.key.publicKey)) else {
            return XCTFail("the issuer's own key got through")
        }
        XCTAssertEqual(own.map(\.rule), ["cpcps.subject-key"])
        XCTAssertEqual(try house.acts().count, before)
    }

    func testATradersPolicyIsNotTheHealthAuthoritysToIssueUnder() throws {
        let house = try House()
        XCTAssertThrowsError(
            try house.authority().issue(House.request(try House.person()), under: House.profiles["trader-signing"]!)
        ) { error in
            guard case .refused(let findings) = error as? IssuanceError else { return XCTFail("\(error)") }
            XCTAssertEqual(findings.map(\.rule), ["rfc5280.issuer-policies"])
        }
        XCTAssertNoThrow(
            try house.authority("trade").issue(
                House.request(try House.person()), under: House.profiles["trader-signing"]!))
    }

    func testAKeyThatIsNotTheAuthoritysIsNotTaken() throws {
        let house = try House()
        XCTAssertThrowsError(try house.authority(key: house.root.key)) {
            XCTAssertEqual($0 as? IssuanceError, .foreignKey(authority: "health"))
        }
    }

    func testWhatAFaultyKeySignsNeverLeavesAndItsNumberIsRevoked() throws {
        for fault in [FaultyKey.Fault.refuses, .signsOtherBytes, .flipsABit] {
            let house = try House()
            let authority = try house.authority(key: FaultyKey(key: house.health.key, fault: fault))
            XCTAssertThrowsError(try authority.issue(House.request(try House.person()), under: doctor)) { error in
                switch error as? IssuanceError {
                case .key: XCTAssertEqual(fault, .refuses)
                case .signedOtherwise(let reference):
                    XCTAssertNotEqual(fault, .refuses)
                    XCTAssertEqual(
                        try? house.records.status(of: reference, at: TestPKI.now)?.status, .revoked)
                    XCTAssertEqual(try? house.records.certificate(reference), [UInt8]??.some(nil))
                default: XCTFail("\(error)")
                }
            }
            XCTAssertEqual(try house.records.revocations(of: "health").count, 1, "\(fault)")
            XCTAssertEqual(try house.records.unfinishedIssuances().count, 0)
        }
    }
}

/// A value that several threads write.
final class Locked<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: Value

    init(_ value: Value) { stored = value }

    var value: Value { lock.withLock { stored } }

    func update(_ body: (inout Value) -> Void) { lock.withLock { body(&stored) } }
}
