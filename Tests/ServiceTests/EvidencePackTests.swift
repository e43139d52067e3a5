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
            let report = try inputs.report()
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
        let decisions = try EvidenceScene.cases().map { try $0.inputs.report().decision }
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
        XCTAssertTrue(OpenedPack(reading: pack).isWhole, "negative control")
        let unread = try placesNobodyReads(in: pack)
        var tried = 0
        for place in stride(from: 0, to: pack.count, by: 997) where !unread.contains(place) {
            var damaged = pack
            damaged[place] ^= 0x20
            let opened = OpenedPack(reading: damaged)
            XCTAssertFalse(opened.isWhole, "\(place) of \(pack.count)")
            tried += 1
        }
        XCTAssertGreaterThan(tried, 50)
    }

    /// Which program wrote an entry and its attributes but for the kind of file (APPNOTE.TXT 4.3.12): they change no file,
    /// and other programs that pack the same files again write their own.
    private func placesNobodyReads(in pack: [UInt8]) throws -> Set<Int> {
        let entries = try StoredArchive(reading: pack).entries
        var header = entries.reduce(0) { $0 + 30 + $1.name.utf8.count + $1.bytes.count }
        var places: Set<Int> = []
        for entry in entries {
            XCTAssertEqual(pack[header..<(header + 4)], [0x50, 0x4b, 1, 2])
            places.formUnion([4, 5, 36, 37, 38, 39, 40].map { header + $0 })
            header += 46 + entry.name.utf8.count
        }
        return places
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
            try changed(PackNames.inputs) { $0.replacing("\"now\"", with: "\"caller\"") }, .reportDiffers, "time")
        for source in ["receipt", "timestamp", "claimed"] {
            assertFound(
                try changed(PackNames.inputs) { $0.replacing("\"now\"", with: "\"\(source)\"") }, .inputs,
                "a time that only evidence can prove, said by who asks: \(source)")
        }
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
        let trusted = SealStanding.trusted(name: "کارشناس", time: inputs.time.value)
        XCTAssertEqual(OpenedPack(reading: pack, trusting: Self.anchors).seal, trusted)
        XCTAssertEqual(OpenedPack(reading: pack).seal, .unknown(name: "کارشناس"))
        XCTAssertTrue(OpenedPack(reading: pack).isWhole)
        let broken = try EvidenceScene.damaged(pack, PackNames.seal) { $0[$0.count - 2] ^= 1 }
        assertFound(broken, .seal, "seal")
    }

    /// Certificates that lie beside a seal are not its signer's, whatever order they come in.
    func testADecoyGivesASealNoOtherName() throws {
        // A set is sorted by its encodings: the longest certificate stands last.
        let long = String(repeating: "کارشناس ", count: 7) + "دفتر"
        let clerk = try EvidenceScene.health.signer(long)
        var first: Set<[UInt8]> = []
        for decoys in [[EvidenceScene.doctor], [EvidenceScene.health], [EvidenceScene.unit, EvidenceScene.root]] {
            let token = try FileToken(
                key: clerk.key, certificate: clerk.certificate, path: decoys.map(\.certificate))
            let pack = try EvidencePack.make(of: EvidenceScene.inputs(try EvidenceScene.signed()), seal: .token(token))
            let file = try XCTUnwrap(try StoredArchive(reading: pack)[PackNames.seal])
            first.insert(Array(try XCTUnwrap(try SignedData(der: Array(file)).certificates.first)))
            let seal = OpenedPack(reading: pack, trusting: Self.anchors).seal
            guard case .trusted(let name, _) = seal else { return XCTFail("\(seal)") }
            XCTAssertEqual(name, long)
        }
        XCTAssertFalse(first.subtracting([clerk.certificate.encoded]).isEmpty, "negative control: a decoy stood first")
    }

    /// Somebody who was revoked names an earlier time, and packs a list of then.
    func testATimeThatOnlyThePackNamesIsSaidAndDecidesNothingForAStranger() throws {
        func verdict(_ inputs: VerificationInputs, at time: ReferenceTime? = nil, believing: Bool) throws -> PackVerdict
        {
            PackVerdict(
                OpenedPack(reading: try EvidencePack.make(of: inputs)), trusting: Self.anchors, at: time,
                believesItsTime: believing)
        }
        let basic = EvidenceScene.inputs(try EvidenceScene.signed())
        let repeated = try verdict(basic, believing: true)
        XCTAssertEqual(repeated.decision, .accept)
        XCTAssertEqual(repeated.timeFrom, .pack)
        for language in Language.allCases {
            let line = Catalogue.sentence(
                "pack.trust.time", ["time": basic.time.value.rfc3339], in: language)
            XCTAssertTrue(repeated.lines(in: language).contains(line))
        }
        let asked = try verdict(basic, believing: false)
        XCTAssertEqual(asked.decision, .cannotDecide)
        XCTAssertEqual(asked.json["decision"], "cannotDecide")
        XCTAssertEqual(asked.json["pack"]?["timeFrom"], "pack")
        XCTAssertEqual(
            try verdict(basic, at: ReferenceTime(basic.time.value, .caller), believing: false).decision, .accept)
        let receipted = try verdict(try EvidenceScene.receipted(), believing: false)
        XCTAssertEqual(receipted.timeFrom, .evidence)
        XCTAssertEqual(receipted.decision, .accept, "a receipt proves the time")
    }

    /// A pack that says it is of another edition may differ in sentences and in nothing else.
    func testAnotherEditionHidesNothing() throws {
        let pack = try EvidencePack.make(of: EvidenceScene.inputs(try EvidenceScene.signed()))
        func reworded(_ name: String, _ change: @escaping (String) -> String) throws -> OpenedPack {
            OpenedPack(
                reading: try EvidenceScene.resealed(pack) { files in
                    files = files.map { file in
                        var text = String(decoding: file.bytes, as: UTF8.self)
                        if file.name == PackNames.inputs { text = text.replacing(Catalogue.edition, with: "1-0f0f") }
                        if file.name == name { text = change(text) }
                        return [PackNames.inputs, name].contains(file.name) ? PackFile(file.name, text) : file
                    }
                })
        }
        let same = try reworded("") { $0 }
        XCTAssertTrue(same.isWhole, "\(same.findings)")
        XCTAssertEqual(same.findings.map(\.code), [.otherEdition])
        let words = try reworded(PackNames.checkScript) {
            $0.replacing("check '1. ", with: "check '1. In other words: ")
        }
        XCTAssertTrue(words.isWhole, "\(words.findings)")
        for (name, from, to) in [
            (PackNames.checkScript, "sha256sum", "true; sha256sum"), (PackNames.checkScript, "wrong=1", "wrong=0"),
            (PackNames.checkText, "   $ ", "   $ true; "), (PackNames.inputs, "\"now\"", "\"caller\""),
            (PackNames.report, "سارا", "دارا"), (PackNames.report, "\"en\": \"", "\"code\": \""),
        ] {
            let changed = try reworded(name) { $0.replacing(from, with: to) }
            XCTAssertFalse(changed.isWhole, "\(name): \(from)")
        }
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
