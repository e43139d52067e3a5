// SPDX-License-Identifier: Apache-2.0
import DER
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// What the authority's own records make of a good signature.
final class StatusSourceTests: XCTestCase {
    /// Records that say the same of everything.
    private struct Records: StatusSource {
        let answer: IssuerStatus?
        var asOf = Scene.now
        var revision = "1"

        func status(of certificate: Certificate, sha256: [UInt8], at time: Instant) -> IssuerStatus? { answer }
    }

    private func judge(
        _ answer: IssuerStatus?, _ message: [UInt8]? = nil, lists: [CertificateList] = [Scene.lists[0]],
        at time: Instant = Scene.now
    ) throws -> ValidationReport {
        try Scene.judge(
            try message ?? Scene.sign(), at: time,
            against: Scene.snapshot(lists: lists, status: Records(answer: answer)))
    }

    func testGoodOnRecordNeedsNoList() throws {
        let report = try judge(.good)
        assertAccepted(report)
        let status = try XCTUnwrap(report.signatures[0].certificateStatus)
        XCTAssertEqual(status.status, .good)
        XCTAssertEqual(status.source, .records)
        XCTAssertEqual(status.thisUpdate, Scene.now)
    }

    func testGoodOnRecordIsNewerThanAListThatRevokes() throws {
        let held = try Scene.health.revocationList { $0.revoke(Scene.doctor, reason: .certificateHold) }
        assertAccepted(try judge(.good, lists: [Scene.lists[0], held]))
        assertVerdict(
            try judge(nil, lists: [Scene.lists[0], held]), .tryLater, .cannotDecide, .onHold)
    }

    func testRevokedOnRecordIsNewerThanAListThatDoesNotName() throws {
        let report = try judge(
            .revoked(at: Scene.now.advanced(bySeconds: -60), reason: .keyCompromise), lists: Scene.lists)
        assertVerdict(report, .revokedNoPOE, .cannotDecide, .revoked)
        XCTAssertEqual(report.signatures[0].certificateStatus?.source, .records)
        XCTAssertEqual(report.signatures[0].certificateStatus?.status, .revoked)
    }

    func testOnHoldAndNotYetAccepted() throws {
        let held = try judge(.onHold(since: Scene.now.advanced(bySeconds: -60)), lists: Scene.lists)
        assertVerdict(held, .tryLater, .cannotDecide, .onHold)
        XCTAssertEqual(held.signatures[0].certificateStatus?.status, .onHold)
        let pending = try judge(.pendingAcceptance, lists: Scene.lists)
        assertVerdict(pending, .tryLater, .cannotDecide, .notAccepted)
    }

    func testNeverIssuedIsRejectedWhateverTheListsSay() throws {
        let report = try judge(.neverIssued, lists: Scene.lists)
        assertVerdict(report, .certificateChainGeneralFailure, .reject, .certificateNotOnRecord)
        XCTAssertEqual(report.signatures[0].certificateStatus?.status, .unknown)
    }

    func testRecordsThatDoNotSpeakForTheIssuerLeaveItToTheLists() throws {
        assertAccepted(try judge(nil, lists: Scene.lists))
        assertVerdict(try judge(nil), .tryLater, .cannotDecide, .revocationEvidenceMissing)
    }

    func testExpiredIsToldApartByWhetherItWasGood() throws {
        let person = try Scene.health.signer("Old") {
            $0.validity = Validity(
                notBefore: TestPKI.validity.notBefore, notAfter: Scene.now.advanced(bySeconds: -86_400))
        }
        let message = try Forgery.by(person) { $0.signingTime = Scene.now.advanced(bySeconds: -2 * 86_400) }
        let known = try judge(.good, message, lists: Scene.lists)
        assertVerdict(known, .outOfBoundsNotRevoked, .cannotDecide, .expired)
        XCTAssertEqual(known.signatures[0].certificateStatus?.status, .expired)
        assertVerdict(
            try judge(nil, message, lists: Scene.lists), .outOfBoundsNoPOE, .cannotDecide, .outsideValidity)
        assertVerdict(
            try judge(.revoked(at: Scene.now.advanced(bySeconds: -3 * 86_400), reason: nil), message),
            .revokedNoPOE, .cannotDecide, .revoked)
    }

