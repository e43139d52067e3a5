// SPDX-License-Identifier: Apache-2.0
import Containers
import DER
import Foundation
import MohrSigning
import MohrValidation
import PKIX
import TestSupport
import XCTest

@testable import Service

/// A pack repeats its verdict and nothing in it can be changed.
final class EvidencePackTests: XCTestCase {
    private static let anchors = [EvidenceScene.root.certificate]

    private func assertFound(
        _ pack: [UInt8], _ code: PackFinding.Code, _ what: String, file: StaticString = #filePath, line: UInt = #line
    ) {
        let opened = OpenedPack(reading: pack)
        XCTAssertTrue(
            opened.findings.contains { $0.code == code }, "\(what): \(opened.findings)", file: file, line: line)
        let verdict = PackVerdict(opened, trusting: Self.anchors)
        XCTAssertEqual(verdict.decision, .reject, what, file: file, line: line)
        XCTAssertEqual(verdict.json["decision"], "reject", what, file: file, line: line)
    }

    func testEveryKindOfVerdictIsRepeatedByteForByte() throws {
        for (name, inputs) in try EvidenceScene.cases() {
            let report = try inputs.judged().report
            let bytes = JSONWriter.bytes(ReportJSON.value(of: report), .indented)
            let opened = OpenedPack(reading: try EvidencePack.make(of: inputs), trusting: inputs.anchors)
            XCTAssertEqual(opened.findings, [], name)
            XCTAssertTrue(opened.isRepeated, name)
            XCTAssertEqual(opened.reportBytes, bytes, name)
            XCTAssertEqual(opened.seal, .nobodys, name)
            let verdict = PackVerdict(opened, trusting: inputs.anchors)
            XCTAssertEqual(verdict.decision, report.decision, name)
            XCTAssertEqual(JSONWriter.bytes(verdict.json, .indented), bytes, name)
        }
        // The cases are different verdicts, or the test would say nothing.
        let decisions = try EvidenceScene.cases().map { try $0.inputs.judged().report.decision }
        XCTAssertEqual(Set(decisions), Set(Decision.allCases))
    }

    func testTheSameInputsGiveTheSamePackButForTheSeal() throws {
        let inputs = EvidenceScene.inputs(try EvidenceScene.signed())
        let first = try StoredArchive(reading: try EvidencePack.make(of: inputs)).entries
        let second = try StoredArchive(reading: try EvidencePack.make(of: inputs)).entries
        XCTAssertEqual(first.dropLast(), second.dropLast())
        XCTAssertNotEqual(first.last, second.last)
    }

    func testEveryFileThatIsFlippedIsFound() throws {
        let pack = try EvidencePack.make(of: try EvidenceScene.archived())
        let entries = try StoredArchive(reading: pack).entries
        var tried = 0
        for entry in entries {
            let places =
                entry.name == PackNames.seal
                ? Array(stride(from: 0, to: entry.bytes.count, by: 9))
                : [0, entry.bytes.count / 2, entry.bytes.count - 1]
            for place in places {
                let damaged = try EvidenceScene.damaged(pack, entry.name) { $0[place] ^= 1 }
                XCTAssertFalse(OpenedPack(reading: damaged).isWhole, "\(entry.name) at \(place)")
                tried += 1
            }
        }
        XCTAssertGreaterThan(tried, 150)
    }

    func testFlippedBytesOfTheFileItselfAreFound() throws {
        let pack = try EvidencePack.make(of: EvidenceScene.inputs(try EvidenceScene.signed()))
        let good = OpenedPack(reading: pack)
        for place in stride(from: 0, to: pack.count, by: 997) {
            var damaged = pack
            damaged[place] ^= 0x20
            // Times and attributes of the archive's entries say nothing and are all that may change.
            let opened = OpenedPack(reading: damaged)
            if opened.isWhole { XCTAssertEqual(opened.reportBytes, good.reportBytes, "\(place)") }
        }
    }

