// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// OCSP answers as evidence.
///
/// - SeeAlso: RFC 6960 3.2 and 4.2.2.2.
final class PathAnswerTests: XCTestCase {
    /// Asks about the doctor with an answer instead of the health authority's list.
    private func judge(
        _ tree: PathTree, _ answers: [BasicOCSPResponse], _ change: (inout Question) throws -> Void = { _ in }
    ) throws -> PathResult {
        try tree.judge {
            $0.lists.removeLast()
            $0.answers = answers
            try change(&$0)
        }
    }

    func testAnswerOfTheIssuerItselfIsBelieved() throws {
        let tree = try PathTree()
        let good = try tree.health.ocspAnswer(about: tree.doctor, issuedBy: tree.health, includesCertificate: false)
        let result = try judge(tree, [good])
        assertValid(result)
        XCTAssertEqual(result.path?.evidence.map(\.status), [.good, .good])
        let date = TestPKI.now.advanced(bySeconds: -7_200)
        let revoked = try tree.health.ocspAnswer(
            about: tree.doctor, issuedBy: tree.health, .revoked(at: date, reason: .superseded))
        XCTAssertEqual(
            try judge(tree, [revoked]).failures.map(\.fact),
            [.revoked(at: date, reason: .superseded, invalidity: nil)])
        let held = try tree.health.ocspAnswer(
            about: tree.doctor, issuedBy: tree.health, .revoked(at: date, reason: .certificateHold))
        assertFails(try judge(tree, [held]), .onHold, at: 0)
    }

    func testDelegateNeedsItsPurposeFromTheIssuer() throws {
        let tree = try PathTree()
        func answer(_ responder: TestIdentity) throws -> [BasicOCSPResponse] {
            [try responder.ocspAnswer(about: tree.doctor, issuedBy: tree.health)]
        }
        assertValid(try judge(tree, try answer(try tree.health.responder())))
        let purposeless = try tree.health.responder { $0.remove(OID.extendedKeyUsage) }
        let result = try judge(tree, try answer(purposeless))
        assertFails(result, .noRevocationEvidence, at: 0)
        XCTAssertEqual(refusals(result), [.responderNotAuthorized])
        // One of the root's responders may not speak for the health authority, RFC 6960 4.2.2.2: "directly".
        assertFails(try judge(tree, try answer(try tree.root.responder())), .noRevocationEvidence, at: 0)
        // Nor may the doctor, nor a stranger.
        assertFails(try judge(tree, try answer(tree.doctor)), .noRevocationEvidence, at: 0)
        let stranger = try TestPKI.root("Health", key: .p256)
        assertFails(try judge(tree, try answer(try stranger.responder())), .noRevocationEvidence, at: 0)
        assertFails(try judge(tree, try answer(stranger)), .noRevocationEvidence, at: 0)
    }

    func testDelegateMustBeShownGoodUnlessItIsExempt() throws {
        let tree = try PathTree()
        let responder = try tree.health.responder { $0.remove(OID.ocspNoCheck) }
        let answer = try responder.ocspAnswer(about: tree.doctor, issuedBy: tree.health)
        let unknown = try judge(tree, [answer])
        assertFails(unknown, .noRevocationEvidence, at: 0)
        XCTAssertEqual(refusals(unknown), [.signerStatusUnknown])
        // The local configuration may do without.
        assertValid(try judge(tree, [answer]) { $0.policy.ocspTrust = .anchoredResponder })
        // A list that shows the responder good is enough, one that shows it revoked never is.
        let users = IssuingDistributionPoint(name: .fullName([.uri("http://health.example/responders.crl")]))
        let point = DistributionPoint(uri: "http://health.example/responders.crl")
        let listed = try tree.health.responder {
            $0.remove(OID.ocspNoCheck)
            $0.set(.crlDistributionPoints([point]))
        }
        let listedAnswer = try listed.ocspAnswer(about: tree.doctor, issuedBy: tree.health)
        let clean = try tree.health.revocationList { $0.scope = users }
        assertValid(try judge(tree, [listedAnswer]) { $0.lists.append(clean) })
        let dirty = try tree.health.revocationList {
            $0.scope = users
            $0.revoke(listed)
        }
        for trust in [OCSPTrust.issuerOrDelegate, .anchoredResponder] {
            let result = try judge(tree, [listedAnswer]) {
                $0.lists.append(dirty)
                $0.policy.ocspTrust = trust
            }
            assertFails(result, .noRevocationEvidence, at: 0)
        }
    }

    func testExpiredDelegateIsNotBelieved() throws {
        let tree = try PathTree()
        let responder = try tree.health.responder {
            $0.validity = Validity(
                notBefore: TestPKI.validity.notBefore, notAfter: TestPKI.now.advanced(bySeconds: -1))
        }
        let result = try judge(tree, [try responder.ocspAnswer(about: tree.doctor, issuedBy: tree.health)])
        assertFails(result, .noRevocationEvidence, at: 0)
        guard case .signerNotValid(let failures) = refusals(result).first else { return XCTFail("\(result)") }
        XCTAssertEqual(failures.map(\.code), [.expired])
    }

