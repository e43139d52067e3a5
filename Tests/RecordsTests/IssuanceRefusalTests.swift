// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import XCTest

@testable import Records

final class IssuanceRefusalTests: XCTestCase {
    private var home: TestHome!
    private var records: Records!
    private let plain = IssuanceRequest(withoutApplicationUnder: "doctor")

    // XCTest keeps its cases to the end, and they would keep their folders.
    override func tearDown() {
        records = nil
        home = nil
    }

    override func setUpWithError() throws {
        home = try TestHome()
        records = try home.openFurnished()
    }

    private func assertRefused(
        _ expected: RecordsError, _ body: @autoclosure () throws -> Void, line: UInt = #line
    ) throws {
        let before = try records.auditHead()
        XCTAssertThrowsError(try body(), line: line) { XCTAssertEqual($0 as? RecordsError, expected, line: line) }
        XCTAssertEqual(try records.auditHead(), before, "a refusal leaves no trace", line: line)
    }

    func testASerialNumberIsGivenOutOnce() throws {
        try records.reserveSerial(reference(1), for: plain, by: "ca", at: start)
        try assertRefused(
            .serialTaken(reference(1)), try records.reserveSerial(reference(1), for: plain, by: "ca", at: start))
        try assertRefused(
            .serialTaken(reference(1)),
            try records.recordIntentToSign(reference(1), for: plain, draft: paper(1), by: "ca", at: start))
        // Another authority has numbers of its own.
        try records.enter(
            AuthorityRecord(name: "trade", parent: "health", keyReference: "t", certificate: nil, created: start),
            by: "ceremony")
        try records.reserveSerial(
            CertificateReference(authority: "trade", serial: reference(1).serial), for: plain, by: "ca", at: start)
    }

    func testOfManyThreadsThatReserveOneNumberOneGetsIt() throws {
        let records = records!
        let outcomes = onThreads(16) { _ in
            try records.reserveSerial(
                reference(5), for: IssuanceRequest(withoutApplicationUnder: "doctor"), by: "ca", at: start)
        }
        XCTAssertEqual(outcomes.filter { (try? $0.get()) != nil }.count, 1)
        for case .failure(let error) in outcomes { XCTAssertEqual(error as? RecordsError, .serialTaken(reference(5))) }
    }

    func testASerialNumberThatNoCertificateMayHaveIsRefused() throws {
        for serial in [
            SerialNumber(unsigned: [0]), SerialNumber(unsigned: Array(repeating: 0x7F, count: 21)),
            SerialNumber(unsigned: Array(repeating: 0xFF, count: 20)),  // 21 octets with its sign
        ] {
            try assertRefused(
                .value(field: "serial", seen: serial.hex, allowed: "above zero, at most 20 octets"),
                try records.reserveSerial(
                    CertificateReference(authority: "health", serial: serial), for: plain, by: "ca", at: start))
        }
    }

    func testNoStepCanBeSkippedOrTakenTwice() throws {
        let name = reference(1)
        let der = signed(paper(1).tbs)
        try assertRefused(.unknownCertificate(name), try records.fileDraft(paper(1), of: name, by: "ca", at: start))
        try assertRefused(.unknownCertificate(name), try records.recordIntentToSign(name, by: "ca", at: start))
        try records.reserveSerial(name, for: plain, by: "ca", at: start)
        try assertRefused(
            .issuanceMoved(name, seen: .reserved, expected: [.drafted]),
            try records.recordIntentToSign(name, by: "ca", at: start))
        try assertRefused(
            .issuanceMoved(name, seen: .reserved, expected: [.signing]),
            { _ = try records.fileCertificate(der, of: name, by: "ca", at: start) }())
        try records.fileDraft(paper(1), of: name, by: "ca", at: start)
        try assertRefused(
            .issuanceMoved(name, seen: .drafted, expected: [.reserved]),
            try records.fileDraft(paper(1), of: name, by: "ca", at: start))
        try records.recordIntentToSign(name, by: "ca", at: start)
        // The one that would be a second signature over one draft.
        try assertRefused(
            .issuanceMoved(name, seen: .signing, expected: [.drafted]),
            try records.recordIntentToSign(name, by: "ca", at: start))
        try records.fileCertificate(der, of: name, by: "ca", at: start)
        try assertRefused(
            .issuanceMoved(name, seen: .issued, expected: [.signing]),
            { _ = try records.fileCertificate(der, of: name, by: "ca", at: start) }())
        try assertRefused(
            .issuanceMoved(name, seen: .issued, expected: [.reserved, .drafted, .signing]),
            try records.abandon(name, because: "late", by: "ca", at: start))
    }

