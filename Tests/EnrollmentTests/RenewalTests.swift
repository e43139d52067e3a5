// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import PKIX
import Records
import TestSupport
import XCTest

/// A new key in place of the old one: when it may be asked for, how often, for whom, and once.
final class RenewalTests: XCTestCase {
    private var house: EnrollmentHouse!
    private let day: Int64 = 86_400

    override func tearDown() { house = nil }

    override func setUpWithError() throws { house = try EnrollmentHouse() }

    /// A doctor with an accepted certificate, as it is on record.
    private func doctor(_ number: String = "9990000018", licence: String = "12345") throws -> (Applicant, Certificate) {
        let applicant = try Applicant(number, licence: licence)
        let application = try house.approved(applicant)
        let certificate = try house.issue(application.id)
        house.pass()
        try house.desk.accept(
            application.id, try house.desk.acceptanceStatement(for: application.id).signed(with: applicant.key))
        return (applicant, certificate)
    }

    private func statement(
        _ old: Certificate, _ key: PrivateKey, terms: [UInt8] = EnrollmentPolicy.noTermsSHA256, late: Int64 = 0
    ) -> RenewalStatement {
        RenewalStatement(
            certificateSHA256: old.sha256, serial: old.serialNumber.hex,
            publicKeySHA256: DigestAlgorithm.sha256.digest(key.publicKey.subjectPublicKeyInfo),
            termsSHA256: Hex.encode(terms), time: house.clock.now.advanced(bySeconds: late))
    }

    @discardableResult
    private func renew(
        _ old: Certificate, _ person: Applicant, as given: RenewalStatement? = nil
    ) throws -> Application {
        try house.desk.renew(
            given ?? statement(old, person.key), message: [1, 2, 3], signedBy: old.sha256, csr: person.csr())
    }

    private func openWindow(of certificate: Certificate) {
        house.clock.advance(
            bySeconds: certificate.validity.notAfter.seconds(since: house.clock.now) - 80 * day)
    }

    private func renewed(_ old: Certificate, _ person: Applicant) throws -> Certificate {
        let application = try renew(old, person)
        XCTAssertEqual(application.state, .approved)
        let certificate = try house.issue(application.id)
        house.pass()
        try house.desk.accept(
            application.id, try house.desk.acceptanceStatement(for: application.id).signed(with: person.key))
        return certificate
    }

    func testARenewalSaysWhatTheRecordsSayAndNotWhatTheRequestSays() throws {
        let (_, old) = try doctor()
        openWindow(of: old)
        var next = try Applicant()
        next.subject = [(OID.commonName, "Somebody Else"), (OID.organizationName, "Evil")]
        let new = try renewed(old, next)
        XCTAssertTrue(new.subject.matches(old.subject))
        XCTAssertEqual(new.admission?.licenceNumber, old.admission?.licenceNumber)
        XCTAssertEqual(new.tbs.subjectPublicKeyInfo, next.key.publicKey.subjectPublicKeyInfo)
        let application = try house.records.applications(in: .accepted).last
        XCTAssertNil(application?.enteredBy)
        XCTAssertEqual(try house.records.verifyAudit().findings, [])
    }

    func testOneCertificateComesOfAnyNumberOfRequests() throws {
        let (_, old) = try doctor()
        openWindow(of: old)
        let (next, other) = (try Applicant(), try Applicant())
        let desk = house.desk
        let (mine, theirs) = (statement(old, next.key), statement(old, other.key))
        let (mineCSR, theirsCSR) = (try next.csr(), try other.csr())
        let outcomes = Outcomes()
        DispatchQueue.concurrentPerform(iterations: 16) { index in
            let isMine = index % 2 == 0
            do {
                let application = try desk.renew(
                    isMine ? mine : theirs, message: [1], signedBy: old.sha256, csr: isMine ? mineCSR : theirsCSR)
                outcomes.add(application.id)
            } catch {
                outcomes.add("\(error)")
            }
        }
        let codes = Set(outcomes.all.filter { $0.count == 16 })
        XCTAssertEqual(codes.count, 1, "\(outcomes.all)")
        XCTAssertEqual(outcomes.all.filter { $0.count == 16 }.count, 8)
        XCTAssertEqual(Set(outcomes.all.filter { $0.count != 16 }), ["renewal(Enrollment.RenewalRefusal.beingRenewed)"])
        try house.issue(try XCTUnwrap(codes.first))
        // The same request again, long after: the same application, whatever became of the old one.
        house.pass(10 * day)
        let key = try house.records.application(try XCTUnwrap(codes.first)).publicKeySHA256
        let winner = key == mine.publicKeySHA256 ? (mine, mineCSR) : (theirs, theirsCSR)
        XCTAssertEqual(
            try house.desk.renew(winner.0, message: [1], signedBy: old.sha256, csr: winner.1).id, codes.first)
        XCTAssertEqual(try house.records.certificates(matching: .nationalID("9990000018")).count, 2)
    }

