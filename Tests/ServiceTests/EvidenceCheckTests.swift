// SPDX-License-Identifier: Apache-2.0
import Containers
import Foundation
import MohrValidation
import TestSupport
import XCTest

@testable import Service

/// What a stranger does with a pack: unpack it and run its commands, with programs that no one here wrote.
final class EvidenceCheckTests: XCTestCase {
    private func unpacked(_ pack: [UInt8]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(pack, to: "pack.asice")
        let outcome = try Shell.run("unzip", ["-q", "pack.asice"], in: folder)
        XCTAssertEqual(outcome.status, 0, outcome.errors)
        return folder
    }

    private func check(_ folder: TemporaryFolder) throws -> Shell.Outcome {
        try Shell.run("sh", ["check.sh"], in: folder)
    }

    func testEveryCommandOfEveryKindOfPackComesOutAsSaid() throws {
        var commands = 0
        for (name, inputs) in try EvidenceScene.cases() {
            let folder = try unpacked(try EvidencePack.make(of: inputs))
            let outcome = try check(folder)
            XCTAssertEqual(outcome.status, 0, "\(name): \(outcome.text)")
            let count = outcome.text.split(separator: "\n").filter { $0.hasPrefix("as expected") }.count
            // What cannot be read has four commands, everything else more.
            XCTAssertGreaterThan(count, name == "malformed" ? 3 : 5, name)
            commands += count
            let listed = String(decoding: try folder.read("CHECK.txt"), as: UTF8.self).split(separator: "\n")
            XCTAssertEqual(listed.filter { $0.hasPrefix("   $ ") }.count, 2 * count, name)
        }
        print("  cases: \(commands) commands of openssl came out as the packs said")
    }

    func testAnArchivedSignatureHasCommandsForEachOfItsTimestamps() throws {
        let outcome = try check(try unpacked(try EvidencePack.make(of: try EvidenceScene.archived())))
        for file in ["timestamps/1-1-signature.tst", "timestamps/1-2-archive.tst"] {
            XCTAssertTrue(outcome.text.contains(file), outcome.text)
        }
        let answered = try check(try unpacked(try EvidencePack.make(of: try EvidenceScene.answered())))
        XCTAssertTrue(answered.text.contains("revocation/1.ocsp"), answered.text)
        let receipted = try EvidenceScene.receipted()
        XCTAssertEqual(try receipted.report().decision, .accept)
        let kept = try check(try unpacked(try EvidencePack.make(of: receipted)))
        XCTAssertTrue(kept.text.contains("receipts/1.json"), kept.text)
        let revoked = try check(try unpacked(try EvidencePack.make(of: try EvidenceScene.revoked())))
        XCTAssertTrue(revoked.text.contains("it is revoked"), revoked.text)
    }

    func testTheCommandsComeOutTheSameThirtyYearsLater() throws {
        for inputs in [
            try EvidenceScene.answered(), try EvidenceScene.archived(), try EvidenceScene.receipted(),
            try EvidenceScene.revoked(),
        ] {
            let outcome = try Shell.run(
                "faketime", ["+30 years", "sh", "check.sh"], in: try unpacked(try EvidencePack.make(of: inputs)))
            XCTAssertEqual(outcome.status, 0, outcome.text)
        }
    }

    func testTheCommandsFailWhenAnyFileIsChanged() throws {
        let pack = try EvidencePack.make(of: try EvidenceScene.archived())
        let folder = try unpacked(pack)
        XCTAssertEqual(try check(folder).status, 0, "negative control")
        let names = try StoredArchive(reading: pack).entries.map(\.name)
        // The script cannot vouch for itself, nor the seal for its own certificate: `mohr verify` does.
        for name in names where ![PackNames.checkScript, PackNames.seal].contains(name) {
            let good = try folder.read(name)
            var damaged = good
            damaged[good.count / 2] ^= 1
            try folder.write(damaged, to: name)
            XCTAssertNotEqual(try check(folder).status, 0, name)
            try folder.write(good, to: name)
        }
        XCTAssertEqual(try check(folder).status, 0, "all put back")
    }

