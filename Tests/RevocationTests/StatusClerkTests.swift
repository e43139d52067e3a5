// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import Records
import Revocation
import TestSupport
import XCTest

final class StatusClerkTests: XCTestCase {
    func testARevocationIsOnRecordWithReasonInvalidityDateActorAndAuditLine() throws {
        let house = try House()
        let doctor = try house.issue().reference
        let lost = house.clock.now.advanced(bySeconds: -3_600)
        let lines = try house.records.auditHead().size

        let change = try house.clerk.revoke(
            doctor, reason: .keyCompromise, invalidityDate: lost, because: "card stolen", by: "maryam",
            at: house.clock.now)

        XCTAssertTrue(change.isNew)
        let standing = try XCTUnwrap(try house.records.statusHistory(of: doctor).last)
        XCTAssertEqual(standing.interval, change.interval)
        XCTAssertEqual(standing.interval.status, .revoked)
        XCTAssertEqual(standing.interval.reason, .keyCompromise)
        XCTAssertEqual(standing.interval.invalidityDate, lost)
        XCTAssertEqual(standing.actor, "maryam")
        XCTAssertEqual(standing.cause, "card stolen")
        let written = try house.records.auditLines(from: lines)
        XCTAssertEqual(written.map(\.act), [AuditAct.certificateStatus])
        XCTAssertEqual(written.map(\.actor), ["maryam"])
    }

    func testTheSameRevocationAskedForAgainIsAnsweredAndWritesNothing() throws {
        let house = try House()
        let doctor = try house.issue().reference
        let first = try house.clerk.revoke(
            doctor, reason: .superseded, because: "new card", by: "maryam", at: house.clock.now)
        let head = try house.records.auditHead()
        house.clock.advance(bySeconds: 10)

        let second = try house.clerk.revoke(
            doctor, reason: .superseded, because: "new card", by: "maryam", at: house.clock.now)

        XCTAssertFalse(second.isNew)
        XCTAssertEqual(second.interval, first.interval)
        XCTAssertEqual(try house.records.auditHead(), head)
    }

    func testARevocationForSomethingElseIsRefusedAndTheFirstStands() throws {
        let house = try House()
        let doctor = try house.issue().reference
        let since = house.clock.now
        try house.clerk.revoke(doctor, reason: .superseded, because: "new card", by: "maryam", at: since)
        house.clock.advance(bySeconds: 10)
        let refusal = RevocationError.revokedOtherwise(
            doctor, since: since, reason: .superseded, invalidityDate: nil)

        XCTAssertRefused(refusal) {
            try house.clerk.revoke(doctor, reason: .keyCompromise, because: "lost", by: "reza", at: house.clock.now)
        }
        XCTAssertRefused(refusal) {
            try house.clerk.revoke(
                doctor, reason: .superseded, invalidityDate: since, because: "lost", by: "reza", at: house.clock.now)
        }
        XCTAssertEqual(try house.records.statusHistory(of: doctor).last?.interval.reason, .superseded)
    }

    func testAHoldIsLiftedAndStaysInTheHistory() throws {
        let house = try House()
        let doctor = try house.issue().reference
        let (held, heldAgain) = try (
            house.clerk.hold(doctor, because: "card lost", by: "doctor", at: house.clock.now),
            house.clerk.hold(doctor, because: "card lost", by: "doctor", at: house.clock.now)
        )
        XCTAssertEqual([held.isNew, heldAgain.isNew], [true, false])
        XCTAssertEqual(held.interval, heldAgain.interval)
        house.clock.advance(bySeconds: 60)
        let (lifted, liftedAgain) = try (
            house.clerk.release(doctor, because: "card found", by: "maryam", at: house.clock.now),
            house.clerk.release(doctor, because: "card found", by: "maryam", at: house.clock.now)
        )
        XCTAssertEqual([lifted.isNew, liftedAgain.isNew], [true, false])
        XCTAssertEqual(lifted.interval, liftedAgain.interval)
        XCTAssertEqual(
            try house.records.statusHistory(of: doctor).map(\.interval.status), [.good, .onHold, .good])
    }