    func testTheWindowIsHeldAndEverybodyHasTheirOwnSuggestion() throws {
        let (_, old) = try doctor()
        let next = try Applicant()
        let window = try house.desk.renewalWindow(of: old.sha256)
        XCTAssertEqual(window.opens, old.validity.notAfter.advanced(bySeconds: -90 * day))
        XCTAssertGreaterThanOrEqual(window.suggestedStart, window.opens)
        XCTAssertLessThanOrEqual(window.suggestedStart, window.opens.advanced(bySeconds: 60 * day))
        XCTAssertLessThanOrEqual(window.suggestedEnd, window.closes)
        XCTAssertEqual(window, try house.desk.renewalWindow(of: old.sha256))
        assertRefused(.renewal(.notYet(opens: window.opens))) { try renew(old, next) }
        house.clock.advance(bySeconds: window.opens.seconds(since: house.clock.now) - 1)
        assertRefused(.renewal(.notYet(opens: window.opens))) { try renew(old, next) }
        house.pass(1)
        XCTAssertEqual(try renew(old, next).state, .approved)
        // A hundred certificates of one day are asked for on many.
        let starts = (0..<100).map { number -> Int64 in
            let sha256 = DigestAlgorithm.sha256.digest([UInt8(number)])
            return sha256.prefix(7).reduce(Int64(0)) { $0 << 8 | Int64($1) } % (60 * day + 1) / day
        }
        XCTAssertGreaterThan(Set(starts).count, 40)
    }

    func testAnExpiredOrHeldOrRevokedCertificateDoesNotRenew() throws {
        let (_, old) = try doctor()
        openWindow(of: old)
        let next = try Applicant()
        let reference = CertificateReference(authority: "health", serial: old.serialNumber)
        try house.records.hold(reference, because: "lost", by: "phone", at: house.clock.now)
        assertRefused(.renewal(.status(seen: .onHold))) { try renew(old, next) }
        house.pass()
        try house.records.release(reference, because: "found", by: "maryam", at: house.clock.now)
        house.pass()
        house.clock.advance(bySeconds: old.validity.notAfter.seconds(since: house.clock.now) + 1)
        assertRefused(.renewal(.over(since: old.validity.notAfter))) { try renew(old, next) }
        house.clock.advance(bySeconds: -2 * day)
        try house.records.revoke(reference, reason: .keyCompromise, because: "x", by: "maryam", at: house.clock.now)
        house.pass()
        assertRefused(.renewal(.status(seen: .revoked))) { try renew(old, next) }
    }

    func testTheKeyHasToBeNew() throws {
        let (holder, old) = try doctor()
        openWindow(of: old)
        assertRefused(.renewal(.keyNotNew)) { try renew(old, holder) }
        // Somebody else's key neither.
        let (stranger, _) = try doctor("9990000026", licence: "54321")
        XCTAssertThrowsError(try renew(old, stranger))
        // And the request has to hold the key that was signed for.
        let (named, sent) = (try Applicant(), try Applicant())
        assertRefused(.renewal(.key)) { try renew(old, sent, as: statement(old, named.key)) }
    }