    /// The files that openssl reads, exchanged with every list put right: openssl itself has to object.
    func testOpenSSLObjectsToWhatTheListsCover() throws {
        let pack = try EvidencePack.make(of: try EvidenceScene.archived())
        for name in [
            "signature/1-value.bin", "signature/1-attributes.der", "timestamps/1-2-archive.data",
            "document/content.json",
        ] {
            let forged = try EvidenceScene.resealed(pack) { files in
                files = files.map { file in
                    guard file.name == name else { return file }
                    var bytes = file.bytes
                    bytes[bytes.count - 1] ^= 1
                    return PackFile(name, bytes)
                }
            }
            let outcome = try check(try unpacked(forged))
            XCTAssertNotEqual(outcome.status, 0, name)
            XCTAssertTrue(outcome.text.contains("as expected      2."), "the lists are right: \(outcome.text)")
        }
    }

    /// ETSI EN 319 162-1 4.4 and A: what any reader of ASiC-E looks for.
    func testThePackIsLaidOutAsASiC() throws {
        let pack = try EvidencePack.make(of: EvidenceScene.inputs(try EvidenceScene.signed()))
        XCTAssertEqual(Array(pack[38..<38 + 31]), Array(PackNames.mediaType.utf8))
        let program = """
            import zipfile, hashlib, base64, xml.etree.ElementTree as E
            z = zipfile.ZipFile('pack.asice'); names = z.namelist()
            assert names[0] == 'mimetype' and z.infolist()[0].compress_type == 0 and not z.infolist()[0].extra
            a = '{http://uri.etsi.org/02918/v1.2.1#}'; d = '{http://www.w3.org/2000/09/xmldsig#}'
            m = E.fromstring(z.read('META-INF/ASiCManifest001.xml')); assert m.tag == a + 'ASiCManifest'
            s = m.findall(a + 'SigReference'); assert len(s) == 1 and s[0].get('URI') in names
            r = m.findall(a + 'DataObjectReference')
            for o in r:
                digest = base64.b64decode(o.find(d + 'DigestValue').text)
                assert hashlib.sha256(z.read(o.get('URI'))).digest() == digest, o.get('URI')
            outside = [n for n in names if not n.startswith('META-INF/') and n != 'mimetype']
            assert sorted(o.get('URI') for o in r) == sorted(outside)
            print(len(r))
            """
        let folder = try unpacked(pack)
        let outcome = try Shell.run("python3", ["-c", program], in: folder)
        XCTAssertEqual(outcome.status, 0, outcome.errors)
        let seal = try Shell.run(
            "openssl",
            ["cms", "-cmsout", "-print", "-inform", "DER", "-in", PackNames.seal], in: folder)
        XCTAssertTrue(seal.text.contains("signingCertificateV2"), seal.errors)
    }

    /// The page stands alone: no script, nothing from elsewhere, both languages, every finding with its clause.
    func testThePageStandsAlone() throws {
        let inputs = try EvidenceScene.revoked()
        let folder = try unpacked(try EvidencePack.make(of: inputs))
        let page = String(decoding: try folder.read(PackNames.page), as: UTF8.self)
        for forbidden in ["<script", "http://", "https://", "src=", "<link", "javascript:", "@import", "url("] {
            XCTAssertFalse(page.contains(forbidden), forbidden)
        }
        XCTAssertTrue(page.contains("<html lang=\"fa\" dir=\"rtl\">"))
        XCTAssertTrue(page.contains("lang=\"en\" dir=\"ltr\""))
        let report = try inputs.report()
        for cause in report.signatures.flatMap(\.causes) {
            XCTAssertTrue(page.contains(cause.code.rawValue))
            XCTAssertTrue(page.contains(cause.code.clause(in: .english)))
        }
        XCTAssertTrue(page.contains("سارا احمدی"))
        for key in ["pack.page", "pack.fact", "pack.status", "pack.source", "pack.content", "pack.purpose"] {
            XCTAssertFalse(page.contains(key), "every sentence is in the catalogue")
        }
    }
}
