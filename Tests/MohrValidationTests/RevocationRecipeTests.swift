// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrSigning
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// What a forger does with lists and answers, judged on a whole signature; the table is in `Tests/Recipes.md`.
final class RevocationRecipeTests: XCTestCase {
    private func judge(
        _ person: TestIdentity = Scene.doctor, lists: [CertificateList] = [], responses: [BasicOCSPResponse] = [],
        at time: Instant = Scene.now
    ) throws -> ValidationReport {
        try Scene.judge(
            Forgery.by(person), at: time,
            against: Scene.snapshot(lists: [Scene.lists[0]] + lists, responses: responses))
    }

    private func assertNoEvidence(_ report: ValidationReport, line: UInt = #line) {
        assertVerdict(report, .tryLater, .cannotDecide, .revocationEvidenceMissing, line: line)
    }

    // MARK: Lists

    func testAListOfAnotherShardSaysNothing() throws {
        let person = try Scene.health.signer("Sharded") {
            $0.set(.crlDistributionPoints([DistributionPoint(uri: "http://health.example/3.crl")]))
        }
        func shard(_ number: Int, revoking: Bool = false) throws -> CertificateList {
            try Scene.health.revocationList {
                $0.scope = IssuingDistributionPoint(name: .fullName([.uri("http://health.example/\(number).crl")]))
                if revoking { $0.revoke(person) }
            }
        }
        assertAccepted(try judge(person, lists: [shard(3)]))
        assertNoEvidence(try judge(person, lists: [shard(4)]))
        assertVerdict(try judge(person, lists: [shard(3, revoking: true)]), .revokedNoPOE, .cannotDecide, .revoked)
        // The shard of others does not acquit whom their own one revokes.
        assertVerdict(
            try judge(person, lists: [shard(4), shard(3, revoking: true)]), .revokedNoPOE, .cannotDecide, .revoked)
    }

    func testAListForAuthoritiesSaysNothingOfASigner() throws {
        func list(_ scope: IssuingDistributionPoint) throws -> CertificateList {
            try Scene.health.revocationList { $0.scope = scope }
        }
        assertNoEvidence(try judge(lists: [list(IssuingDistributionPoint(name: nil, onlyContainsCACerts: true))]))
        assertAccepted(try judge(lists: [list(IssuingDistributionPoint(name: nil, onlyContainsUserCerts: true))]))
    }

    func testADeltaCountsWithItsBaseOnly() throws {
        let holding = try Scene.health.revocationList {
            $0.number = [5]
            $0.revoke(Scene.doctor, reason: .certificateHold)
        }
        func delta(_ base: UInt8, _ reason: RevocationReason) throws -> CertificateList {
            try Scene.health.revocationList {
                $0.number = [9]
                $0.deltaBase = [base]
                $0.revoke(Scene.doctor, reason: reason)
            }
        }
        assertVerdict(try judge(lists: [holding]), .tryLater, .cannotDecide, .onHold)
        // removeFromCRL lifts the hold, once the list that it is to be added to is there.
        assertAccepted(try judge(lists: [holding, delta(5, .removeFromCRL)]))
        assertNoEvidence(try judge(lists: [delta(5, .removeFromCRL)]))
        assertVerdict(
            try judge(lists: [holding, delta(6, .removeFromCRL)]), .tryLater, .cannotDecide, .onHold)
        let empty = try Scene.health.revocationList { $0.number = [5] }
        assertAccepted(try judge(lists: [empty]))
        assertVerdict(
            try judge(lists: [empty, delta(5, .keyCompromise)]), .revokedNoPOE, .cannotDecide, .revoked)
    }

    func testARevocationIsTakenBackByNobodyButTheAuthority() throws {
        let revoking = try Scene.health.revocationList {
            $0.number = [5]
            $0.revoke(Scene.doctor, reason: .keyCompromise)
        }
        assertVerdict(try judge(lists: [revoking]), .revokedNoPOE, .cannotDecide, .revoked)
        let newer = try Scene.health.revocationList {
            $0.thisUpdate = Scene.now.advanced(bySeconds: -60)
            $0.number = [6]
            $0.revoke(Scene.doctor, reason: .removeFromCRL)
        }
        // Only the authority itself can take its word back (RFC 5280 6.3.3 (l)); someone else's list changes nothing.
        assertAccepted(try judge(lists: [newer]))
        let stranger = try TestPKI.root().authority("Health").revocationList {
            $0.thisUpdate = Scene.now.advanced(bySeconds: -30)
            $0.number = [7]
            $0.deltaBase = [5]
            $0.revoke(Scene.doctor, reason: .removeFromCRL)
        }
        assertVerdict(try judge(lists: [revoking, stranger]), .revokedNoPOE, .cannotDecide, .revoked)
    }

