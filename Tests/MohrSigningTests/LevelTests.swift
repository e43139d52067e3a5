// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrSigning
import PKIX
import TestSupport
import Timestamping
import XCTest

/// B → T → LT → LTA and renewal, without the signer.
final class LevelTests: XCTestCase {
    private func level(_ bytes: [UInt8]) throws -> CAdESLevel {
        let message = try SignedData(der: bytes)
        return CAdESLevel(of: try XCTUnwrap(message.signerInfos.first), in: message)
    }

    func testEachLevelCarriesWhatItMust() throws {
        let house = try EvidenceHouse()
        let basic = try house.signed()
        XCTAssertEqual(try level(basic), .basic)

        let timed = try house.augmenter().augment(basic, to: .time)
        XCTAssertEqual(try level(timed), .time)
        let signer = try XCTUnwrap(SignedData(der: timed).signerInfos.first)
        let token = try TimestampToken(der: try XCTUnwrap(signer.signatureTimestamps.first))
        XCTAssertTrue(token.isOverSignature(of: signer))

        let long = try house.augmenter().augment(timed, to: .longTerm)
        XCTAssertEqual(try level(long), .longTerm)
        let message = try SignedData(der: long)
        XCTAssertEqual(message.crls.count, 2)
        XCTAssertEqual(message.version, 1)
        XCTAssertTrue(message.certificates.contains(house.root.certificate.encoded[...]))
        XCTAssertTrue(message.certificates.contains(house.stamps.unit.certificate.encoded[...]))
        XCTAssertTrue(signer.values(of: OID.certificateValues).isEmpty)

        let archived = try house.augmenter().augment(long, to: .archival)
        XCTAssertEqual(try level(archived), .archival)
        XCTAssertEqual(try assertArchiveTimestampsHold(archived), 1)
        XCTAssertFalse(try SignedData(der: archived).usesBER)
    }

    func testRaisingAtOnceIsTheSameAsStepByStep() throws {
        let house = try EvidenceHouse()
        let archived = try house.augmenter().augment(try house.signed(), to: .archival)
        XCTAssertEqual(try assertArchiveTimestampsHold(archived), 1)
        // What is there is not added again.
        let again = try house.augmenter().augment(archived, to: .archival)
        XCTAssertEqual(try SignedData(der: again).signerInfos.first?.signatureTimestamps.count, 1)
        XCTAssertEqual(try assertArchiveTimestampsHold(again), 1)
    }

    func testRenewalCoversTheTimestampBefore() throws {
        let house = try EvidenceHouse()
        let archived = try house.augmenter().augment(try house.signed(), to: .archival)
        house.clock.pass(seconds: 3_600)
        let renewed = try house.augmenter(digest: .sha512).renew(archived)
        XCTAssertEqual(try assertArchiveTimestampsHold(renewed), 2)
        let message = try SignedData(der: renewed)
        let signer = try XCTUnwrap(message.signerInfos.first)
        let stamps = try signer.archiveTimestamps.map { try ArchiveTimestamp(der: $0) }
            .sorted { $0.token.info.genTime < $1.token.info.genTime }
        XCTAssertEqual(stamps.map(\.hashAlgorithm), [.sha256, .sha512])
        let first = stamps[0].token.encoded
        XCTAssertEqual(
            stamps[1].coverage(of: signer, in: message)?.attributeValues.contains { Array($0) == Array(first) }, true)
        XCTAssertEqual(
            stamps[0].coverage(of: signer, in: message)?.attributeValues.contains {
                Array($0) == Array(stamps[1].token.encoded)
            }, false)
        XCTAssertEqual(message.digestAlgorithms.compactMap(\.digestAlgorithm).count, 2)
    }

    func testNothingSignedEverChanges() throws {
        let house = try EvidenceHouse()
        let augmenter = try house.augmenter(ocsp: true)
        for detached in [false, true] {
            let basic = try house.signed(detached: detached)
            let before = try SignedData(der: basic)
            var bytes = basic
            for level in CAdESLevel.allCases {
                bytes = try augmenter.augment(
                    bytes, to: level, content: detached ? .bytes(EvidenceHouse.content) : nil)
                let after = try SignedData(der: bytes)
                XCTAssertEqual(after.content, before.content)
                XCTAssertEqual(
                    after.signerInfos.first?.signedFieldsEncoded.map { $0 },
                    before.signerInfos.first?.signedFieldsEncoded.map { $0 })
                XCTAssertTrue(Set(before.certificates).isSubset(of: Set(after.certificates)))
            }
            XCTAssertEqual(try SignedData(der: bytes).version, 5)
            XCTAssertEqual(try SignedData(der: bytes).ocspResponses.count, 1)
        }
    }

