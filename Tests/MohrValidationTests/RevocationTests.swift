// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrSigning
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// What lists and OCSP answers make of a good signature.
final class RevocationTests: XCTestCase {
    private static let hour: Int64 = 3_600
    private static let day: Int64 = 86_400

    private func lists(_ change: (inout TestRevocationList) throws -> Void) throws -> [CertificateList] {
        [Scene.lists[0], try Scene.health.revocationList(change)]
    }

    private func judge(
        lists: [CertificateList] = [Scene.lists[0]], responses: [BasicOCSPResponse] = [], message: [UInt8]? = nil,
        at time: Instant = Scene.now, by source: ReferenceTime.Source = .now
    ) throws -> ValidationReport {
        try Scene.judge(
            try message ?? Scene.sign(), at: time, by: source,
            against: Scene.snapshot(lists: lists, responses: responses))
    }

    private func response(
        _ basic: BasicOCSPResponse, by responder: TestIdentity
    ) -> [UInt8] {
        OCSPResponseDraft.assemble(
            tbs: Array(basic.tbsEncoded), signatureAlgorithm: responder.key.preferredSignatureAlgorithm,
            signature: Array(basic.signature), certificates: [responder.certificate.encoded])
    }

    // Lists.

    func testOnAListRevoked() throws {
        let lists = try lists { $0.revoke(Scene.doctor, reason: .keyCompromise) }
        let report = try judge(lists: lists)
        assertVerdict(report, .revokedNoPOE, .cannotDecide, .revoked)
        XCTAssertEqual(report.signatures[0].certificateStatus?.status, .revoked)
        XCTAssertEqual(report.signatures[0].certificateStatus?.source, .crl)
        let other = try self.lists { $0.revoke(Scene.pharmacist) }
        assertAccepted(try judge(lists: other))
    }

    func testOnHold() throws {
        let report = try judge(lists: lists { $0.revoke(Scene.doctor, reason: .certificateHold) })
        assertVerdict(report, .tryLater, .cannotDecide, .onHold)
        XCTAssertEqual(report.signatures[0].certificateStatus?.status, .onHold)
    }

    func testNoList() throws {
        let report = try judge()
        assertVerdict(report, .tryLater, .cannotDecide, .revocationEvidenceMissing)
        XCTAssertEqual(report.signatures[0].certificateStatus?.status, .unknown)
    }

    func testNoListAboutTheAuthority() throws {
        assertVerdict(
            try judge(lists: [Scene.lists[1]]), .tryLater, .cannotDecide, .revocationEvidenceMissing)
    }

    func testAListPastItsEnd() throws {
        let stale = try lists { $0.nextUpdate = Scene.now.advanced(bySeconds: -1) }
        let report = try judge(lists: stale)
        assertVerdict(report, .tryLater, .cannotDecide, .revocationEvidenceStale)
        XCTAssertEqual(report.signatures[0].certificateStatus?.status, .unknown)
        // What it says was revoked stays revoked.
        let revoked = try lists {
            $0.nextUpdate = Scene.now.advanced(bySeconds: -1)
            $0.revoke(Scene.doctor)
        }
        assertVerdict(try judge(lists: revoked), .revokedNoPOE, .cannotDecide, .revoked)
    }

    func testAListFromTheFutureIsNotBelievedNow() throws {
        let future = try lists {
            $0.thisUpdate = Scene.now.advanced(bySeconds: Self.hour)
            $0.nextUpdate = Scene.now.advanced(bySeconds: Self.day)
        }
        assertVerdict(try judge(lists: future), .tryLater, .cannotDecide, .revocationEvidenceMissing)
    }

    func testTheAuthorityIsRevoked() throws {
        let rootList = try Scene.root.revocationList { $0.revoke(Scene.health) }
        let report = try judge(lists: [rootList, Scene.lists[1]])
        assertVerdict(report, .revokedCANoPOE, .cannotDecide, .authorityRevoked)
        XCTAssertEqual(report.signatures[0].certificateStatus?.status, .good)
    }

    func testAListByAKeyThatMayNotSignListsIsNoEvidence() throws {
        let mute = try Scene.root.authority("Mute") { $0.set(.keyUsage(.keyCertSign)) }
        let person = try mute.signer("Person")
        let report = try Scene.judge(
            Forgery.by(person),
            against: Scene.snapshot(intermediates: [mute], lists: Scene.lists + [try mute.revocationList()]))
        assertVerdict(report, .tryLater, .cannotDecide, .revocationEvidenceMissing)
    }

    // Evidence inside the message.

    func testEvidenceInTheMessageCountsWhenThereIsNoOther() throws {
        assertAccepted(try judge(message: Forgery.made { $0.crls = [Scene.lists[1]] }))
        let responder = try Scene.health.responder()
        let answer = response(
            try responder.ocspAnswer(about: Scene.doctor, issuedBy: Scene.health), by: responder)
        let report = try judge(message: Forgery.made { $0.ocsp = [answer] })
        assertAccepted(report)
        XCTAssertEqual(report.signatures[0].certificateStatus?.source, .ocsp)
    }

