// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

@testable import Issuance

final class CeremonyTests: XCTestCase {
    /// Grown once, for tests that only look: each opening of a key costs 600,000 rounds of its function.
    private static var shared: Result<GrownTree, any Error> {
        if let grown { return grown }
        let result = Result { try GrownTree() }
        grown = result
        return result
    }
    nonisolated(unsafe) private static var grown: Result<GrownTree, any Error>?

    override class func tearDown() {
        grown = nil
        super.tearDown()
    }

    /// What an intermediate's ceremony goes through, none of it interrupted.
    private static let intermediateSteps: [CeremonyTranscript.StepKind] = [
        .begun, .issuerKeyOpened, .draftCleared, .keyGenerated, .keyWritten, .authorityEntered, .certificateIssued,
        .certificateWritten, .verified,
    ]

    func testTheThreeCeremoniesGrowTheTree() throws {
        let tree = try Self.shared.get()
        let certificates = tree.transcripts.compactMap(\.certificate)
        XCTAssertEqual(certificates.map { $0.subject.value(of: OID.commonName) }.count, 3)
        let root = certificates[0]
        XCTAssertTrue(root.isSelfIssued)
        XCTAssertEqual(try root.publicKey().kind, .p384)
        XCTAssertTrue(root.isSigned(by: try root.publicKey()))
        for (name, certificate) in zip(["root", "health", "trade"], certificates) {
            XCTAssertTrue(certificate.isSigned(by: try root.publicKey()), name)
            XCTAssertEqual(try tree.home.certificate(name), certificate)
            let key = try tree.home.key(name, passphrase: GrownTree.passphrase)
            XCTAssertEqual(key.publicKey.subjectPublicKeyInfo, certificate.tbs.subjectPublicKeyInfo)
            XCTAssertEqual(try tree.records.authority(named: name).certificate, certificate.encoded)
            XCTAssertEqual(try tree.records.authority(named: name).keyReference, "keys/\(name).key.pem")
            let reference = CertificateReference(
                authority: "root", serial: certificate.serialNumber)
            XCTAssertEqual(try tree.records.issuance(reference).state, .issued)
            XCTAssertEqual(try tree.records.status(of: reference, at: tree.clock.now)?.status, .good)
        }
        XCTAssertEqual(certificates[1].basicConstraints, BasicConstraints(isCA: true, pathLength: 0))
        XCTAssertEqual(certificates[1].crlDistributionPoints.flatMap(\.uris), ["http://pki.example.ir/crls/root.crl"])
        XCTAssertGreaterThanOrEqual(certificates[1].validity.notBefore, root.validity.notBefore)
        XCTAssertEqual(try tree.records.unfinishedIssuances().count, 0)
    }

    func testTheTranscriptTellsWhatWasDone() throws {
        let tree = try Self.shared.get()
        let transcript = tree.transcripts[2]
        XCTAssertFalse(transcript.isRehearsal)
        XCTAssertEqual(transcript.document.act, .createIntermediate)
        XCTAssertEqual(
            transcript.document.sha256, DigestAlgorithm.sha256.digest(try GrownTree.document("trade-intermediate")))
        XCTAssertEqual(transcript.profiles, ["trade-intermediate": House.profiles["trade-intermediate"]!.sha256])
        XCTAssertEqual(transcript.issuer, tree.transcripts[0].certificate)
        XCTAssertEqual(transcript.steps.map(\.kind), Self.intermediateSteps)
        XCTAssertEqual(
            tree.transcripts[0].steps.map(\.kind), Self.intermediateSteps.filter { $0 != .issuerKeyOpened })
        XCTAssertEqual(transcript.auditHead.size + 1, try tree.records.auditHead().size, "the end comes after it")
        XCTAssertEqual(Set(transcript.document.witnesses.map(\.role)), Set(CeremonyRole.allCases))
        let acts = try tree.records.auditLines(from: 0, limit: 100).map(\.act)
        XCTAssertEqual(
            acts.prefix(7),
            [
                "ceremony.begun", "ceremony.key", "authority.entered", "certificate.signing", "certificate.filed",
                "authority.certified", "ceremony.ended",
            ])
        let lines = try tree.records.auditLines(from: 0, limit: 100)
        XCTAssertFalse(lines.contains { $0.details.contains("Demonstration") }, "no names in the log")
    }