    func testADetachedDocumentIsNeededForArchivalAloneAndItsDigestIsEnough() throws {
        let house = try EvidenceHouse()
        let basic = try house.signed(detached: true)
        let long = try house.augmenter().augment(basic, to: .longTerm)
        XCTAssertThrowsError(try house.augmenter().augment(long, to: .archival)) {
            XCTAssertEqual($0 as? SigningError, .contentMissing)
        }
        XCTAssertThrowsError(try house.augmenter().augment(long, to: .archival, content: .bytes([1]))) {
            XCTAssertEqual($0 as? SigningError, .contentDiffers)
        }
        let digest = DigestAlgorithm.sha256.digest(EvidenceHouse.content)
        let archived = try house.augmenter().augment(
            long, to: .archival, content: .digests([.sha256: digest]))
        XCTAssertEqual(try assertArchiveTimestampsHold(archived, contentDigest: digest), 1)
    }

    func testMissingStatusIsNamed() throws {
        let house = try EvidenceHouse()
        let bare = SignatureAugmenter(
            timestamps: house.source,
            evidence: GatheredEvidence(
                certificates: [house.root.certificate, house.health.certificate],
                lists: [try house.root.revocationList()], ocspResponses: []))
        XCTAssertThrowsError(try bare.augment(try house.signed(), to: .longTerm)) {
            guard case .evidenceMissing(let issuer, _)? = $0 as? SigningError else { return XCTFail("\($0)") }
            XCTAssertEqual(issuer, house.health.name)
        }
        XCTAssertThrowsError(
            try SignatureAugmenter(timestamps: nil).augment(try house.signed(), to: .time)
        ) { XCTAssertEqual($0 as? SigningError, .noTimestampSource) }
    }

    func testAListOfAForgerIsNoEvidence() throws {
        let house = try EvidenceHouse()
        let forger = try TestPKI.root("Test Root") { $0.subject = house.health.name }
        let forged = GatheredEvidence(
            certificates: [house.root.certificate, house.health.certificate],
            lists: [try house.root.revocationList(), try forger.revocationList()], ocspResponses: [])
        XCTAssertThrowsError(
            try SignatureAugmenter(timestamps: house.source, evidence: forged).augment(
                try house.signed(), to: .longTerm))
    }

    func testForeignSignaturesOfEveryFormAreRaised() throws {
        let house = try EvidenceHouse()
        var count = 0
        for file in try SharedData.files(in: "dss/cades/validation", extensions: "p7m", "p7s", "pkcs7")
            + SharedData.files(in: "dss/cades/validation/dss-667", extensions: "p7m")
        {
            let bytes = [UInt8](try Data(contentsOf: file))
            guard let before = try? SignedData(der: bytes), !before.signerInfos.isEmpty, before.content != nil,
                before.signerInfos.allSatisfy({ $0.signatureTimestamps.isEmpty })
            else { continue }
            let timed = try house.augmenter().augment(bytes, to: .time)
            let after = try SignedData(der: timed)
            XCTAssertEqual(
                Set(after.signerInfos.map { Array($0.signedFieldsEncoded) }),
                Set(before.signerInfos.map { Array($0.signedFieldsEncoded) }), file.lastPathComponent)
            for signer in after.signerInfos {
                let token = try TimestampToken(der: try XCTUnwrap(signer.signatureTimestamps.first))
                XCTAssertTrue(token.isOverSignature(of: signer), file.lastPathComponent)
            }
            count += 1
        }
        XCTAssertGreaterThan(count, 8)
        print("  cases: foreign signatures raised to T \(count)")
    }

    func testWhatATimestampAuthorityMaySendIsCheckedBeforeItIsUsed() throws {
        let house = try EvidenceHouse()
        let stamps = house.stamps
        func flaw(_ exchange: @escaping @Sendable ([UInt8]) -> [UInt8]) -> SigningError? {
            let source = TimestampClient { request throws(SigningError) in exchange(request) }
            do {
                _ = try SignatureAugmenter(timestamps: source).augment(try house.signed(), to: .time)
                return nil
            } catch { return error as? SigningError }
        }
        XCTAssertNil(flaw { stamps.answer($0).der })
        XCTAssertEqual(flaw { _ in [1, 2, 3] }, .timestampUnusable(.unreadable))
        XCTAssertEqual(
            flaw { _ in TimestampResponse.rejection(.timeNotAvailable, "no") },
            .timestampRefused(.timeNotAvailable, words: ["no"]))
        // A stamp over another digest, and one made for an earlier request.
        let other = TimestampRequest(
            messageImprint: MessageImprint(
                hashAlgorithm: AlgorithmIdentifier(digest: .sha256), hashedMessage: DigestAlgorithm.sha256.digest([9])))
        XCTAssertEqual(flaw { _ in stamps.answer(other.encoded()).der }, .timestampUnusable(.imprint))
        XCTAssertEqual(
            flaw { request in
                guard let asked = try? TimestampRequest(der: request) else { return [] }
                return stamps.answer(TimestampRequest(messageImprint: asked.messageImprint, nonce: [7]).encoded()).der
            }, .timestampUnusable(.nonce))
        XCTAssertEqual(
            flaw { request in
                var reply = stamps.answer(request).der
                reply[reply.count - 1] ^= 1
                return reply
            }, .timestampUnusable(.signature))
    }
}
