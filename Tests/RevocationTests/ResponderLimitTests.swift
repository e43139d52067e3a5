// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

final class ResponderLimitTests: XCTestCase {
    func testQuestionsForOneAskerCannotStarveTheRest() throws {
        let house = try House()
        let (doctor, other) = try (house.issue(), house.issue())
        let key = SlowKey(house.responder.key)
        let responder = try house.statusResponder(key: key) { $0.liveSignings = 2 }
        let plain = OCSPRequest.make([try doctor.certID(issuer: house.health)])
        let unknown = CertID(
            hashAlgorithm: .sha1, issuerNameHash: try doctor.certID(issuer: house.health).issuerNameHash,
            issuerKeyHash: try doctor.certID(issuer: house.health).issuerKeyHash,
            serialNumber: SerialNumber(unsigned: [1]))
        let kept = responder.answer(plain)
        let live = [
            OCSPRequest.make([try doctor.certID(issuer: house.health)], nonce: [1]), OCSPRequest.make([unknown]),
            OCSPRequest.make([unknown, unknown]),
        ]
        key.stop()
        let answers = Collected<OCSPAnswer>()
        let done = DispatchGroup()
        for request in live.prefix(2) {
            done.enter()
            Thread.detachNewThread {
                answers.add(responder.answer(request))
                done.leave()
            }
        }
        key.awaitWaiting(2)
        for request in live { XCTAssertEqual(responder.answer(request).status, .tryLater) }
        XCTAssertEqual(responder.answer(plain), kept, "what is kept is given out all the same")
        key.goOn()
        done.wait()
        XCTAssertEqual(answers.all.map(\.status), [.successful, .successful])
        // The places are free again, and an answer to be kept never needed one.
        XCTAssertEqual(live.map { responder.answer($0).status }, [.successful, .successful, .successful])
        XCTAssertEqual(
            responder.answer(OCSPRequest.make([try other.certID(issuer: house.health)])).status, .successful)
    }

    func testNothingIsSignedFromAnIndexThatIsTooOld() throws {
        let house = try House()
        let (asked, notAsked) = try (house.issue(), house.issue())
        let key = SlowKey(house.responder.key)
        let responder = try house.statusResponder(key: key) { $0.staleAfterSeconds = 300 }
        let requests = try [asked, notAsked].map { OCSPRequest.make([try $0.certID(issuer: house.health)]) }
        let first = responder.answer(requests[0])
        house.clock.advance(bySeconds: 300)
        XCTAssertEqual(responder.answer(requests[1]).status, .successful, "just not too old")
        house.clock.advance(bySeconds: 1)
        let nonced = OCSPRequest.make([try asked.certID(issuer: house.health)], nonce: [1])
        XCTAssertEqual(responder.answer(nonced).status, .tryLater)
        XCTAssertEqual(responder.answer(requests[0]), first)
        // Past the time to sign it anew it is still given out, but no cache is to keep it; then no more.
        house.clock.now = TestPKI.now.advanced(bySeconds: 57_599)
        XCTAssertEqual(responder.answer(requests[0]).der, first.der)
        XCTAssertNil(responder.answer(requests[0]).expires)
        house.clock.advance(bySeconds: 1)
        XCTAssertEqual(responder.answer(requests[0]).status, .tryLater)
        XCTAssertEqual(key.count, 2)
        // The records are back.
        try house.refresh(responder)
        XCTAssertEqual(responder.answer(requests[0]).status, .successful)
    }

    func testNoAnswerOutlivesTheRespondersCertificate() throws {
        let house = try House()
        let doctor = try house.issue()
        let request = OCSPRequest.make([try doctor.certID(issuer: house.health)])
        let end = house.clock.now.advanced(bySeconds: 7_200)
        let short = try house.health.responder {
            $0.validity = Validity(notBefore: house.clock.now.advanced(bySeconds: -60), notAfter: end)
        }
        let responder = StatusResponder(
            authorities: [try house.responding(short)], index: try house.records.statusIndex(), asOf: house.clock.now,
            plan: try AnswerPlan(lifetimeSeconds: 57_600), clock: house.clock.reading)
        XCTAssertEqual(responder.answer(request).nextUpdate, end)
        XCTAssertEqual(responder.answer(request).expires, end)
        house.clock.now = end
        try house.refresh(responder)
        XCTAssertEqual(responder.answer(request).status, .tryLater)
        house.clock.advance(bySeconds: 1)
        XCTAssertEqual(responder.answer(request).status, .tryLater)

        responder.replace(authorities: [try house.responding(short), try house.responding()])
        try house.refresh(responder)
        XCTAssertEqual(responder.answer(request).status, .successful)
    }