    func testRecordsDoNotVouchForAStrangersCertificate() throws {
        let stranger = try TestPKI.root("Elsewhere").signer("Stranger")
        assertVerdict(
            try judge(.good, Forgery.by(stranger)), .noCertificateChainFound, .cannotDecide,
            .noCertificateChainFound)
    }

    func testRecordsThatWereReadLongAgoVouchForNothing() throws {
        func verdict(_ answer: IssuerStatus, _ age: Int64, lists: [CertificateList]) throws -> ValidationReport {
            let records = Records(answer: answer, asOf: Scene.now.advanced(bySeconds: -age))
            return try Scene.judge(
                Scene.sign(), StandardPolicies.prescription,
                against: Scene.snapshot(lists: lists, status: records))
        }
        let rootOnly = [Scene.lists[0]]
        assertAccepted(try verdict(.good, 86_400, lists: rootOnly))
        assertVerdict(
            try verdict(.good, 86_401, lists: rootOnly), .tryLater, .cannotDecide, .revocationEvidenceMissing)
        // The lists may still know, and a revocation stays one.
        assertAccepted(try verdict(.good, 86_401, lists: Scene.lists))
        assertVerdict(
            try verdict(.revoked(at: Scene.now.advanced(bySeconds: -200_000), reason: nil), 86_401, lists: Scene.lists),
            .revokedNoPOE, .cannotDecide, .revoked)
        // And no list makes anything good that was never issued, however the moment is chosen.
        assertVerdict(
            try verdict(.neverIssued, 86_401, lists: Scene.lists), .certificateChainGeneralFailure, .reject,
            .certificateNotOnRecord)
        // Asked about a day to come, today's records know nothing of it.
        let report = try Scene.judge(
            Scene.sign(), at: Scene.now.advanced(bySeconds: 86_400 * 30), by: .caller,
            against: Scene.snapshot(status: Records(answer: .good)))
        XCTAssertEqual(report.decision, .cannotDecide)
    }

    /// Somebody who has the root's key, or had it, makes an authority past the records; it makes people and lists.
    func testAnAuthorityThatWasNeverIssuedMakesNobodyGood() throws {
        struct Journal: StatusSource {
            let stranger: Certificate
            let asOf = Scene.now
            let revision = "1"

            func status(of certificate: Certificate, sha256: [UInt8], at time: Instant) -> IssuerStatus? {
                sha256 == stranger.sha256 ? .neverIssued : nil
            }
        }
        let rogue = try Scene.root.authority("Rogue")
        let person = try rogue.signer("Person")
        let message = try Forgery.by(person) {
            $0.certificates = [person.certificate, rogue.certificate]
            $0.crls = [try rogue.revocationList()]
        }
        // Control: without records it is good.
        assertAccepted(try Scene.judge(message))
        let journal = try Scene.snapshot(status: Journal(stranger: rogue.certificate))
        let report = try Scene.judge(message, against: journal)
        assertVerdict(report, .certificateChainGeneralFailure, .reject, .certificateNotOnRecord)
        XCTAssertEqual(report.signatures[0].certificateStatus?.status, .unknown)
        assertAccepted(try Scene.judge(Scene.sign(), against: journal))
    }

    func testNewRecordsMakeAnotherSnapshot() throws {
        let first = try Scene.snapshot(status: Records(answer: .good))
        assertAccepted(try Scene.judge(Scene.sign(), against: first))
        let second = first.with(
            status: Records(answer: .revoked(at: Scene.now, reason: nil), revision: "2"))
        XCTAssertNotEqual(first.id, second.id)
        // When they were read stands in the report, so it is part of the snapshot's name.
        let later = Records(answer: .good, asOf: Scene.now.advanced(bySeconds: 1))
        XCTAssertNotEqual(first.id, first.with(status: later).id)
        // The signer is remembered, the status is not.
        assertVerdict(try Scene.judge(Scene.sign(), against: second), .revokedNoPOE, .cannotDecide, .revoked)
        assertAccepted(try Scene.judge(Scene.sign(), against: first))
    }
}