    func testKeysAreReadableByTheirOwnerAloneAndEncrypted() throws {
        let tree = try Self.shared.get()
        let manager = FileManager.default
        func rights(_ path: String) throws -> Int {
            try XCTUnwrap(manager.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber).intValue
        }
        XCTAssertEqual(try rights(tree.home.keyPath("root")), 0o600)
        XCTAssertEqual(try rights(tree.home.path + "/keys"), 0o700)
        let pem = String(decoding: try XCTUnwrap(manager.contents(atPath: tree.home.keyPath("root"))), as: UTF8.self)
        XCTAssertTrue(pem.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----"))
        XCTAssertThrowsError(try tree.home.key("root", passphrase: Passphrase(Array("another".utf8)))) {
            XCTAssertEqual($0 as? CeremonyError, .key(.wrongPassphrase))
        }
        XCTAssertEqual(
            try manager.contentsOfDirectory(atPath: tree.home.path + "/keys").sorted(),
            ["health.key.pem", "root.key.pem", "trade.key.pem"])
        XCTAssertEqual(
            try manager.contentsOfDirectory(atPath: tree.home.path + "/certificates").sorted(),
            ["health.pem", "root.pem", "trade.pem"])
    }

    func testACeremonyWritesOverNothing() throws {
        let tree = try GrownTree(["root"])
        let ceremony = try Ceremony(reading: GrownTree.document("root"), profiles: House.profiles)
        func refusal() -> CeremonyError? {
            do throws(CeremonyError) {
                _ = try ceremony.perform(
                    in: tree.home, records: tree.records, passphrase: GrownTree.passphrase, site: tree.site)
                return nil
            } catch {
                return error
            }
        }
        let manager = FileManager.default
        let key = try XCTUnwrap(manager.contents(atPath: tree.home.keyPath("root")))
        let lines = try tree.records.auditHead().size
        XCTAssertEqual(refusal(), .fileExists(path: tree.home.keyPath("root")))
        XCTAssertEqual(manager.contents(atPath: tree.home.keyPath("root")), key)
        try manager.removeItem(atPath: tree.home.keyPath("root"))
        XCTAssertEqual(refusal(), .fileExists(path: tree.home.certificatePath("root")))
        try manager.removeItem(atPath: tree.home.certificatePath("root"))
        XCTAssertEqual(refusal(), .authorityExists(name: "root"))
        XCTAssertEqual(try tree.records.auditHead().size, lines, "a refusal leaves no trace")
    }

    func testAnInterruptedCeremonyCanBePerformedAgainOnceItsKeyIsRemoved() throws {
        let tree = try GrownTree([])
        // As it stands when the machine stops after the authority was taken down.
        try tree.records.enter(
            AuthorityRecord(
                name: "root", parent: nil, keyReference: "keys/root.key.pem", certificate: nil, created: tree.clock.now),
            by: "ceremony")
        let ceremony = try Ceremony(reading: GrownTree.document("root"), profiles: House.profiles)
        let transcript = try ceremony.perform(
            in: tree.home, records: tree.records, passphrase: GrownTree.passphrase, site: tree.site)
        XCTAssertEqual(try tree.records.authority(named: "root").certificate, transcript.certificate?.encoded)
    }

    func testAnIntermediateNeedsItsIssuerAndTheIssuersKey() throws {
        let tree = try GrownTree([])
        let ceremony = try Ceremony(reading: GrownTree.document("health-intermediate"), profiles: House.profiles)
        XCTAssertThrowsError(
            try ceremony.perform(
                in: tree.home, records: tree.records, passphrase: GrownTree.passphrase, site: tree.site)
        ) { XCTAssertEqual($0 as? CeremonyError, .issuerUnknown(name: "root")) }
        let grown = try GrownTree(["root"])
        XCTAssertThrowsError(
            try ceremony.perform(
                in: grown.home, records: grown.records, passphrase: Passphrase(Array("wrong".utf8)), site: grown.site)
        ) { XCTAssertEqual($0 as? CeremonyError, .key(.wrongPassphrase)) }
        XCTAssertFalse(grown.home.has("health"), "no key is made for a ceremony that cannot go on")
        try FileManager.default.removeItem(atPath: grown.home.keyPath("root"))
        XCTAssertThrowsError(
            try ceremony.perform(
                in: grown.home, records: grown.records, passphrase: GrownTree.passphrase, site: grown.site)
        ) { XCTAssertEqual($0 as? CeremonyError, .fileMissing(path: grown.home.keyPath("root"))) }
    }

    func testARehearsalLeavesNothingBehind() throws {
        let tree = try GrownTree(["root"])
        let lines = try tree.records.auditHead().size
        let stages = {
            try FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path)
        }
        let transcript = try Ceremony(reading: GrownTree.document("health-intermediate"), profiles: House.profiles)
            .rehearse(for: tree.home, passphrase: GrownTree.passphrase, site: tree.site)
        XCTAssertTrue(transcript.isRehearsal)
        XCTAssertEqual(transcript.issuer?.subject, tree.transcripts[0].certificate?.subject, "named as the true one")
        XCTAssertNotEqual(transcript.issuer, tree.transcripts[0].certificate)
        XCTAssertEqual(transcript.steps.map(\.kind), Self.intermediateSteps)
        XCTAssertFalse(FileManager.default.fileExists(atPath: try XCTUnwrap(transcript.keys.first?.path)))
        let validity = try XCTUnwrap(transcript.certificate).validity
        XCTAssertLessThanOrEqual(validity.notAfter.seconds(since: validity.notBefore), 86_400, "useless tomorrow")
        XCTAssertEqual(try tree.records.auditHead().size, lines)
        XCTAssertFalse(tree.home.has("health"))
        XCTAssertEqual(try stages().filter { $0.hasPrefix("mohr-rehearsal-") }, [])
        let empty = HomeFolder(path: tree.folder.path("nowhere"))
        let first = try Ceremony(reading: GrownTree.document("health-intermediate"), profiles: House.profiles)
            .rehearse(for: empty, passphrase: GrownTree.passphrase, site: tree.site)
        XCTAssertTrue(first.isRehearsal)
        XCTAssertFalse(FileManager.default.fileExists(atPath: empty.path))
        XCTAssertThrowsError(
            try Ceremony(reading: GrownTree.document("root"), profiles: House.profiles)
                .rehearse(for: tree.home, passphrase: GrownTree.passphrase, site: tree.site)
        ) { XCTAssertEqual($0 as? CeremonyError, .fileExists(path: tree.home.certificatePath("root"))) }
    }

