// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import Records
import Revocation
import TestSupport
import XCTest

final class ManyRevocationsTests: XCTestCase {
    func testEachCertificateIsChangedOrStandsOrIsRefusedWithTheFactOfTheSingleAct() throws {
        let house = try House()
        let names = try (0..<5).map { _ in try house.issue().reference }
        let clerk = house.clerk
        try clerk.revoke(names[0], reason: .keyCompromise, because: "stolen", by: "maryam", at: house.clock.now)
        try clerk.revoke(names[1], reason: .superseded, because: "new", by: "maryam", at: house.clock.now)
        try clerk.hold(names[2], because: "lost", by: "maryam", at: house.clock.now)
        let stranger = CertificateReference(authority: "health", serial: SerialNumber(unsigned: [9]))

        let outcome = try clerk.revoke(
            names + [stranger], reason: .keyCompromise, because: "batch", by: "reza", clock: house.clock.reading)

        XCTAssertEqual(outcome.standing, [names[0]])
        XCTAssertEqual(outcome.changed, [names[2], names[3], names[4]])
        XCTAssertEqual(outcome.refused.map(\.certificate), [names[1], stranger])
        XCTAssertEqual(
            outcome.refused.map(\.cause),
            [
                .revokedOtherwise(names[1], since: house.clock.now, reason: .superseded, invalidityDate: nil),
                .unknownCertificate(stranger),
            ])
        XCTAssertTrue(outcome.isComplete)
        XCTAssertThrowsError(
            try clerk.revoke(names[1], reason: .keyCompromise, because: "batch", by: "reza", at: house.clock.now)
        ) { XCTAssertEqual($0 as? RevocationError, outcome.refused[0].cause) }
    }

    func testAReasonOrDateThatNoneCanHaveIsRefusedBeforeAnythingIsDone() throws {
        let house = try House()
        let names = [try house.issue().reference]
        let lines = try house.records.auditHead()
        for reason in [RevocationReason.certificateHold, .removeFromCRL, .aACompromise] {
            XCTAssertThrowsError(try house.clerk.revoke(names, reason: reason, because: "", by: "reza"))
        }
        let tomorrow = house.clock.now.advanced(bySeconds: 86_400)
        XCTAssertThrowsError(
            try house.clerk.revoke(
                names, reason: .keyCompromise, invalidityDate: tomorrow, because: "", by: "reza",
                clock: house.clock.reading))
        XCTAssertEqual(try house.records.auditHead(), lines)
    }

    func testWorkThatIsStoppedHasDoneWholeChunksAndGoesOnWhenAskedAgain() throws {
        let house = try House()
        let name = try house.issue().reference
        // The first chunk is full of one name, so that two chunks need not be two thousand certificates.
        let names = Array(repeating: name, count: Records.statusChunk) + [try house.issue().reference]
        var told: [Int] = []
        let stopped = try house.clerk.hold(names, because: "drill", by: "reza", clock: house.clock.reading) {
            told.append($0.done)
            return false
        }
        XCTAssertEqual(told, [Records.statusChunk])
        XCTAssertFalse(stopped.isComplete)
        XCTAssertEqual(stopped.changed, [name])
        let again = try house.clerk.hold(names, because: "drill", by: "reza", clock: house.clock.reading)
        XCTAssertTrue(again.isComplete)
        XCTAssertEqual(again.changed, [names[Records.statusChunk]])
        XCTAssertEqual(again.standing.count, Records.statusChunk)
        let released = try house.clerk.release(
            [name, names[Records.statusChunk]], because: "found", by: "reza", clock: house.clock.reading)
        XCTAssertEqual(released.changed.count, 2)
    }

    func testManyRevocationsAreTimed() throws {
        let folder = try TemporaryFolder()
        let figures = try RevocationMeasurement.run(certificates: 3_000, in: folder.url.path)
        XCTAssertEqual(figures.certificates, 3_000)
        print("revocations: \(figures)")
    }
}