    func testOldGoodEvidenceInTheMessageDoesNotWinOverANewerRevocation() throws {
        let responder = try Scene.health.responder()
        let old = Scene.now.advanced(bySeconds: -Self.day)
        let answer = response(
            try responder.ocspAnswer(
                about: Scene.doctor, issuedBy: Scene.health, thisUpdate: old,
                nextUpdate: Scene.now.advanced(bySeconds: Self.day)), by: responder)
        let list = try Scene.health.revocationList { $0.thisUpdate = old }
        let revoked = try lists { $0.revoke(Scene.doctor) }
        for message in [try Forgery.made { $0.ocsp = [answer] }, try Forgery.made { $0.crls = [list] }] {
            assertAccepted(try judge(message: message))
            assertVerdict(try judge(lists: revoked, message: message), .revokedNoPOE, .cannotDecide, .revoked)
            // Nor when it is asked about the time that the old evidence is from: the revocation reaches back.
            let backdated = try lists { $0.revoke(Scene.doctor, at: old.advanced(bySeconds: -Self.hour)) }
            assertVerdict(
                try Scene.judge(
                    message, at: old.advanced(bySeconds: 60), by: .caller,
                    against: Scene.snapshot(lists: backdated)),
                .revokedNoPOE, .cannotDecide, .revoked)
        }
    }

    func testNewGoodEvidenceInTheMessageDoesNotLiftARevocation() throws {
        let responder = try Scene.health.responder()
        let answer = response(
            try responder.ocspAnswer(
                about: Scene.doctor, issuedBy: Scene.health, thisUpdate: Scene.now.advanced(bySeconds: -60)),
            by: responder)
        let revoked = try lists { $0.revoke(Scene.doctor) }
        assertVerdict(
            try judge(lists: revoked, message: Forgery.made { $0.ocsp = [answer] }), .revokedNoPOE, .cannotDecide,
            .revoked)
    }

    func testAStrangersListInTheMessageIsNoEvidence() throws {
        var draft = try TestCertificate(subject: Scene.health.name, key: PrivateKey.generate(.p256))
        draft.makeAuthority()
        let stranger = try draft.signed(by: nil)
        let harmless = try Forgery.made {
            $0.crls = [try stranger.revocationList()]
            $0.certificates = [Scene.doctor.certificate, stranger.certificate]
        }
        assertVerdict(try judge(message: harmless), .tryLater, .cannotDecide, .revocationEvidenceMissing)
        // Nor can a stranger revoke.
        let harmful = try Forgery.made { $0.crls = [try stranger.revocationList { $0.revoke(Scene.doctor) }] }
        assertAccepted(try judge(lists: Scene.lists, message: harmful))
    }

    // OCSP.

    func testAnAnswerByTheAuthoritysResponderIsEvidence() throws {
        let responder = try Scene.health.responder()
        let report = try judge(responses: [try responder.ocspAnswer(about: Scene.doctor, issuedBy: Scene.health)])
        assertAccepted(report)
        XCTAssertEqual(report.signatures[0].certificateStatus?.source, .ocsp)
        let revoked = try responder.ocspAnswer(
            about: Scene.doctor, issuedBy: Scene.health,
            .revoked(at: Scene.now.advanced(bySeconds: -Self.day), reason: .keyCompromise))
        assertVerdict(try judge(responses: [revoked]), .revokedNoPOE, .cannotDecide, .revoked)
    }

    func testAnswersByOthersAreNoEvidence() throws {
        let withoutPurpose = try Scene.health.responder { $0.remove(OID.extendedKeyUsage) }
        let elsewhere = try TestPKI.root("Elsewhere").responder()
        for responder in [withoutPurpose, elsewhere, Scene.doctor, Scene.pharmacist] {
            let answer = try responder.ocspAnswer(about: Scene.doctor, issuedBy: Scene.health)
            assertVerdict(try judge(responses: [answer]), .tryLater, .cannotDecide, .revocationEvidenceMissing)
            let stapled = try Forgery.made { $0.ocsp = [response(answer, by: responder)] }
            assertVerdict(try judge(message: stapled), .tryLater, .cannotDecide, .revocationEvidenceMissing)
        }
    }

    func testAnAnswerAboutAnotherCertificateIsNoEvidence() throws {
        let responder = try Scene.health.responder()
        let other = try responder.ocspAnswer(about: Scene.pharmacist, issuedBy: Scene.health)
        assertVerdict(try judge(responses: [other]), .tryLater, .cannotDecide, .revocationEvidenceMissing)
        let unknown = try responder.ocspAnswer(about: Scene.doctor, issuedBy: Scene.health, .unknown)
        assertVerdict(try judge(responses: [unknown]), .tryLater, .cannotDecide, .revocationEvidenceMissing)
    }