    func testAListWithAnUnknownCriticalExtensionIsNotUsed() throws {
        func list(isCritical: Bool) throws -> CertificateList {
            try Scene.health.revocationList {
                $0.extensions = [
                    Extension(oid: ObjectIdentifier("2.25.1")!, isCritical: isCritical) { $0.null() }
                ]
            }
        }
        assertNoEvidence(try judge(lists: [list(isCritical: true)]))
        assertAccepted(try judge(lists: [list(isCritical: false)]))
    }

    func testAnIndirectListSpeaksOnlyForThoseItNames() throws {
        let clerk = try Scene.root.authority("Clerk")
        func list(isIndirect: Bool, revoking: Bool = false) throws -> CertificateList {
            try clerk.revocationList {
                $0.scope = IssuingDistributionPoint(name: nil, isIndirect: isIndirect)
                if revoking { $0.revoke(Scene.doctor, isForeign: true) }
            }
        }
        // The doctor's certificate does not name the clerk: whatever the clerk says is nobody's word.
        for isIndirect in [true, false] {
            assertNoEvidence(try judge(lists: [list(isIndirect: isIndirect)]))
            assertNoEvidence(try judge(lists: [list(isIndirect: isIndirect, revoking: true)]))
            assertAccepted(try judge(lists: [list(isIndirect: isIndirect, revoking: true), Scene.lists[1]]))
        }
    }

    func testAListThatWasChangedIsNoEvidence() throws {
        let good = Array(Scene.lists[1].encoded)
        for place in stride(from: 60, to: good.count, by: 9) {
            var changed = good
            changed[place] ^= 0x04
            guard let list = try? CertificateList(der: changed) else { continue }
            XCTAssertNotEqual(try judge(lists: [list]).decision, .accept, "\(place)")
        }
        assertAccepted(try judge(lists: [CertificateList(der: good)]))
    }

    // MARK: Answers

    func testAnAnswerFromTheFutureIsNotBelieved() throws {
        let responder = try Scene.health.responder()
        func answer(_ seconds: Int64) throws -> BasicOCSPResponse {
            try responder.ocspAnswer(
                about: Scene.doctor, issuedBy: Scene.health, thisUpdate: Scene.now.advanced(bySeconds: seconds),
                nextUpdate: Scene.now.advanced(bySeconds: 86_400))
        }
        assertNoEvidence(try judge(responses: [answer(301)]))
        assertAccepted(try judge(responses: [answer(299)]))
    }

    func testAnAnswerThatHasRunOutIsNoEvidenceThatItIsGood() throws {
        let responder = try Scene.health.responder()
        let answer = try responder.ocspAnswer(
            about: Scene.doctor, issuedBy: Scene.health, thisUpdate: Scene.now.advanced(bySeconds: -7_200),
            nextUpdate: Scene.now.advanced(bySeconds: -3_600))
        assertVerdict(try judge(responses: [answer]), .tryLater, .cannotDecide, .revocationEvidenceStale)
    }

    func testResponsesThatAreNoAnswerSayNothing() throws {
        // malformedRequest, internalError, tryLater, sigRequired, unauthorized: RFC 6960 4.2.1.
        for status in [1, 2, 3, 5, 6] as [UInt8] {
            let message = try Forgery.made { $0.ocsp = [[0x30, 0x03, 0x0a, 0x01, status]] }
            let report = try Scene.judge(message, against: Scene.snapshot(lists: [Scene.lists[0]]))
            XCTAssertNotEqual(report.decision, .accept, "\(status)")
            assertAccepted(try Scene.judge(message))
        }
        let responder = try Scene.health.responder()
        let unknown = try responder.ocspAnswer(about: Scene.doctor, issuedBy: Scene.health, .unknown)
        assertNoEvidence(try judge(responses: [unknown]))
    }

    func testARespondersWordNeedsAResponder() throws {
        func answered(by responder: TestIdentity) throws -> ValidationReport {
            try judge(responses: [responder.ocspAnswer(about: Scene.doctor, issuedBy: Scene.health)])
        }
        let plain = try Scene.health.signer("Not a responder") { $0.set(.keyUsage(.digitalSignature)) }
        let cousin = try Scene.root.authority("Trade").responder()
        let expired = try Scene.health.responder("Expired") {
            $0.validity = Validity(
                notBefore: TestPKI.validity.notBefore, notAfter: Scene.now.advanced(bySeconds: -86_400))
        }
        let stranger = try TestPKI.root("Elsewhere").authority("Health").responder()
        for responder in [plain, Scene.doctor, cousin, stranger] { assertNoEvidence(try answered(by: responder)) }
        XCTAssertNotEqual(try answered(by: expired).decision, .accept)
        assertAccepted(try answered(by: Scene.health.responder()))
        assertAccepted(try answered(by: Scene.health))
    }

    func testTheAuthorityIsRevokedWhileItsSignerIsGood() throws {
        let above = try Scene.root.revocationList { $0.revoke(Scene.health, reason: .cACompromise) }
        let report = try Scene.judge(Forgery.made(), against: Scene.snapshot(lists: [above, Scene.lists[1]]))
        assertVerdict(report, .revokedCANoPOE, .cannotDecide, .authorityRevoked)
    }
}