    func testARollOverLeavesNoMinuteWithoutAnAnswer() throws {
        let house = try House()
        let doctor = try house.issue()
        let request = OCSPRequest.make([try doctor.certID(issuer: house.health)])
        let day: Int64 = 86_400
        // 30 days each, a new one every 15.
        let responders = try (0..<6).map { number in
            try house.health.responder("Responder \(number)") {
                let begin = TestPKI.now.advanced(bySeconds: Int64(number) * 15 * day - 60)
                $0.validity = Validity(notBefore: begin, notAfter: begin.advanced(bySeconds: 30 * day))
            }
        }
        let responder = StatusResponder(
            authorities: [try house.responding(responders[0])], index: try house.records.statusIndex(),
            asOf: house.clock.now, plan: try AnswerPlan(lifetimeSeconds: 57_600), clock: house.clock.reading)
        var signers: Set<[UInt8]> = []
        for hour in stride(from: Int64(0), to: 80 * 24, by: 6) {
            house.clock.now = TestPKI.now.advanced(bySeconds: hour * 3_600)
            let valid = responders.filter { $0.certificate.tbs.validity.contains(house.clock.now) }
            responder.replace(authorities: try valid.map { try house.responding($0) })
            try house.refresh(responder)
            let answer = responder.answer(request)
            let basic = try XCTUnwrap(try OCSPResponse(der: answer.der).basic, "hour \(hour)")
            let signer = try XCTUnwrap(basic.certificates.first)
            XCTAssertTrue(basic.isSigned(by: try signer.publicKey()))
            XCTAssertLessThanOrEqual(try XCTUnwrap(answer.nextUpdate), signer.tbs.validity.notAfter)
            XCTAssertGreaterThan(try XCTUnwrap(answer.nextUpdate), house.clock.now)
            signers.insert(signer.encoded)
        }
        XCTAssertEqual(signers.count, 6)
    }

    func testOnlyWhomTheAuthorityLetAnswerMayAnswer() throws {
        let house = try House()
        let cases: [(ResponderFlaw, TestIdentity)] = [
            (.notForAnswering, try house.health.responder { $0.remove(OID.extendedKeyUsage) }),
            (.notForAnswering, try house.health.responder { $0.set(.extendedKeyUsage([OID.clientAuthentication])) }),
            (.noCheckMissing, try house.health.responder { $0.remove(OID.ocspNoCheck) }),
            (.notIssuedByAuthority, try house.root.responder()),
            (.notIssuedByAuthority, try house.root.authority("Health").responder()),
        ]
        for (flaw, identity) in cases {
            XCTAssertRefused(.responder(authority: "health", flaw)) { try house.responding(identity) }
        }
        XCTAssertRefused(.keyMismatch(authority: "health")) {
            try house.responding(house.responder, key: house.health.key)
        }
        XCTAssertNoThrow(try house.responding())
    }

    func testAKeyThatFailsIsAnInternalError() throws {
        let house = try House()
        let doctor = try house.issue()
        let responder = try house.statusResponder(key: ChangedKey(house.responder.key) { _ in nil })
        let certID = try doctor.certID(issuer: house.health)
        for request in [OCSPRequest.make([certID]), OCSPRequest.make([certID], nonce: [1])] {
            XCTAssertEqual(responder.answer(request).der, OCSPResponse.encodedFailure(.internalError))
        }
    }

    func testManyThreadsAskWhileStatusesChange() throws {
        let house = try House()
        let doctors = try (0..<30).map { _ in try house.issue() }
        let responder = try house.statusResponder { $0.keptAnswers = 20 }
        let requests = try doctors.map { OCSPRequest.make([try $0.certID(issuer: house.health)]) }
        let results = onThreads(4) { thread in
            if thread == 0 {
                for doctor in doctors {
                    try house.clerk.revoke(
                        doctor.reference, reason: .superseded, because: "", by: "m", at: house.clock.now)
                    try house.refresh(responder)
                    // Whoever asks from now on hears of it.
                    let request = OCSPRequest.make([try doctor.certID(issuer: house.health)])
                    let told = try OCSPResponse(der: responder.answer(request).der).basic?.responses.first?.status
                    guard case .revoked? = told else { throw RevocationError.unknownCertificate(doctor.reference) }
                }
            } else {
                for round in 0..<200 {
                    let answer = responder.answer(requests[(round &* 7 &+ thread) % requests.count])
                    guard answer.status == .successful else { throw RevocationError.keyMismatch(authority: "") }
                }
            }
        }
        for result in results { try result.get() }
    }
}
