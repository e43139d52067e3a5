// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import Records
import Revocation
import XCTest

final class PresentedStatusTests: XCTestCase {
    private func time(_ seconds: Int64) -> Instant { Instant(secondsSince1970: 1_800_000_000 + seconds) }

    /// Intervals that follow each other, one every ten seconds.
    private func history(_ statuses: RecordedStatus..., reason: RevocationReason = .keyCompromise) -> [StatusInterval] {
        statuses.enumerated().map { place, status in
            StatusInterval(
                status: status, since: time(Int64(place) * 10),
                until: place + 1 < statuses.count ? time(Int64(place + 1) * 10) : nil,
                reason: status == .revoked ? reason : status == .onHold ? .certificateHold : nil,
                invalidityDate: status == .revoked ? time(-100) : nil)
        }
    }

    func testAHistoryIsToldAsListsAndAnswersSayIt() {
        let hold = RevocationReason.certificateHold
        let cases: [([StatusInterval], CertificateStatus)] = [
            ([], .unknown),
            (history(.good), .good),
            (history(.pendingAcceptance), .revoked(at: time(0), reason: hold)),
            (history(.pendingAcceptance, .good), .good),
            (history(.good, .onHold), .revoked(at: time(10), reason: hold)),
            (history(.good, .onHold, .good), .good),
            (history(.good, .onHold, .good, .onHold), .revoked(at: time(30), reason: hold)),
            (history(.good, .revoked), .revoked(at: time(10), reason: .keyCompromise)),
            (history(.good, .revoked, reason: .unspecified), .revoked(at: time(10), reason: nil)),
            // Without a certificate on record: a signature may exist.
            (history(.revoked, reason: .unspecified), .revoked(at: time(0), reason: nil)),
        ]
        for (intervals, told) in cases {
            XCTAssertEqual(PresentedStatus(intervals).status, told, "\(intervals.map(\.status))")
        }
    }

    func testARevocationOutOfAHoldIsDatedByTheHold() {
        XCTAssertEqual(
            PresentedStatus(history(.good, .onHold, .revoked)).status,
            .revoked(at: time(10), reason: .keyCompromise))
        XCTAssertEqual(
            PresentedStatus(history(.pendingAcceptance, .revoked)).status,
            .revoked(at: time(0), reason: .keyCompromise))
        // A hold that was lifted before does not count.
        XCTAssertEqual(
            PresentedStatus(history(.good, .onHold, .good, .revoked)).status,
            .revoked(at: time(30), reason: .keyCompromise))
    }

    func testOnlyARevocationHasAnInvalidityDate() {
        XCTAssertEqual(PresentedStatus(history(.good, .revoked)).invalidityDate, time(-100))
        XCTAssertNil(PresentedStatus(history(.good, .onHold)).invalidityDate)
        XCTAssertNil(PresentedStatus(history(.good)).invalidityDate)
    }
}