    func testWhatIsRevokedIsNeitherHeldNorReleased() throws {
        let house = try House()
        let doctor = try house.issue().reference
        let since = house.clock.now
        try house.clerk.hold(doctor, because: "lost", by: "doctor", at: since)
        try house.clerk.revoke(doctor, reason: .keyCompromise, because: "stolen", by: "maryam", at: since)
        XCTAssertRefused(.revokedAlready(doctor, since: since)) {
            try house.clerk.hold(doctor, because: "lost", by: "doctor", at: since)
        }
        XCTAssertRefused(.revokedAlready(doctor, since: since)) {
            try house.clerk.release(doctor, because: "found", by: "doctor", at: since)
        }
    }

    func testWhatWasNeverHeldIsNotReleasedAndWhatIsPendingIsNotHeld() throws {
        let house = try House()
        let good = try house.issue().reference
        let pending = try house.issue(as: .pendingAcceptance).reference
        XCTAssertRefused(.statusStep(good, seen: .good, allowed: [.onHold])) {
            try house.clerk.release(good, because: "", by: "maryam", at: house.clock.now)
        }
        XCTAssertRefused(.statusStep(pending, seen: .pendingAcceptance, allowed: [.good])) {
            try house.clerk.hold(pending, because: "", by: "maryam", at: house.clock.now)
        }
        // Nor does acceptance count as the end of a hold.
        try house.records.accept(pending, by: "doctor", at: house.clock.now)
        XCTAssertRefused(.statusStep(pending, seen: .good, allowed: [.onHold])) {
            try house.clerk.release(pending, because: "", by: "maryam", at: house.clock.now)
        }
    }

    func testACertificateThatWasNotAcceptedCanBeRevoked() throws {
        let house = try House()
        let pending = try house.issue(as: .pendingAcceptance).reference
        XCTAssertTrue(
            try house.clerk.revoke(pending, reason: .unspecified, because: "", by: "maryam", at: house.clock.now).isNew)
    }

    func testOnlyReasonsForPeopleAndAuthoritiesAreTaken() throws {
        let house = try House()
        for reason in RevocationReason.allCases {
            let doctor = try house.issue().reference
            let revoke = {
                try house.clerk.revoke(doctor, reason: reason, because: "", by: "maryam", at: house.clock.now)
            }
            if [.certificateHold, .removeFromCRL, .aACompromise].contains(reason) {
                XCTAssertRefused(.reason(seen: reason, allowed: StatusClerk.revocationReasons), revoke)
            } else {
                XCTAssertEqual(try revoke().interval.reason, reason)
            }
        }
    }

    func testAnInvalidityDateInTheFutureIsRefused() throws {
        let house = try House()
        let doctor = try house.issue().reference
        let (now, later) = (house.clock.now, house.clock.now.advanced(bySeconds: 1))
        XCTAssertRefused(.invalidityInFuture(seen: later, latest: now)) {
            try house.clerk.revoke(
                doctor, reason: .keyCompromise, invalidityDate: later, because: "", by: "maryam", at: now)
        }
    }

    func testWhatWasNeverIssuedIsNotRevoked() throws {
        let house = try House()
        let stranger = CertificateReference(authority: "health", serial: SerialNumber(unsigned: [1, 2, 3]))
        XCTAssertRefused(.unknownCertificate(stranger)) {
            try house.clerk.revoke(stranger, reason: .superseded, because: "", by: "maryam", at: house.clock.now)
        }
        try house.records.reserveSerial(
            stranger, for: IssuanceRequest(withoutApplicationUnder: "doctor-signing"), by: "ca", at: house.clock.now)
        XCTAssertRefused(.notIssued(stranger, seen: .reserved)) {
            try house.clerk.revoke(stranger, reason: .superseded, because: "", by: "maryam", at: house.clock.now)
        }
    }

    func testOfManyWhoRevokeAtOnceOneDoesAndAllAreAnsweredAlike() throws {
        let house = try House()
        let doctor = try house.issue().reference
        let results = onThreads(16) { number in
            try house.clerk.revoke(
                doctor, reason: .keyCompromise, because: "lost", by: "officer-\(number)", at: house.clock.now)
        }
        let changes = try results.map { try $0.get() }
        XCTAssertEqual(changes.filter(\.isNew).count, 1)
        XCTAssertEqual(Set(changes.map(\.interval)).count, 1)
        XCTAssertEqual(try house.records.statusHistory(of: doctor).count, 2)
    }
}