    func testOfManyThreadsThatMeanToSignOneDraftOneMay() throws {
        let records = records!
        try records.reserveSerial(reference(1), for: plain, by: "ca", at: start)
        try records.fileDraft(paper(1), of: reference(1), by: "ca", at: start)
        let outcomes = onThreads(16) { _ in try records.recordIntentToSign(reference(1), by: "ca", at: start) }
        XCTAssertEqual(outcomes.filter { (try? $0.get()) != nil }.count, 1)
    }

    func testACertificateThatIsNotTheDraftIsNotFiled() throws {
        let name = reference(1)
        try records.recordIntentToSign(name, for: plain, draft: paper(1), by: "ca", at: start)
        var bent = paper(1).tbs
        bent[bent.count - 1] ^= 1
        for der in [signed(paper(2).tbs), signed(bent), paper(1).tbs, [], [0x30], Array("certificate".utf8)] {
            try assertRefused(
                .certificateDiffersFromDraft(name),
                { _ = try records.fileCertificate(der, of: name, by: "ca", at: start) }())
        }
        try records.fileCertificate(signed(paper(1).tbs), of: name, by: "ca", at: start)
    }

    func testOneCertificateIsNotFiledTwice() throws {
        try records.issue(1)
        try records.recordIntentToSign(reference(2), for: plain, draft: paper(1), by: "ca", at: start)
        let der = signed(paper(1).tbs)
        try assertRefused(
            .certificateExists(sha256: DigestAlgorithm.sha256.digest(der)),
            { _ = try records.fileCertificate(der, of: reference(2), by: "ca", at: start) }())
    }

    func testAnApplicationIsIssuedOnceAndOnlyWhenApproved() throws {
        try records.take(
            ApplicationDraft(
                id: "A1", office: "tehran", profile: "doctor", subject: SubjectFields([:]), request: [],
                publicKeySHA256: Array(repeating: 1, count: 32)),
            by: "applicant", at: start)
        let request = IssuanceRequest(application: "A1", office: "tehran", profile: "doctor")
        try assertRefused(
            .applicationMoved(id: "A1", seen: .drafted, expected: [.approved]),
            try records.reserveSerial(reference(1), for: request, by: "ca", at: start))
        try records.approvedApplication("A2")
        let second = IssuanceRequest(application: "A2", office: "tehran", profile: "doctor")
        let records = records!
        let outcomes = onThreads(8) { index in
            try records.recordIntentToSign(
                reference(10 + index), for: second, draft: paper(10 + index), by: "ca", at: start)
        }
        XCTAssertEqual(outcomes.filter { (try? $0.get()) != nil }.count, 1)
        for case .failure(let error) in outcomes {
            XCTAssertEqual(
                error as? RecordsError, .applicationMoved(id: "A2", seen: .issuing, expected: [.approved]))
        }
        XCTAssertEqual(try records.certificates(matching: .application("A2")).count, 1)
    }

    func testAnUnknownAuthorityIssuesNothing() throws {
        let name = CertificateReference(authority: "nobody", serial: reference(1).serial)
        try assertRefused(
            .unknownAuthority(name: "nobody"), try records.reserveSerial(name, for: plain, by: "ca", at: start))
    }

    func testAClockBehindTheLogSignsNothing() throws {
        try records.note("test", of: "test", by: "test", at: later(1_000))
        let behind = RecordsError.clockBehind(seen: later(900), newest: later(1_000), toleratedSeconds: 60)
        try assertRefused(
            behind, try records.recordIntentToSign(reference(1), for: plain, draft: paper(1), by: "ca", at: later(900)))
        try records.reserveSerial(reference(2), for: plain, by: "ca", at: later(1_000))
        try records.fileDraft(paper(2), of: reference(2), by: "ca", at: later(1_000))
        try assertRefused(behind, try records.recordIntentToSign(reference(2), by: "ca", at: later(900)))
        // Threads read the clock before they queue.
        try records.recordIntentToSign(reference(2), by: "ca", at: later(941))
    }

    func testAStatusThatNoCertificateBeginsWithIsRefused() throws {
        try records.recordIntentToSign(reference(1), for: plain, draft: paper(1), by: "ca", at: start)
        for status in [RecordedStatus.onHold, .revoked] {
            try assertRefused(
                .value(field: "status", seen: status.rawValue, allowed: "good, pendingAcceptance"),
                {
                    _ = try records.fileCertificate(
                        signed(paper(1).tbs), of: reference(1), as: status, by: "ca", at: start)
                }())
        }
    }
}