    func testWhatAForgerPutsRightAgainIsFound() throws {
        let pack = try EvidencePack.make(of: EvidenceScene.inputs(try EvidenceScene.signed()))
        func changed(_ name: String, _ change: @escaping (String) -> String) throws -> [UInt8] {
            try EvidenceScene.resealed(pack) { files in
                files = files.map {
                    $0.name == name ? PackFile(name, change(String(decoding: $0.bytes, as: UTF8.self))) : $0
                }
            }
        }
        XCTAssertTrue(OpenedPack(reading: try EvidenceScene.resealed(pack) { _ in }).isWhole, "negative control")
        assertFound(
            try changed(PackNames.report) { $0.replacing("\"accept\"", with: "\"reject\"") }, .reportDiffers, "report")
        assertFound(try changed(PackNames.report) { $0 + " " }, .reportDiffers, "report's form")
        assertFound(
            try changed(PackNames.facts) { $0.replacing("pkix", with: "x").replacing("T12", with: "T11") }, .notDerived,
            "facts")
        assertFound(try changed(PackNames.page) { $0.replacing("12345", with: "54321") }, .notDerived, "page")
        assertFound(try changed(PackNames.checkScript) { $0 + "true\n" }, .notDerived, "check.sh")
        assertFound(try changed("document/content.json") { $0.replacing("۵۰۰", with: "۲۵۰") }, .notDerived, "document")
        assertFound(
            try changed(PackNames.inputs) { $0.replacing("\"now\"", with: "\"receipt\"") }, .reportDiffers, "time")
        assertFound(
            try changed(PackNames.inputs) { $0.replacing("\"version\": 1", with: "\"version\": 2") }, .inputs, "version"
        )
        assertFound(
            try EvidenceScene.resealed(pack) { $0.append(PackFile("document/other.json", "{}")) }, .notDerived, "added")
        assertFound(
            try EvidenceScene.resealed(pack) { $0.removeAll { $0.name == "signature/1-key.pem" } }, .notDerived,
            "removed")
        assertFound(
            try EvidenceScene.resealed(pack) { $0.removeAll { $0.name == "revocation/2.crl" } }, .inputs,
            "a list removed")
        assertFound(try EvidenceScene.resealed(pack) { $0.swapAt(2, 3) }, .layout, "order")
    }

    /// A document that travelled beside the signature, swapped with everything put right: the verdict changes with it.
    func testASwappedDocumentIsRefused() throws {
        let inputs = EvidenceScene.inputs(try EvidenceScene.signed(.detached), content: .bytes(EvidenceScene.content))
        let pack = try EvidencePack.make(of: inputs)
        let forged = try EvidenceScene.resealed(pack) { files in
            files = files.map { $0.name == "document/content.json" ? PackFile($0.name, "{\"other\":1}") : $0 }
        }
        assertFound(forged, .reportDiffers, "document")
        let report = PackVerdict(OpenedPack(reading: forged), trusting: Self.anchors).report
        XCTAssertEqual(report?.subIndication, .hashFailure)
    }

    func testAnAnchorInThePackIsNoTrust() throws {
        let inputs = EvidenceScene.inputs(try EvidenceScene.signed())
        let opened = OpenedPack(reading: try EvidencePack.make(of: inputs))
        let verdict = PackVerdict(opened, trusting: [])
        XCTAssertEqual(verdict.report?.decision, .accept)
        XCTAssertEqual(verdict.decision, .cannotDecide)
        XCTAssertEqual(verdict.json["decision"], "cannotDecide")
        XCTAssertEqual(verdict.json["subIndication"], "NO_CERTIFICATE_CHAIN_FOUND")
        XCTAssertEqual(verdict.json["pack"]?["anchorsFrom"], "pack")
        XCTAssertEqual(verdict.json["pack"]?["isRepeated"], true)
        // A stranger's anchor does not make it another's.
        let stranger = PackVerdict(opened, trusting: [try TestPKI.root("Stranger").certificate])
        XCTAssertEqual(stranger.report?.subIndication, .noCertificateChainFound)
        XCTAssertEqual(stranger.decision, .cannotDecide)
        XCTAssertFalse(stranger.isRepeated)
        XCTAssertEqual(PackVerdict(opened, trusting: Self.anchors).decision, .accept, "negative control")
    }

