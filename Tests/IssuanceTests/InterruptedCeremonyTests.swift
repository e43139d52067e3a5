// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

@testable import Issuance

/// Ceremonies that stop after each of their steps, and are performed again.
final class InterruptedCeremonyTests: XCTestCase {
    /// What stands for a power cut: nothing after it runs, and nothing is tidied up.
    private static let cut = CeremonyError.readBack(path: "the power is gone")

    private func stopping(after kind: CeremonyTranscript.StepKind, _ station: CeremonyStation) -> CeremonyStation {
        var station = station
        station.reached = { step throws(CeremonyError) in
            if step == kind { throw Self.cut }
        }
        return station
    }

    /// Performs a ceremony, cut after a step, and then again.
    private func resume(
        _ name: String, after kind: CeremonyTranscript.StepKind, in tree: GrownTree
    ) throws -> CeremonyTranscript {
        XCTAssertThrowsError(try tree.perform(name, at: stopping(after: kind, tree.station)), "\(kind)") {
            XCTAssertEqual($0 as? CeremonyError, Self.cut, "\(kind)")
        }
        return try tree.perform(name)
    }

    func testARollOverGoesOnWhereItStoppedWhicheverStepItWas() throws {
        for kind in CeremonyTranscript.StepKind.allCases {
            let tree = try GrownTree(["root"])
            guard Self.rollOver.contains(kind) else { continue }
            let transcript = try resume("root-g2", after: kind, in: tree)
            XCTAssertEqual(transcript.steps.first?.kind, .resumed, "\(kind)")
            XCTAssertEqual(transcript.certificates.map(\.name), ["root-g2", "root-g2-by-root", "root-by-root-g2"])
            let issued = try tree.records.certificates(
                matching: .issued(from: Instant(secondsSince1970: 0), before: .distant), limit: 100)
            XCTAssertEqual(issued.count, 4, "\(kind): root, its successor and two links, each once")
            XCTAssertEqual(try tree.records.unfinishedIssuances().count, 0)
            XCTAssertEqual(try tree.records.authoritySuccessors(), ["root": "root-g2"])
            XCTAssertNil(try tree.records.openCeremony(of: "root-g2"))
            let keys = try tree.records.auditLines(from: 0, limit: 1_000).filter { $0.act == AuditAct.ceremonyKey }
            XCTAssertEqual(keys.count, kind == .keyGenerated ? 3 : 2, "\(kind): no second key in silence")
            XCTAssertEqual(transcript.steps.contains { $0.kind == .keyLost }, kind == .keyGenerated)
        }
    }

    private static let rollOver: [CeremonyTranscript.StepKind] = [
        .begun, .issuerKeyOpened, .draftCleared, .keyGenerated, .keyWritten, .authorityEntered, .certificateIssued,
        .certificateWritten, .linkIssued, .linkWritten, .successionEntered, .verified,
    ]

    func testASignatureThatMayExistIsGivenUpAndRevoked() throws {
        let tree = try GrownTree(["root"])
        // Cut between the intention and the file: the records hold an open issuance.
        let profile = try XCTUnwrap(House.profiles["health-intermediate"])
        XCTAssertThrowsError(
            try tree.perform("health-intermediate", at: stopping(after: .authorityEntered, tree.station)))
        let reference = CertificateReference(authority: "root", serial: SerialNumber(unsigned: [0x4d] + (0..<16)))
        let key = try PrivateKey.generate(.p256)
        let draft = try profile.ceremonyDraft(
            of: CertificateContent(
                subject: [(OID.organizationName, "Mohr"), (OID.commonName, "x")], publicKey: key.publicKey),
            by: IssuingParameters(
                issuer: try XCTUnwrap(tree.transcripts[0].certificate), serialNumber: reference.serial,
                time: tree.clock.now, locations: IssuerLocations(publicURL: "http://x.example", authority: "root")))
        try tree.records.recordIntentToSign(
            reference, for: IssuanceRequest(withoutApplicationUnder: profile.name),
            draft: IssuanceDraft(
                tbs: draft.encoded(), lintCertificate: [0x30, 0], subject: SubjectKeys(), validity: draft.validity),
            by: "test", at: tree.clock.now)
        let transcript = try tree.perform("health-intermediate")
        XCTAssertTrue(transcript.steps.contains { $0.kind == .signatureGivenUp && $0.about == reference.serial.hex })
        XCTAssertEqual(try tree.records.issuance(reference).state, .abandoned)
        XCTAssertEqual(try tree.records.status(of: reference, at: tree.clock.now)?.status, .revoked)
    }

    func testAnotherFileDoesNotGoOnWithWhatThisOneBegan() throws {
        let tree = try GrownTree([])
        XCTAssertThrowsError(try tree.perform("root", at: stopping(after: .keyWritten, tree.station)))
        let changes = [("Mohr Root CA G1", "Another Root CA")]
        XCTAssertThrowsError(try tree.perform("root", replacing: changes)) { error in
            XCTAssertEqual(
                error as? CeremonyError,
                .begunOtherwise(
                    authority: "root",
                    documentSHA256: Hex.encode(DigestAlgorithm.sha256.digest((try? GrownTree.document("root")) ?? [])),
                    keyPath: tree.home.keyPath("root")))
        }
        // Given up by hand: then the other file is performed from its beginning.
        try FileManager.default.removeItem(atPath: tree.home.keyPath("root"))
        let transcript = try tree.perform("root", replacing: changes)
        XCTAssertEqual(transcript.steps.first?.kind, .begun)
        let acts = try tree.records.auditLines(from: 0, limit: 100).map(\.act)
        XCTAssertTrue(acts.contains(AuditAct.ceremonyGivenUp))
    }

    func testAKeyThatNoCeremonySpeaksOfIsNeverTaken() throws {
        let tree = try GrownTree([])
        XCTAssertThrowsError(try tree.perform("root", at: stopping(after: .draftCleared, tree.station)))
        let made = try FileKeyStore(tree.home, passphrase: GrownTree.passphrase).newKey(named: "root", kind: .p384)
        try made.keep()
        XCTAssertThrowsError(try tree.perform("root")) {
            XCTAssertEqual($0 as? CeremonyError, .fileExists(path: tree.home.keyPath("root")))
        }
        XCTAssertNil(try? tree.records.authority(named: "root"))
    }

    func testPostIssuanceLintingRefusesBeforeThereIsAKey() throws {
        let tree = try GrownTree([])
        // A name with a direction mark in it: the rule of visible names objects.
        XCTAssertThrowsError(
            try tree.perform("root", replacing: [("Mohr Root CA G1", "Mohr \u{202e}Root")])
        ) { error in
            guard case .issuance(.refused(let findings)) = error as? CeremonyError else { return XCTFail("\(error)") }
            XCTAssertTrue(findings.contains { $0.rule == "cpcps.visible-names" })
        }
        XCTAssertFalse(tree.home.has("root"))
        XCTAssertEqual(try tree.records.auditLines(from: 0, limit: 10).map(\.act), [AuditAct.ceremonyBegun])
    }
}

extension Instant {
    fileprivate static let distant = Instant(secondsSince1970: 32_503_680_000)
}
