// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

final class StatusResponderTests: XCTestCase {
    private func basic(
        _ answer: OCSPAnswer, by responder: TestIdentity, file: StaticString = #filePath, line: UInt = #line
    ) throws -> BasicOCSPResponse {
        XCTAssertEqual(answer.status, .successful, file: file, line: line)
        let basic = try XCTUnwrap(try OCSPResponse(der: answer.der).basic, file: file, line: line)
        XCTAssertTrue(basic.isSigned(by: try responder.certificate.publicKey()), file: file, line: line)
        return basic
    }

    private func status(
        of issued: Issued, _ responder: StatusResponder, in house: House, _ hash: DigestAlgorithm = .sha1
    ) throws -> SingleResponse {
        let certID = try issued.certID(hash, issuer: house.health)
        let single = try XCTUnwrap(
            try basic(responder.answer(OCSPRequest.make([certID])), by: house.responder).responses.first)
        XCTAssertEqual(single.certID, certID)
        return single
    }

    func testAGoodAnswerHasEverythingThatClientsLookAt() throws {
        let house = try House()
        let doctor = try house.issue()
        let responder = try house.statusResponder()
        house.clock.advance(bySeconds: 5)
        let answer = responder.answer(OCSPRequest.make([try doctor.certID(issuer: house.health)]))
        let basic = try basic(answer, by: house.responder)
        XCTAssertEqual(basic.responderID, try ResponderID(keyOf: house.responder.certificate))
        guard case .byKey = basic.responderID else { return XCTFail("by name") }
        XCTAssertEqual(basic.certificates, [house.responder.certificate])
        XCTAssertEqual(basic.producedAt, house.clock.now)
        XCTAssertNil(basic.nonce)
        let single = try XCTUnwrap(basic.responses.first)
        XCTAssertEqual(basic.responses.count, 1)
        XCTAssertEqual(single.status, .good)
        XCTAssertEqual(single.thisUpdate, TestPKI.now, "when the index was read, not when it was signed")
        XCTAssertEqual(single.nextUpdate, TestPKI.now.advanced(bySeconds: 57_600))
        XCTAssertEqual(single.certHash?.matches(doctor.certificate), true)
        XCTAssertEqual(single.certHash?.hashAlgorithm, .sha256)
        XCTAssertEqual(single.archiveCutoff, house.health.certificate.tbs.validity.notBefore)
        XCTAssertEqual(answer.thisUpdate, single.thisUpdate)
        XCTAssertEqual(answer.nextUpdate, single.nextUpdate)
        XCTAssertEqual(answer.expires, TestPKI.now.advanced(bySeconds: 28_800))
        XCTAssertNotNil(answer.etag)
    }

    func testEveryStatusIsToldAsOnTheList() throws {
        let house = try House()
        let doctors = try (0..<4).map { _ in try house.issue() }
        let pending = try house.issue(as: .pendingAcceptance)
        let (clerk, now) = (house.clerk, house.clock.now)
        try clerk.revoke(doctors[0].reference, reason: .keyCompromise, because: "", by: "m", at: now)
        try clerk.hold(doctors[1].reference, because: "", by: "m", at: now)
        try clerk.hold(doctors[2].reference, because: "", by: "m", at: now)
        try clerk.release(doctors[2].reference, because: "", by: "m", at: now)
        try clerk.revoke(doctors[3].reference, reason: .unspecified, because: "", by: "m", at: now)
        let responder = try house.statusResponder()
        let expected: [(Issued, CertificateStatus)] = [
            (doctors[0], .revoked(at: now, reason: .keyCompromise)),
            (doctors[1], .revoked(at: now, reason: .certificateHold)), (doctors[2], .good),
            (doctors[3], .revoked(at: now, reason: nil)), (pending, .revoked(at: now, reason: .certificateHold)),
        ]
        try house.publisher().publish()
        let list = try house.list()
        for (issued, told) in expected {
            let single = try status(of: issued, responder, in: house)
            XCTAssertEqual(single.status, told)
            XCTAssertEqual(single.certHash != nil, told == .good)
            let entry = list.entry(for: issued.serial, issuer: house.health.name)
            XCTAssertEqual(entry.map { .revoked(at: $0.revocationDate, reason: $0.reason) } ?? .good, told)
        }
    }

    func testWhatWasNeverIssuedIsUnknownAndNotKept() throws {
        let house = try House()
        let responder = try house.statusResponder()
        // Signed with the authority's key, and on no record.
        let rogue = try house.health.signer("Rogue")
        let issued = Issued(
            identity: rogue,
            reference: CertificateReference(authority: "health", serial: rogue.certificate.serialNumber))
        let single = try status(of: issued, responder, in: house)
        XCTAssertEqual(single.status, .unknown)
        XCTAssertNil(single.certHash)
        XCTAssertEqual(single.nextUpdate, house.clock.now.advanced(bySeconds: 60))
        let request = OCSPRequest.make([try issued.certID(issuer: house.health)])
        XCTAssertNil(responder.answer(request).expires, "no cache may keep it")
        XCTAssertNil(responder.cachedAnswer(request))

        // Control: once it is on record it is good at once.
        try house.intend(rogue.certificate, issued.reference)
        try house.refresh(responder)
        XCTAssertEqual(try status(of: issued, responder, in: house).status, .unknown, "signed is not issued")
        try house.records.fileCertificate(
            rogue.certificate.encoded, of: issued.reference, as: .good, by: "ca", at: house.clock.now)
        try house.refresh(responder)
        XCTAssertEqual(try status(of: issued, responder, in: house).status, .good)
    }

