// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// Archive time-stamps that others made: imprint and index come out as they computed them.
final class ArchiveTimestampTests: XCTestCase {
    private static let folder = "dss/cades/validation/"

    private func message(_ name: String) throws -> SignedData {
        try SignedData(der: try SharedData.bytes(Self.folder + name))
    }

    private func stamps(_ message: SignedData) throws -> [(signer: SignerInfo, stamp: ArchiveTimestamp)] {
        try message.signerInfos.flatMap { signer in
            try signer.archiveTimestamps.map { (signer, try ArchiveTimestamp(der: $0)) }
        }
    }

    func testImprintsAndIndexesOfOthersAreRecomputed() throws {
        let expected = [
            "CAdESDoubleLTA.p7m": 2, "Signature-C-B-LTA-10.p7m": 1, "cades_signeddata_extended_after_lta.p7m": 2,
            "cades-lta-duplicated-atst.p7m": 2,
            "evidence-record/Signature-C-LTA-d233a2d9-a257-40dc-bcdb-bf4516b6d1da.p7m": 1,
        ]
        for (name, count) in expected {
            let message = try message(name)
            let found = try stamps(message)
            XCTAssertEqual(found.count, count, name)
            for (signer, stamp) in found {
                XCTAssertTrue(stamp.usesOneHashAlgorithm, name)
                XCTAssertTrue(stamp.isOver(signer, in: message), name)
                XCTAssertEqual(stamp.coverage(of: signer, in: message)?.isComplete, true, name)
            }
        }
        print("  cases: archive time-stamps of others \(expected.values.reduce(0, +))")
    }

    func testADigestOfTheIndexWithoutItsListIsSeen() throws {
        let message = try message("cades-ats-v3-wrong-crl.p7s")
        let (signer, stamp) = try XCTUnwrap(stamps(message).first)
        XCTAssertEqual(stamp.coverage(of: signer, in: message)?.isComplete, false)
    }

    func testALaterTimestampCoversTheEarlierOne() throws {
        let message = try message("CAdESDoubleLTA.p7m")
        let found = try stamps(message)
        let values = found[0].signer.archiveTimestamps
        let covered = try found.map { try XCTUnwrap($0.stamp.coverage(of: $0.signer, in: message)).attributeValues }
        // One of the two covers the other, and never the other way about; none covers itself.
        let pairs = (covered[0].contains(values[1]), covered[1].contains(values[0]))
        XCTAssertTrue(pairs.0 != pairs.1)
        XCTAssertFalse(covered[0].contains(values[0]) || covered[1].contains(values[1]))
    }

    func testAnyChangedSignedFieldBreaksTheImprint() throws {
        let name = "Signature-C-B-LTA-10.p7m"
        let bytes = try SharedData.bytes(Self.folder + name)
        let (signer, stamp) = try XCTUnwrap(stamps(try message(name)).first)
        var broken = 0
        for place in stride(from: signer.signature.startIndex, to: signer.signature.endIndex, by: 17) {
            var changed = bytes
            changed[place] ^= 1
            let other = try SignedData(der: changed)
            let signer = try XCTUnwrap(other.signerInfos.first)
            if !stamp.isOver(signer, in: other) { broken += 1 }
        }
        XCTAssertEqual(broken, (signer.signature.count + 16) / 17)
        XCTAssertFalse(stamp.isOver(signer, in: try message(name), contentDigest: [UInt8](repeating: 0, count: 32)))
    }

    func testAdditionsLeaveEverythingThatWasThereByteForByte() throws {
        let added = try TestPKI.root().certificate.encoded
        for file in try SharedData.files(in: "dss/cades/validation", extensions: "p7m", "p7s", "pkcs7") {
            guard let message = try? SignedData(der: [UInt8](try Data(contentsOf: file))),
                !message.signerInfos.isEmpty
            else { continue }
            var revision = SignedDataRevision(message)
            revision.add(certificate: added)
            revision.add(CMSAttribute(OID.mimeType) { $0.utf8String("x") }, toSigner: 0)
            let revised = try SignedData(der: revision.encoded())
            XCTAssertEqual(revised.content, message.content, file.lastPathComponent)
            XCTAssertEqual(Set(revised.certificates), Set(message.certificates).union([added[...]]))
            XCTAssertEqual(revised.crls, message.crls)
            XCTAssertEqual(
                Set(revised.signerInfos.map { Array($0.signedFieldsEncoded) }),
                Set(message.signerInfos.map { Array($0.signedFieldsEncoded) }))
            // What archive time-stamps cover is still covered.
            for signer in revised.signerInfos {
                for value in signer.archiveTimestamps {
                    guard let stamp = try? ArchiveTimestamp(der: value),
                        let before = message.signerInfos.first(where: { $0.signature == signer.signature })
                    else { continue }
                    XCTAssertEqual(stamp.isOver(signer, in: revised), stamp.isOver(before, in: message))
                    XCTAssertEqual(
                        stamp.coverage(of: signer, in: revised)?.isComplete,
                        stamp.coverage(of: before, in: message)?.isComplete)
                }
            }
        }
    }
}