    func testAnAnswerAboutAnotherCertificateOfTheSameNumberIsAnAlarm() throws {
        let responder = try Scene.health.responder()
        let twin = try responder.ocspAnswer(
            about: Scene.doctor, issuedBy: Scene.health, certHash: Scene.pharmacist.certificate)
        assertVerdict(
            try judge(responses: [twin]), .certificateChainGeneralFailure, .reject, .certificateHashMismatch)
        let own = try responder.ocspAnswer(
            about: Scene.doctor, issuedBy: Scene.health, certHash: Scene.doctor.certificate)
        assertAccepted(try judge(responses: [own]))
    }

    func testAnAnswerWithoutAnEndCountsForAsLongAsThePolicySays() throws {
        let responder = try Scene.health.responder()
        let answer = try responder.ocspAnswer(about: Scene.doctor, issuedBy: Scene.health, nextUpdate: nil)
        let snapshot = try Scene.snapshot(
            lists: [try Scene.root.revocationList { $0.nextUpdate = Scene.now.advanced(bySeconds: 30 * Self.day) }],
            responses: [answer])
        for (days, isCurrent) in [(0, true), (1, false)] as [(Int64, Bool)] {
            let time = Scene.now.advanced(bySeconds: days * Self.day)
            let report = try Scene.judge(
                Scene.sign(), at: time, StandardPolicies.prescription, against: snapshot)
            if isCurrent {
                assertAccepted(report)
            } else {
                assertVerdict(report, .tryLater, .cannotDecide, .revocationEvidenceStale)
            }
        }
    }

    func testAListThatIsCurrentCountsBesideANewerAnswerThatHasRunOut() throws {
        let responder = try Scene.health.responder()
        let root = Scene.lists[0]
        let list = try Scene.health.revocationList { $0.thisUpdate = Scene.now.advanced(bySeconds: -Self.day) }
        func answer(_ status: CertificateStatus) throws -> BasicOCSPResponse {
            try responder.ocspAnswer(
                about: Scene.doctor, issuedBy: Scene.health, status,
                thisUpdate: Scene.now.advanced(bySeconds: -Self.hour), nextUpdate: Scene.now.advanced(bySeconds: -1))
        }
        let report = try judge(lists: [root, list], responses: [try answer(.good)])
        assertAccepted(report)
        XCTAssertEqual(report.signatures[0].certificateStatus?.source, .crl)
        // Where they disagree the newer is believed, run out or not.
        let held = try answer(.revoked(at: Scene.now.advanced(bySeconds: -7_200), reason: .certificateHold))
        assertVerdict(try judge(lists: [root, list], responses: [held]), .tryLater, .cannotDecide, .onHold)
    }

    // Another time than now.

    func testRevokedAfterTheTimeAskedAboutWasGoodThen() throws {
        let lists = try lists { $0.revoke(Scene.doctor, at: Scene.now.advanced(bySeconds: -2 * Self.hour)) }
        let message = try Scene.sign(at: Scene.now.advanced(bySeconds: -2 * Self.day))
        let root = try Scene.root.revocationList { $0.thisUpdate = Scene.now.advanced(bySeconds: -3 * Self.day) }
        func verdict(_ hoursAgo: Int64) throws -> ValidationReport {
            try judge(
                lists: [root, lists[1]], message: message, at: Scene.now.advanced(bySeconds: -hoursAgo * Self.hour),
                by: .caller)
        }
        assertAccepted(try verdict(3))
        assertVerdict(try verdict(2), .revokedNoPOE, .cannotDecide, .revoked)
        assertVerdict(try verdict(1), .revokedNoPOE, .cannotDecide, .revoked)
    }

    func testTheIssuersWordOnWhenTheTroubleBeganReachesBack() throws {
        let lists = try lists {
            $0.revoke(
                Scene.doctor, at: Scene.now.advanced(bySeconds: -2 * Self.hour), reason: .keyCompromise,
                invalidity: Scene.now.advanced(bySeconds: -2 * Self.day))
        }
        let message = try Scene.sign(at: Scene.now.advanced(bySeconds: -3 * Self.day))
        let yesterday = Scene.now.advanced(bySeconds: -Self.day)
        assertVerdict(
            try judge(lists: lists, message: message, at: yesterday, by: .caller), .revokedNoPOE, .cannotDecide,
            .revoked)
    }

    func testThePastIsJudgedByTheListsOfToday() throws {
        let message = try Scene.sign(at: Scene.now.advanced(bySeconds: -31 * Self.day))
        let past = Scene.now.advanced(bySeconds: -30 * Self.day)
        let report = try judge(lists: Scene.lists, message: message, at: past, by: .caller)
        assertAccepted(report)
        XCTAssertEqual(report.referenceTime, ReferenceTime(past, .caller))
        // Before the certificate there is nothing to judge.
        let before = TestPKI.validity.notBefore.advanced(bySeconds: -1)
        assertVerdict(
            try judge(lists: Scene.lists, message: message, at: before, by: .caller), .outOfBoundsNoPOE,
            .cannotDecide, .outsideValidity)
    }
}