    func testServicesGetKeysAndCertificatesOfTheirOwn() throws {
        let tree = try GrownTree(["root", "health-intermediate"])
        let health = try tree.authority("health")
        func issue(replacing: Bool = false) throws -> Certificate {
            try health.issueService(
                named: "health-ocsp", under: House.profiles["ocsp-responder"]!,
                subject: [(OID.organizationName, "Mohr"), (OID.commonName, "Health OCSP")], in: tree.home,
                passphrase: GrownTree.passphrase, replacing: replacing)
        }
        let first = try issue()
        XCTAssertEqual(try tree.home.certificate("health-ocsp"), first)
        XCTAssertTrue(first.hasOCSPNoCheck)
        XCTAssertThrowsError(try issue()) {
            XCTAssertEqual($0 as? CeremonyError, .fileExists(path: tree.home.keyPath("health-ocsp")))
        }
        let second = try issue(replacing: true)
        XCTAssertNotEqual(second.tbs.subjectPublicKeyInfo, first.tbs.subjectPublicKeyInfo)
        XCTAssertEqual(try tree.home.certificate("health-ocsp"), second)
        XCTAssertEqual(
            try tree.home.key("health-ocsp", passphrase: GrownTree.passphrase).publicKey.subjectPublicKeyInfo,
            second.tbs.subjectPublicKeyInfo)
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: tree.home.path + "/keys").count, 3)
        let rights = try FileManager.default.attributesOfItem(atPath: tree.home.keyPath("health-ocsp"))
        XCTAssertEqual((rights[.posixPermissions] as? NSNumber)?.intValue, 0o600)
        XCTAssertThrowsError(
            try health.issueService(
                named: "someone", under: House.profiles["doctor-signing"]!, subject: [], in: tree.home,
                passphrase: GrownTree.passphrase)
        ) { error in
            guard case .profileKind = error as? CeremonyError else { return XCTFail("\(error)") }
        }
        XCTAssertThrowsError(
            try health.issueService(
                named: "../escape", under: House.profiles["ocsp-responder"]!, subject: [], in: tree.home,
                passphrase: GrownTree.passphrase)
        ) { error in
            guard case .value = error as? CeremonyError else { return XCTFail("\(error)") }
        }
    }
}