    func testAPolicyInThePackIsNoTrust() throws {
        let lax = ValidationPolicy(
            purpose: "prescription", maximumStatusAgeSeconds: 86_400, timestampDelaySeconds: 5, signaturePolicies: [:])
        let inputs = EvidenceScene.inputs(try EvidenceScene.signed(), lax)
        let opened = OpenedPack(reading: try EvidencePack.make(of: inputs))
        XCTAssertEqual(opened.findings, [], "a policy that this program does not have comes back from its data")
        XCTAssertTrue(opened.isRepeated)
        let verdict = PackVerdict(opened, trusting: Self.anchors)
        XCTAssertEqual(verdict.decision, .cannotDecide)
        XCTAssertEqual(verdict.json["pack"]?["policyFrom"], "pack")
        let judged = PackVerdict(opened, trusting: Self.anchors, policy: StandardPolicies.prescription)
        XCTAssertEqual(judged.decision, .accept)
    }

    func testTheSameEvidenceIsJudgedForAnotherTimeAndPurpose() throws {
        let opened = OpenedPack(reading: try EvidencePack.make(of: EvidenceScene.inputs(try EvidenceScene.signed())))
        let trade = PackVerdict(opened, trusting: Self.anchors, policy: StandardPolicies.trade)
        XCTAssertEqual(trade.decision, .reject)
        XCTAssertFalse(trade.isRepeated)
        let late = PackVerdict(
            opened, trusting: Self.anchors,
            at: ReferenceTime(EvidenceScene.now.advanced(bySeconds: 20 * 365 * 86_400), .caller))
        XCTAssertEqual(late.decision, .cannotDecide)
        XCTAssertTrue(opened.isRepeated)
    }

    func testWhoSealedIsSaid() throws {
        let clerk = try EvidenceScene.health.signer("کارشناس")
        let inputs = EvidenceScene.inputs(try EvidenceScene.signed())
        let pack = try EvidencePack.make(
            of: inputs, seal: .token(FileToken(key: clerk.key, certificate: clerk.certificate)))
        XCTAssertEqual(OpenedPack(reading: pack, trusting: Self.anchors).seal, .trusted(name: "کارشناس"))
        XCTAssertEqual(OpenedPack(reading: pack).seal, .unknown(name: "کارشناس"))
        XCTAssertTrue(OpenedPack(reading: pack).isWhole)
        let broken = try EvidenceScene.damaged(pack, PackNames.seal) { $0[$0.count - 2] ^= 1 }
        assertFound(broken, .seal, "seal")
    }

    func testWhatIsNoPackIsRefusedInBothLanguages() throws {
        let others: [[UInt8]] = [
            [], Array("PK".utf8), try StoredArchive([ArchiveEntry("a", [1])]).encoded(),
            try StoredArchive([ArchiveEntry("mimetype", Array(PackNames.mediaType.utf8))]).encoded(),
        ]
        for bytes in others {
            let verdict = PackVerdict(OpenedPack(reading: bytes), trusting: Self.anchors)
            XCTAssertEqual(verdict.decision, .reject)
            XCTAssertEqual(verdict.json["subIndication"], "FORMAT_FAILURE")
            for language in Language.allCases { XCTAssertGreaterThan(verdict.lines(in: language).count, 1) }
        }
        for code in PackFinding.Code.allCases {
            for language in Language.allCases {
                XCTAssertTrue(Catalogue.has("pack.finding.\(code.rawValue)", in: language), code.rawValue)
            }
        }
    }
}
