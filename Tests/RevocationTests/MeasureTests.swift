// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import TestSupport
import XCTest

@testable import Revocation

/// Figures are printed, not judged: the machine that runs the tests does other things too.
final class MeasureTests: XCTestCase {
    func testALongListIsTimed() throws {
        let entries = 100_000
        let figures = try ListMeasurement.run(entries: entries)
        XCTAssertEqual(figures.entries, entries)
        XCTAssertGreaterThan(figures.byteCount, entries * 40)
        print("list of \(entries): \(figures)")
    }

    func testAnswersAreTimed() throws {
        let figures = try AnswerMeasurement.run(certificates: 2_000, seconds: 0.2)
        XCTAssertGreaterThan(figures.cachedPerSecond, 0)
        XCTAssertGreaterThan(figures.livePerSecond, 0)
        XCTAssertGreaterThan(figures.signaturesPerSecond, 0)
        print("answers: \(figures)")
    }

    func testTheMadeUpCertificatesAreFoundByTheirNumbers() throws {
        let made = MeasuredCertificates(count: 50, now: TestPKI.now, revokedOneIn: 10)
        var shown = 0
        made.forEachIssued { reference, certificate in
            shown += 1
            XCTAssertEqual(made.issued(reference), certificate)
            XCTAssertEqual(certificate.sha256?.count ?? 32, 32)
        }
        XCTAssertEqual(shown, 50)
        XCTAssertNil(
            MeasuredCertificates(count: 40, now: TestPKI.now, revokedOneIn: 10).issued(
                .init(authority: MeasuredCertificates.authority, serial: made.serial(45))))
    }

    func testMeasuresOfNothingAreRefused() {
        XCTAssertRefused(.plan(field: "entries", seen: 0, allowed: 1...10_000_000)) {
            try ListMeasurement.run(entries: 0)
        }
        XCTAssertRefused(.plan(field: "certificates", seen: -1, allowed: 1...10_000_000)) {
            try AnswerMeasurement.run(certificates: -1)
        }
    }

    func testAFileOfAnswersIsMeasured() throws {
        let measured = try AnswerFileMeasurement.run(certificates: 300, seconds: 0.05, now: TestPKI.now)
        XCTAssertGreaterThan(measured.answersPerSecond, 0)
        XCTAssertGreaterThan(measured.fileBytes, 300 * 200)
        XCTAssertThrowsError(try AnswerFileMeasurement.run(certificates: 0))
    }
}
