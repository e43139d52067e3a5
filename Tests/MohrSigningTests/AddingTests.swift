// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrSigning
import PKIX
import TestSupport
import XCTest

/// Signatures beside and over others, by a key that may be far away.
final class AddingTests: XCTestCase {
    private static let algorithms: [(KeyKind, SignatureAlgorithm?)] = [
        (.p256, nil), (.p384, nil), (.p521, nil), (.brainpoolP256r1, nil), (.rsa(bits: 2048), nil),
        (.rsa(bits: 2048), .rsaPSS(.sha256, mgf1: .sha256, saltLength: 32)), (.ed25519, nil),
    ]

    func testASecondSignerStandsBesideTheFirst() throws {
        let house = try EvidenceHouse()
        let basic = try house.signed()
        var bytes = try house.augmenter().augment(basic, to: .archival)
        for (number, (kind, algorithm)) in Self.algorithms.enumerated() {
            let person = try house.health.signer("Second \(number)", key: kind) { $0.validity = EvidenceHouse.long }
            bytes = try DocumentSigner().addSignature(
                to: bytes, with: try house.token(person, algorithm), terms: EvidenceHouse.terms)
            let message = try SignedData(der: bytes)
            XCTAssertEqual(message.signerInfos.count, number + 2)
            let added = try XCTUnwrap(message.signerInfos.first { $0.identifier.matches(person.certificate) })
            XCTAssertTrue(added.isSigned(by: person.key.publicKey), "\(kind)")
            XCTAssertTrue(message.announcesDigest(of: added))
            // The first signature's archive time-stamp still holds.
            XCTAssertEqual(try assertArchiveTimestampsHold(bytes), 1)
        }
        let raised = try house.augmenter().augment(bytes, to: .archival)
        XCTAssertEqual(try assertArchiveTimestampsHold(raised), Self.algorithms.count + 1)
    }

    func testACounterSignatureIsOverTheSignature() throws {
        let house = try EvidenceHouse()
        let notary = try house.health.signer("Notary") { $0.validity = EvidenceHouse.long }
        let bytes = try DocumentSigner().countersign(
            try house.signed(), with: try house.token(notary), terms: EvidenceHouse.terms)
        let signer = try XCTUnwrap(SignedData(der: bytes).signerInfos.first)
        let counter = try SignerInfo(encoded: try XCTUnwrap(signer.counterSignatures.first))
        let attributes = try XCTUnwrap(counter.signedAttributes)
        // RFC 5652 11.4: no content type; the digest is the signature's.
        XCTAssertNil(try attributes.contentType)
        XCTAssertEqual(
            try attributes.messageDigest.map(Array.init), DigestAlgorithm.sha256.digest(Array(signer.signature)))
        XCTAssertEqual(try attributes.signingCertificateV2?.first?.digestMatches(notary.certificate), true)
        XCTAssertTrue(counter.isSigned(by: notary.key.publicKey))
        // It is evidence that an archive time-stamp covers.
        let archived = try house.augmenter().augment(bytes, to: .archival)
        XCTAssertEqual(try assertArchiveTimestampsHold(archived), 1)
        XCTAssertThrowsError(
            try DocumentSigner().countersign(
                bytes, signature: 1, with: try house.token(notary), terms: EvidenceHouse.terms)
        ) { XCTAssertEqual($0 as? SigningError, .noSuchSignature(seen: 1, count: 1)) }
    }