    func testTheStatementIsOfThisCertificateTheseTermsAndThisHour() throws {
        let (_, old) = try doctor()
        let (_, other) = try doctor("9990000026", licence: "54321")
        openWindow(of: old)
        let next = try Applicant()
        assertRefused(.renewal(.certificate)) { try renew(old, next, as: statement(other, next.key)) }
        let terms = DigestAlgorithm.sha256.digest(Array("other".utf8))
        assertRefused(
            .renewal(.terms(seen: Hex.encode(terms), allowed: Hex.encode(EnrollmentPolicy.noTermsSHA256)))
        ) { try renew(old, next, as: statement(old, next.key, terms: terms)) }
        let late = statement(old, next.key, late: -3_601)
        assertRefused(.renewal(.stale(seen: late.time, now: house.clock.now, allowedSeconds: 3_600))) {
            try renew(old, next, as: late)
        }
        XCTAssertEqual(try RenewalStatement(checking: late.bytes), late)
        for index in late.bytes.indices {
            var bytes = late.bytes
            bytes[index] ^= 0x20
            XCTAssertNotEqual(try? RenewalStatement(checking: bytes), late)
        }
        XCTAssertThrowsError(try RenewalStatement(checking: late.bytes + [0x0A]))
        XCTAssertThrowsError(try RenewalStatement(checking: []))
    }

    func testAfterTwoRenewalsAnOfficeHasToSeeTheHolder() throws {
        var policy = EnrollmentHouse.policy
        policy.renewal.proofSeconds = 3_650 * day
        house = try EnrollmentHouse(policy: policy)
        try house.desk.license(
            office: "council", until: house.clock.now.advanced(bySeconds: 1_000 * day), by: EnrollmentHouse.console)
        var (_, certificate) = try doctor()
        for _ in 0..<2 {
            openWindow(of: certificate)
            try house.desk.license(
                office: "council", until: house.clock.now.advanced(bySeconds: 1_000 * day), by: EnrollmentHouse.console)
            certificate = try renewed(certificate, try Applicant())
        }
        openWindow(of: certificate)
        try house.desk.license(
            office: "council", until: house.clock.now.advanced(bySeconds: 1_000 * day), by: EnrollmentHouse.console)
        assertRefused(.renewal(.tooOften(seen: 2, allowed: 2))) { try renew(certificate, try Applicant()) }
    }

    func testAProofOfIdentityGrowsOld() throws {
        var policy = EnrollmentHouse.policy
        policy.renewal.proofSeconds = 100 * day
        house = try EnrollmentHouse(policy: policy)
        let (_, old) = try doctor()
        openWindow(of: old)
        XCTAssertThrowsError(try renew(old, try Applicant())) {
            guard case .renewal(.proofTooOld) = $0 as? EnrollmentError else { return XCTFail("\($0)") }
        }
    }

    func testASuspendedOfficesHoldersDoNotRenew() throws {
        let (_, old) = try doctor()
        openWindow(of: old)
        try house.desk.suspend(office: "council", by: EnrollmentHouse.console)
        assertRefused(.officeSuspended(id: "council")) { try renew(old, try Applicant()) }
    }

    func testOfficersCertificatesAndStrangersAreNotRenewedHere() throws {
        let officer = try house.certify("maryam", number: "9990001006")
        let next = try Applicant()
        assertRefused(.renewal(.unknown)) { try renew(officer.certificate, next) }
        assertRefused(.renewal(.unknown)) { try house.desk.renewalWindow(of: [UInt8](repeating: 0, count: 32)) }
    }

    // The negative control of the two-person rule: without the old key's word no application is approved unseen.
    func testNoOtherApplicationIsApprovedWithoutTwoOfficers() throws {
        let application = try house.apply(try Applicant())
        XCTAssertThrowsError(
            try house.records.approve(application: application.id, by: "reza", at: house.clock.now))
        XCTAssertEqual(try house.records.application(application.id).state, .submitted)
    }
}

/// What many threads came to.
private final class Outcomes: @unchecked Sendable {
    private let lock = NSLock()
    private var found: [String] = []
    func add(_ outcome: String) { lock.withLock { found.append(outcome) } }
    var all: [String] { lock.withLock { found } }
}