    func testARevocationIsAnsweredAsSoonAsTheIndexHasIt() throws {
        let house = try House()
        let (doctor, other) = try (house.issue(), house.issue())
        let responder = try house.statusResponder()
        let requests = try [doctor, other].map { OCSPRequest.make([try $0.certID(issuer: house.health)]) }
        let before = requests.map { responder.answer($0) }
        XCTAssertEqual(requests.map { responder.answer($0) }, before, "kept")

        try house.clerk.revoke(doctor.reference, reason: .keyCompromise, because: "", by: "m", at: house.clock.now)
        XCTAssertEqual(responder.answer(requests[0]), before[0], "not before the index has it")
        try house.refresh(responder)
        XCTAssertNil(responder.cachedAnswer(requests[0]))
        XCTAssertEqual(
            try status(of: doctor, responder, in: house).status,
            .revoked(at: house.clock.now, reason: .keyCompromise))
        XCTAssertEqual(responder.cachedAnswer(requests[1]), before[1], "nothing else is signed again")
    }

    func testAnAnswerIsSignedAnewAtHalfItsLife() throws {
        let house = try House()
        let doctor = try house.issue()
        let key = SlowKey(house.responder.key)
        let responder = try house.statusResponder(key: key)
        let request = OCSPRequest.make([try doctor.certID(issuer: house.health)])
        let first = responder.answer(request)
        house.clock.advance(bySeconds: 28_799)
        try house.refresh(responder)
        XCTAssertEqual(responder.answer(request), first)
        XCTAssertEqual(key.count, 1)
        house.clock.advance(bySeconds: 1)
        try house.refresh(responder)
        XCTAssertNil(responder.cachedAnswer(request))
        let second = responder.answer(request)
        XCTAssertEqual(second.thisUpdate, house.clock.now)
        XCTAssertEqual(key.count, 2)
        XCTAssertNotEqual(second.etag, first.etag)
        XCTAssertEqual(responder.cachedAnswer(request), second)
    }

    func testTheQuestionIsRepeatedInTheFormItWasAskedIn() throws {
        let house = try House()
        let doctor = try house.issue()
        let responder = try house.statusResponder()
        for hash in DigestAlgorithm.allCases {
            for hasNull in [true, false] {
                let certID = try doctor.certID(hash, issuer: house.health)
                let asked = CertID(
                    hashAlgorithm: hash, issuerNameHash: certID.issuerNameHash, issuerKeyHash: certID.issuerKeyHash,
                    serialNumber: doctor.serial, hasNullParameters: hasNull)
                for _ in 0..<2 {
                    let basic = try basic(responder.answer(OCSPRequest.make([asked])), by: house.responder)
                    XCTAssertEqual(basic.responses.first?.certID, asked)
                    XCTAssertEqual(basic.responses.first?.certID.hasNullParameters, hasNull)
                    XCTAssertEqual(basic.responses.first?.status, .good)
                }
            }
        }
    }

    func testTheSameQuestionInOtherBytesGetsTheKeptAnswer() throws {
        let house = try House()
        let doctor = try house.issue()
        let key = SlowKey(house.responder.key)
        let responder = try house.statusResponder(key: key)
        let certID = try doctor.certID(issuer: house.health)
        let plain = responder.answer(OCSPRequest.make([certID]))
        // The same with `version [0] v1` written out.
        let wordy = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.sequence { writer in
                    writer.explicit(0) { $0.integer(0) }
                    writer.sequence { $0.sequence { certID.encode(into: &$0) } }
                }
            }
        }
        XCTAssertEqual(responder.answer(wordy), plain)
        XCTAssertEqual(key.count, 1)
    }

    func testAnswersAreSignedAhead() throws {
        let house = try House()
        let doctors = try (0..<20).map { _ in try house.issue() }
        let key = SlowKey(house.responder.key)
        let responder = try house.statusResponder(key: key)
        XCTAssertEqual(responder.presign(hashAlgorithms: [.sha1, .sha256]), 40)
        XCTAssertEqual(responder.presign(hashAlgorithms: [.sha1, .sha256]), 0)
        for doctor in doctors {
            for hash in [DigestAlgorithm.sha1, .sha256] {
                XCTAssertNotNil(
                    responder.cachedAnswer(OCSPRequest.make([try doctor.certID(hash, issuer: house.health)])))
            }
        }
        XCTAssertEqual(key.count, 40)
        try house.clerk.revoke(doctors[3].reference, reason: .superseded, because: "", by: "m", at: house.clock.now)
        try house.refresh(responder)
        XCTAssertEqual(responder.presign(), 1, "only what has changed")
    }

    func testNoMoreAnswersAreKeptThanThePlanSays() throws {
        let house = try House()
        let doctors = try (0..<40).map { _ in try house.issue() }
        let responder = try house.statusResponder { $0.keptAnswers = 10 }
        for doctor in doctors { _ = try status(of: doctor, responder, in: house) }
        let kept = try doctors.filter {
            responder.cachedAnswer(OCSPRequest.make([try $0.certID(issuer: house.health)])) != nil
        }
        XCTAssertLessThanOrEqual(kept.count, 10)
        XCTAssertEqual(kept.last?.serial, doctors.last?.serial, "the newest stay")
    }
}