    func testEveryFormIsPreparedPutAsideAndAssembledElsewhere() throws {
        let house = try EvidenceHouse()
        let digest = DigestAlgorithm.sha256.digest(EvidenceHouse.content)
        let signer = Signer(try house.token())
        let document = DocumentSigner()
        let prepared = [
            try document.prepare(
                .digests([.sha256: digest]), signer: signer, packaging: .detached, terms: EvidenceHouse.terms),
            try document.prepare(
                .bytes(EvidenceHouse.content), signer: signer, packaging: .enveloping, terms: EvidenceHouse.terms),
            try document.prepareParallel(
                to: try house.signed(detached: true), content: .digests([.sha256: digest]), signer: signer,
                terms: SignatureTerms(signingTime: TestPKI.now.advanced(bySeconds: 1))),
            try document.prepareCounter(
                to: try house.signed(), signature: 0, signer: signer, terms: EvidenceHouse.terms),
        ]
        for first in prepared {
            // Only bytes cross to the card and back.
            let value = try house.doctor.key.signature(ofDigest: first.digest, by: .ecdsa(.sha256))
            let again = try PreparedSignature(message: first.message)
            XCTAssertEqual(again.bytesToBeSigned, first.bytesToBeSigned)
            let assembled = try again.assemble(value)
            XCTAssertThrowsError(try PreparedSignature(message: assembled)) {
                XCTAssertEqual($0 as? SigningError, .nothingPrepared(count: 0))
            }
            var wrong = value
            wrong[wrong.count - 1] ^= 1
            XCTAssertThrowsError(try again.assemble(wrong)) {
                XCTAssertEqual($0 as? SigningError, .signatureDoesNotFit)
            }
        }
        XCTAssertThrowsError(
            try document.prepare(
                .digests([.sha256: digest]), signer: signer, packaging: .enveloping, terms: EvidenceHouse.terms)
        ) { XCTAssertEqual($0 as? SigningError, .nothingToEnclose) }
        XCTAssertThrowsError(
            try document.prepare(
                .digests([.sha512: digest]), signer: signer, packaging: .detached, terms: EvidenceHouse.terms)
        ) { XCTAssertEqual($0 as? SigningError, .digestMissing(allowed: .sha256)) }
    }

    func testAnotherDocumentIsRefused() throws {
        let house = try EvidenceHouse()
        let token = try house.token()
        for (message, content, expected) in [
            (try house.signed(detached: true), nil, SigningError.contentMissing),
            (try house.signed(detached: true), .bytes([1]), .contentDiffers),
            (try house.signed(), .bytes([1]), .contentDiffers),
        ] as [([UInt8], DocumentContent?, SigningError)] {
            XCTAssertThrowsError(
                try DocumentSigner().addSignature(
                    to: message, content: content, with: token, terms: EvidenceHouse.terms)
            ) { XCTAssertEqual($0 as? SigningError, expected) }
        }
    }

    func testTermsAreUnderTheSignature() throws {
        let house = try EvidenceHouse()
        let policy = SignaturePolicyIdentifier(
            policy: ObjectIdentifier(1, 2, 3), hashAlgorithm: .sha256, hash: DigestAlgorithm.sha256.digest([1]),
            uri: "http://policy.example/1.txt")
        let token = try house.stamps.stamp(
            MessageImprint(
                hashAlgorithm: AlgorithmIdentifier(digest: .sha256),
                hashedMessage: DigestAlgorithm.sha256.digest(EvidenceHouse.content)))
        let bytes = try DocumentSigner().sign(
            .bytes(EvidenceHouse.content), with: try house.token(),
            terms: SignatureTerms(
                signingTime: TestPKI.now, policy: policy, commitments: [.proofOfApproval, .proofOfOrigin],
                contentTimestamps: [token], mimeType: "application/fhir+json"))
        let signer = try XCTUnwrap(SignedData(der: bytes).signerInfos.first)
        XCTAssertTrue(signer.isSigned(by: house.doctor.key.publicKey))
        let attributes = try XCTUnwrap(signer.signedAttributes)
        XCTAssertEqual(try attributes.signaturePolicy, policy)
        XCTAssertEqual(
            Set(try attributes.commitmentTypes),
            [CommitmentType.proofOfApproval.identifier, CommitmentType.proofOfOrigin.identifier])
        XCTAssertEqual(try attributes.mimeType, "application/fhir+json")
        let stamp = try TimestampToken(der: try XCTUnwrap(attributes.contentTimestamps.first))
        XCTAssertTrue(stamp.info.messageImprint.matches(EvidenceHouse.content[...]))
    }
}