    func testAnchoredResponderOfAnotherAuthorityIsBelievedOnlyByLocalConfiguration() throws {
        let tree = try PathTree()
        let trade = try TestPKI.root("Trade", key: .p256)
        let responder = try trade.responder { $0.remove(OID.ocspNoCheck) }
        let answer = try responder.ocspAnswer(about: tree.doctor, issuedBy: tree.health)
        func judge(_ trust: OCSPTrust, anchors: [TestIdentity]) throws -> PathResult {
            try self.judge(tree, [answer]) {
                $0.anchors = anchors.map(\.certificate)
                $0.policy.ocspTrust = trust
            }
        }
        assertValid(try judge(.anchoredResponder, anchors: [tree.root, trade]))
        assertValid(try judge(.anchoredResponder, anchors: [tree.root, responder]))
        assertFails(try judge(.anchoredResponder, anchors: [tree.root]), .noRevocationEvidence)
        assertFails(try judge(.issuerOrDelegate, anchors: [tree.root, trade]), .noRevocationEvidence)
        // A signer under the other anchor that is no responder is believed by nobody.
        let trader = try trade.signer("Trader")
        let forged = try trader.ocspAnswer(about: tree.doctor, issuedBy: tree.health)
        let result = try self.judge(tree, [forged]) {
            $0.anchors = [tree.root.certificate, trade.certificate]
            $0.policy.ocspTrust = .anchoredResponder
        }
        assertFails(result, .noRevocationEvidence)
    }

    func testAnswerAboutAnotherCertificateSaysNothing() throws {
        let tree = try PathTree()
        let other = try tree.health.signer("Other")
        assertFails(
            try judge(tree, [try tree.health.ocspAnswer(about: other, issuedBy: tree.health)]),
            .noRevocationEvidence)
        // The same number under another issuer.
        let trade = try tree.root.authority("Trade")
        assertFails(
            try judge(tree, [try tree.health.ocspAnswer(about: tree.doctor, issuedBy: trade)]),
            .noRevocationEvidence)
    }

    func testHashOfAnotherCertificateIsAFailure() throws {
        let tree = try PathTree()
        let twin = try tree.health.signer("Twin") { $0.serialNumber = tree.doctor.certificate.serialNumber }
        let wrong = try tree.health.ocspAnswer(
            about: tree.doctor, issuedBy: tree.health, certHash: twin.certificate)
        let result = try judge(tree, [wrong])
        assertFails(result, .noRevocationEvidence, at: 0)
        XCTAssertEqual(refusals(result), [.certificateHashMismatch])
        let right = try tree.health.ocspAnswer(
            about: tree.doctor, issuedBy: tree.health, certHash: tree.doctor.certificate)
        assertValid(try judge(tree, [right]))
    }

    func testUnknownIsNotGood() throws {
        let tree = try PathTree()
        let result = try judge(
            tree, [try tree.health.ocspAnswer(about: tree.doctor, issuedBy: tree.health, .unknown)])
        assertFails(result, .noRevocationEvidence, at: 0)
        XCTAssertEqual(refusals(result), [.responderDoesNotKnow])
    }

    func testAnswersHaveAnEndEvenWhenTheyDoNotSayIt() throws {
        let tree = try PathTree()
        func answer(age: Int64, end: Int64?) throws -> [BasicOCSPResponse] {
            [
                try tree.health.ocspAnswer(
                    about: tree.doctor, issuedBy: tree.health, thisUpdate: TestPKI.now.advanced(bySeconds: -age),
                    nextUpdate: end.map { TestPKI.now.advanced(bySeconds: $0) })
            ]
        }
        assertValid(try judge(tree, try answer(age: 60, end: 60)))
        assertFails(try judge(tree, try answer(age: 60, end: -1)), .staleEvidence)
        assertValid(try judge(tree, try answer(age: 86_400, end: nil)))
        assertFails(try judge(tree, try answer(age: 86_401, end: nil)), .noRevocationEvidence)
        assertFails(try judge(tree, try answer(age: -1, end: 60)), .noRevocationEvidence)
    }

    func testRevocationIsBelievedWhoeverSaysItAndOtherwiseTheNewer() throws {
        let tree = try PathTree()
        let old = TestPKI.now.advanced(bySeconds: -10_000)
        func list(_ reason: RevocationReason?, at time: Instant) throws -> CertificateList {
            try tree.health.revocationList {
                $0.thisUpdate = time
                if let reason { $0.revoke(tree.doctor, reason: reason) }
            }
        }
        func judge(_ list: CertificateList, _ status: CertificateStatus, at time: Instant) throws -> PathResult {
            let answer = try tree.health.ocspAnswer(
                about: tree.doctor, issuedBy: tree.health, status, thisUpdate: time)
            return try self.judge(tree, [answer]) { $0.lists.append(list) }
        }
        let recent = TestPKI.now.advanced(bySeconds: -100)
        let hold = CertificateStatus.revoked(at: old, reason: .certificateHold)
        assertFails(try judge(try list(.keyCompromise, at: old), .good, at: recent), .revoked)
        assertFails(try judge(try list(nil, at: recent), .revoked(at: old, reason: nil), at: old), .revoked)
        assertValid(try judge(try list(.certificateHold, at: old), .good, at: recent))
        assertFails(try judge(try list(nil, at: old), hold, at: recent), .onHold)
        assertValid(try judge(try list(nil, at: recent), hold, at: old))
    }
}
