// SPDX-License-Identifier: Apache-2.0
import Containers
import DER
import Foundation
import MohrValidation
import PKIX
import TestSupport
import XCTest

@testable import Service

/// What a licensing body said of the signer is in the pack, and is judged again with everything else.
final class EvidenceProfessionTests: XCTestCase {
    private static let anchors = [EvidenceScene.root.certificate]

    private func unpacked(_ pack: [UInt8]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(pack, to: "pack.asice")
        XCTAssertEqual(try Shell.run("unzip", ["-q", "pack.asice"], in: folder).status, 0)
        return folder
    }

    /// The second feed's document says that the doctor may practise.
    private func whitewashed(_ bytes: [UInt8]) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self).replacing("prescribing", with: "dispensing ").utf8)
    }

    private func repeated(_ inputs: VerificationInputs, line: UInt = #line) throws -> PackVerdict {
        let report = try inputs.report()
        let bytes = JSONWriter.bytes(ReportJSON.value(of: report), .indented)
        let opened = OpenedPack(reading: try EvidencePack.make(of: inputs), trusting: Self.anchors)
        XCTAssertEqual(opened.findings, [], line: line)
        XCTAssertTrue(opened.isRepeated, line: line)
        XCTAssertEqual(opened.seal, .nobodys, line: line)
        let verdict = PackVerdict(opened, trusting: Self.anchors)
        XCTAssertEqual(JSONWriter.bytes(verdict.json, .indented), bytes, line: line)
        return verdict
    }

    func testASuspendedDoctorsPrescriptionIsRepeatedByteForByte() throws {
        let verdict = try repeated(try EvidenceOfTheCouncil.suspended())
        XCTAssertEqual(verdict.decision, .reject)
        XCTAssertEqual(verdict.json["indication"], "TOTAL-PASSED")
        let status = verdict.json["signatures"]?.elements?.first?["professionalStatus"]
        XCTAssertEqual(status?["status"], "suspended")
        XCTAssertEqual(status?["source"], "medical-council")
        // Controls: the feed before it, nobody heard, and a purpose that does not ask.
        let feeds = try EvidenceOfTheCouncil.feeds()
        XCTAssertEqual(try repeated(try EvidenceOfTheCouncil.inputs(feeds: [feeds[0]])).decision, .accept)
        XCTAssertEqual(try repeated(try EvidenceOfTheCouncil.inputs(feeds: [])).decision, .accept)
        let letter = try repeated(try EvidenceOfTheCouncil.inputs(feeds: feeds, StandardPolicies.signature))
        XCTAssertEqual(letter.decision, .accept)
    }

    func testAFeedThatIsNotToBeBelievedMakesNoPack() throws {
        let feeds = try EvidenceOfTheCouncil.feeds()
        let altered = FeedFile(feeds[1].signature, document: whitewashed(try XCTUnwrap(feeds[1].document)))
        for (wrong, number) in [([feeds[1]], 1), ([feeds[0], altered], 2), ([FeedFile([])], 1)] {
            XCTAssertThrowsError(try EvidencePack.make(of: try EvidenceOfTheCouncil.inputs(feeds: wrong))) { error in
                guard case EvidencePack.Failure.feed(number, _) = error else { return XCTFail("\(error)") }
            }
        }
    }

    func testAnAlteredFeedIsFoundWhateverIsPutRight() throws {
        let pack = try EvidencePack.make(of: try EvidenceOfTheCouncil.suspended())
        let plain = try EvidenceScene.damaged(pack, "professions/2.json") { $0 = self.whitewashed($0) }
        let resealed = try EvidenceScene.resealed(pack) { files in
            files = files.map { $0.name == "professions/2.json" ? PackFile($0.name, self.whitewashed($0.bytes)) : $0 }
        }
        let first = try EvidenceScene.resealed(pack) { files in
            files = files.map { file in
                guard file.name == "professions/1.p7s" else { return file }
                let word = Array("entitled".utf8)
                var bytes = file.bytes
                if let place = bytes.indices.first(where: { bytes[$0...].starts(with: word) }) { bytes[place] ^= 1 }
                return PackFile(file.name, bytes)
            }
        }
        let removed = try EvidenceScene.resealed(pack) { $0.removeAll { $0.name == "professions/2.p7s" } }
        for (name, forged) in [("plain", plain), ("resealed", resealed), ("first", first), ("removed", removed)] {
            let opened = OpenedPack(reading: forged, trusting: Self.anchors)
            XCTAssertTrue(opened.findings.contains { $0.code == .inputs }, "\(name): \(opened.findings)")
            let verdict = PackVerdict(opened, trusting: Self.anchors)
            XCTAssertEqual(verdict.decision, .reject, name)
            XCTAssertEqual(verdict.json["subIndication"], "FORMAT_FAILURE", name)
        }
        let finding = OpenedPack(reading: resealed).findings.first { $0.code == .inputs }
        XCTAssertEqual(finding?.facts["file"], "professions/2.p7s")
        XCTAssertEqual(finding?.facts["detail"]?.contains("HASH_FAILURE"), true, "\(finding?.facts ?? [:])")
        // Left out of the inputs too, the report is another.
        let dropped = try EvidenceScene.resealed(pack) { files in
            files.removeAll { $0.name.hasPrefix("professions/") }
            files = files.map { file in
                guard file.name == PackNames.inputs, let value = try? JSONReader.read(file.bytes) else { return file }
                let members = (value.members ?? []).filter { $0.name != "professions" }
                return PackFile(file.name, JSONWriter.bytes(.object(members), .indented))
            }
        }
        XCTAssertTrue(OpenedPack(reading: dropped).findings.contains { $0.code == .reportDiffers })
    }

    /// The feed is believed by the caller's anchors or not at all; left out, it must not turn into an acceptance.
    func testAFeedThatTheCallersAnchorsDoNotVouchForAcceptsNothing() throws {
        let opened = OpenedPack(
            reading: try EvidencePack.make(
                of: try EvidenceOfTheCouncil.inputs(feeds: [try EvidenceOfTheCouncil.feeds()[0]])))
        XCTAssertTrue(opened.isWhole)
        // The doctors' own authority vouches for the doctor, and for no council.
        let verdict = PackVerdict(opened, trusting: [EvidenceScene.health.certificate])
        XCTAssertEqual(verdict.report?.decision, .accept)
        XCTAssertEqual(verdict.decision, .cannotDecide)
        XCTAssertFalse(verdict.standsAlone)
        XCTAssertEqual(verdict.json["pack"]?["professions"], "notBelieved")
        for language in Language.allCases {
            XCTAssertTrue(verdict.lines(in: language).contains { $0.contains("professions/1.p7s") })
        }
        XCTAssertEqual(PackVerdict(opened, trusting: Self.anchors).decision, .accept, "negative control")
        XCTAssertEqual(PackVerdict(opened, trusting: []).json["pack"]?["professions"], "believed")
    }

    func testOpenSSLChecksTheFeedsAndObjectsToAlteredOnes() throws {
        let pack = try EvidencePack.make(of: try EvidenceOfTheCouncil.suspended())
        let folder = try unpacked(pack)
        let good = try Shell.run("sh", ["check.sh"], in: folder)
        XCTAssertEqual(good.status, 0, good.text)
        for file in ["professions/1.p7s: number 1", "professions/2.p7s: number 2"] {
            XCTAssertTrue(good.text.contains(file), good.text)
        }
        let resealed = try EvidenceScene.resealed(pack) { files in
            files = files.map { $0.name == "professions/2.json" ? PackFile($0.name, self.whitewashed($0.bytes)) : $0 }
        }
        let bad = try Shell.run("sh", ["check.sh"], in: try unpacked(resealed))
        XCTAssertNotEqual(bad.status, 0)
        let lines = bad.text.split(separator: "\n").filter { $0.contains("NOT AS EXPECTED") }
        XCTAssertEqual(lines.count, 1, bad.text)
        XCTAssertEqual(lines.first?.contains("professions/2.p7s"), true, bad.text)
    }

    /// A hospital of the same tree says under the Council's name that the doctor may practise.
    func testAnotherOrganisationDoesNotSpeakForTheBody() throws {
        let feeds = try EvidenceOfTheCouncil.feeds()
        let hospital = try EvidenceOfTheCouncil.feeds(by: EvidenceOfTheCouncil.hospital)
        let alone = try EvidenceOfTheCouncil.inputs(feeds: hospital).report()
        XCTAssertEqual(alone.signatures.first?.professionalStatus.status, .unknown)
        let later = FeedFile(
            try EvidenceOfTheCouncil.signed(
                EvidenceOfTheCouncil.fullFeed(sequence: 9), by: EvidenceOfTheCouncil.hospital))
        XCTAssertThrowsError(try EvidenceOfTheCouncil.inputs(feeds: feeds + [later]).report()) { error in
            XCTAssertEqual(
                error as? VerificationInputs.Failure,
                .feed(number: 3, .signer(seen: "Hospital", allowed: ["Medical Council"])))
        }
        let own = FeedFile(
            try EvidenceOfTheCouncil.signed(EvidenceOfTheCouncil.fullFeed(sequence: 9), by: EvidenceOfTheCouncil.seal))
        XCTAssertEqual(
            try EvidenceOfTheCouncil.inputs(feeds: feeds + [own]).report().decision, .accept,
            "negative control")
    }

    func testThePageShowsTheProfessionsVerdict() throws {
        let folder = try unpacked(try EvidencePack.make(of: try EvidenceOfTheCouncil.suspended()))
        let page = String(decoding: try folder.read(PackNames.page), as: UTF8.self)
        for words in [
            "تعلیق‌شده", "Suspended", "medical-council", "prescribing", "professions/2.p7s", "PROFESSION_SUSPENDED",
            "تجویز</dd>",
            "Right to practise", "حق اشتغال به حرفه",
        ] {
            XCTAssertTrue(page.contains(words), words)
        }
        for key in ["pack.page", "pack.fact", "pack.source", "pack.checked", "verdict.profession", "pack.act"] {
            XCTAssertFalse(page.contains(key), key)
        }
        for language in Language.allCases {
            for purpose in StandardPolicies.purposes {
                XCTAssertTrue(Catalogue.has("pack.purpose.\(purpose)", in: language), purpose)
            }
            for act in ProfessionalActs.all.words {
                XCTAssertTrue(Catalogue.has("pack.act.\(act)", in: language), act)
            }
        }
    }

    func testAFeedOfMegabytesIsKeptWhole() throws {
        let feeds = try EvidenceOfTheCouncil.feeds(others: 13_000)
        XCTAssertGreaterThan(feeds[0].signature.count, 1_048_576)
        XCTAssertEqual(try repeated(try EvidenceOfTheCouncil.inputs(feeds: feeds)).decision, .reject)
    }

    func testPacksWithoutFeedsAreAsTheyWere() throws {
        let pack = try EvidencePack.make(of: try EvidenceOfTheCouncil.inputs(feeds: []))
        let inputs = try XCTUnwrap(try StoredArchive(reading: pack)[PackNames.inputs])
        XCTAssertNil(try JSONReader.read(Array(inputs))["professions"])
    }
}
