// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrSigning
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// Known constructions against CMS signatures, numbered as in the list they come from; there is no 30.
final class MessageAttackTests: XCTestCase {
    func testControlAGoodSignatureIsAccepted() throws {
        let report = try Scene.judge(Scene.sign(), StandardPolicies.prescription)
        assertAccepted(report)
        XCTAssertEqual(report.warnings, [.claimedTimeOnly])
        assertAccepted(try Scene.judge(Forgery.made()))
    }

    // Content and signature value.

    func test01ChangedContent() throws {
        var message = try Scene.sign()
        message[try XCTUnwrap(message.firstRange(of: Scene.content)).upperBound - 3] ^= 1
        assertVerdict(try Scene.judge(message), .hashFailure, .reject, .hashFailure)
    }

    func test02FlippedSignatureBit() throws {
        var message = try Scene.sign()
        message[message.count - 1] ^= 1
        assertVerdict(try Scene.judge(message), .sigCryptoFailure, .reject, .sigCryptoFailure)
    }

    func test03SignedAttributesMovedIntoTheContent() throws {
        var good = Forgery()
        let set = good.set()
        let stolen = try Scene.doctor.key.sign(set, by: .ecdsa(.sha256))
        let message = try Forgery.made { forgery in
            forgery.content = set
            forgery.attributes = nil
            forgery.signature = stolen
        }
        let report = try Scene.judge(message)
        assertVerdict(report, .formatFailure, .reject, .signedAttributesMissing)
        XCTAssertTrue(report.errors.contains(.contentIsSignedAttributes))
        // Also when someone signs such content with attributes of their own.
        assertVerdict(
            try Scene.judge(Forgery.made { $0.content = set }), .formatFailure, .reject, .contentIsSignedAttributes)
    }

    func test04AnotherCertificateOverTheSameKey() throws {
        var twin = try TestCertificate(subject: Scene.doctor.name, key: Scene.doctor.key)
        twin.set(.keyUsage(.nonRepudiation))
        let other = try twin.signed(by: Scene.health)
        var good = Forgery()
        let attributes = good.attributes
        let message = try Forgery.by(other) { $0.attributes = attributes }
        assertVerdict(
            try Scene.judge(message), .noSigningCertificateFound, .cannotDecide, .signingCertificateMismatch)
        assertAccepted(try Scene.judge(Forgery.by(other)))
    }

    func test05NoSigningCertificateAttribute() throws {
        let message = try Forgery.made { $0.remove(OID.signingCertificateV2) }
        assertVerdict(
            try Scene.judge(message), .sigConstraintsFailure, .reject, .signingCertificateAttributeMissing)
    }

    func test06NoSignedAttributes() throws {
        let message = try Forgery.made { $0.attributes = nil }
        assertVerdict(try Scene.judge(message), .formatFailure, .reject, .signedAttributesMissing)
    }

    // Signers.

    func test07TheSameSignerTwice() throws {
        var good = Forgery()
        let signer = try good.signerInfo()
        let message = try Forgery.made { forgery in
            forgery.hasSigner = false
            forgery.others = [signer, signer]
        }
        let report = try Scene.judge(message)
        assertVerdict(report, .formatFailure, .reject, .signatureRepeated)
        XCTAssertEqual(report.signatures.count, 2)
        // With another signature value, which anyone can compute from an ECDSA one, it is still the same.
        let again = try Forgery.made { $0.others = [signer] }
        assertVerdict(try Scene.judge(again), .formatFailure, .reject, .signatureRepeated)
    }

    func test08AStrangersSignatureBesideTheDoctors() throws {
        let stranger = try TestPKI.root("Elsewhere").signer("Stranger")
        var theirs = Forgery()
        theirs.key = stranger.key
        theirs.certificate = stranger.certificate
        let signer = try theirs.signerInfo()
        let message = try Forgery.made { forgery in
            forgery.others = [signer]
            forgery.certificates = [Scene.doctor.certificate, stranger.certificate]
        }
        let report = try Scene.judge(message)
        assertVerdict(report, .noCertificateChainFound, .cannotDecide, .noCertificateChainFound)
        XCTAssertEqual(report.signatures.count, 2)
        let doctors = try XCTUnwrap(
            report.signatures.first { $0.signer?.certificate == Scene.doctor.certificate })
        XCTAssertEqual(doctors.indication, .totalPassed)
    }

    func test09AGoodAndABadSigner() throws {
        var bad = Forgery()
        bad.key = Scene.pharmacist.key
        bad.certificate = Scene.pharmacist.certificate
        bad.signature = try Scene.doctor.key.sign([1], by: .ecdsa(.sha256))
        let signer = try bad.signerInfo()
        let message = try Forgery.made { forgery in
            forgery.others = [signer]
            forgery.certificates = [Scene.doctor.certificate, Scene.pharmacist.certificate]
        }
        let report = try Scene.judge(message)
        assertVerdict(report, .sigCryptoFailure, .reject, .sigCryptoFailure)
        XCTAssertEqual(Set(report.signatures.map(\.indication)), [.totalPassed, .totalFailed])
    }

    func test10NoSigner() throws {
        let message = try Forgery.made { $0.hasSigner = false }
        assertVerdict(try Scene.judge(message), .formatFailure, .reject, .noSignatureFound)
    }

    // Attributes.

    func test11And12And37RepeatedAttributesAndValues() throws {
        let messages = [
            try Forgery.made { forgery in
                let again = Forgery.signingTime(Scene.now.advanced(bySeconds: 1))
                forgery.attributes = Forgery.sorted((forgery.attributes ?? []) + [again])
            },
            try Forgery.made { $0.replace(Forgery.twice(Forgery.signingTime(Scene.now))) },
            try Forgery.made { forgery in
                let again = Forgery.messageDigest(DigestAlgorithm.sha256.digest([1]))
                forgery.attributes = Forgery.sorted((forgery.attributes ?? []) + [again])
            },
            try Forgery.made { forgery in
                let digest = Forgery.messageDigest(DigestAlgorithm.sha256.digest(forgery.content))
                forgery.replace(Forgery.twice(digest))
            },
        ]
        for message in messages {
            assertVerdict(try Scene.judge(message), .formatFailure, .reject, .attributeRepeated)
        }
    }

    func test13AnotherContentTypeIsSigned() throws {
        let message = try Forgery.made { $0.replace(Forgery.contentType(OID.timestampInfo)) }
        assertVerdict(try Scene.judge(message), .formatFailure, .reject, .contentTypeMismatch)
    }

    func test14And15ContentTypeOrMessageDigestMissing() throws {
        assertVerdict(
            try Scene.judge(Forgery.made { $0.remove(OID.contentType) }), .formatFailure, .reject,
            .contentTypeMissing)
        assertVerdict(
            try Scene.judge(Forgery.made { $0.remove(OID.messageDigest) }), .formatFailure, .reject,
            .messageDigestMissing)
    }

    func test16AlgorithmProtectionNamesAnotherDigest() throws {
        let message = try Forgery.made { $0.replace($0.protection(.sha512)) }
        assertVerdict(try Scene.judge(message), .formatFailure, .reject, .algorithmProtectionMismatch)
        // Without the attribute there is nothing to compare: CAdES does not ask for it.
        assertAccepted(try Scene.judge(Forgery.made { $0.remove(OID.cmsAlgorithmProtection) }))
    }

    func test17SHA1() throws {
        let message = try Forgery.made { forgery in
            forgery.digest = .sha1
            forgery.algorithm = .ecdsa(.sha1)
        }
        let report = try Scene.judge(message)
        assertVerdict(report, .cryptoConstraintsFailure, .reject, .algorithm)
        XCTAssertEqual(
            report.signatures[0].causes.first { $0.code == .algorithm }?.facts["seen"], "ECDSA, SHA-1, P-256")
        let onlyContent = try Forgery.made { $0.digest = .sha1 }
        assertVerdict(try Scene.judge(onlyContent), .cryptoConstraintsFailure, .reject, .algorithm)
    }

    func test18RSA1024() throws {
        let weak = try Scene.health.signer("Weak", key: .rsa(bits: 1024))
        let message = try Forgery.by(weak) { $0.algorithm = .rsaPKCS1(.sha256) }
        let report = try Scene.judge(message)
        assertVerdict(report, .cryptoConstraintsFailure, .reject, .algorithm)
        let strong = try Scene.health.signer("Strong", key: .rsa(bits: 2048))
        assertAccepted(try Scene.judge(Forgery.by(strong) { $0.algorithm = .rsaPKCS1(.sha256) }))
    }

    func test19And20SigningTimeBeforeTheCertificateOrInTheFuture() throws {
        let early = try Forgery.made { $0.signingTime = TestPKI.validity.notBefore.advanced(bySeconds: -1) }
        assertVerdict(try Scene.judge(early), .sigConstraintsFailure, .reject, .signingTimeOutsideValidity)
        let late = try Forgery.made { $0.signingTime = Scene.now.advanced(bySeconds: 301) }
        assertVerdict(try Scene.judge(late), .sigConstraintsFailure, .reject, .signingTimeInFuture)
        // Clocks may disagree a little.
        assertAccepted(try Scene.judge(Forgery.made { $0.signingTime = Scene.now.advanced(bySeconds: 300) }))
        assertVerdict(
            try Scene.judge(Forgery.made { $0.signingTime = nil }), .sigConstraintsFailure, .reject,
            .signingTimeMissing)
    }

    func test21BytesAfterTheMessage() throws {
        let message = try Forgery.made { $0.trailing = [0] }
        assertVerdict(try Scene.judge(message), .formatFailure, .reject, .trailingBytes)
    }

    func test22InjectedUnsignedAttribute() throws {
        let claim = ObjectIdentifier(1, 3, 6, 1, 4, 1, 99_999, 1)
        let message = try Forgery.made { forgery in
            forgery.unsigned = [CMSAttribute(claim) { $0.utf8String("approved by insurer") }]
        }
        let report = try Scene.judge(message)
        assertAccepted(report)
        XCTAssertTrue(report.warnings.contains(.unsignedAttributes))
        XCTAssertEqual(
            report.signatures[0].causes.first { $0.code == .unsignedAttributes }?.facts["seen"], claim.dotted)
    }

    // Encoding.

    func test31ContentInBERPieces() throws {
        // ContentInfo, [0], SignedData, encapContentInfo, [0] and the OCTET STRING with indefinite lengths.
        let message = try Self.inBER(Forgery.made())
        let report = try Scene.judge(message)
        assertAccepted(report)
        XCTAssertTrue(report.warnings.contains(.encodingBER))
        XCTAssertEqual(report.contentSHA256, DigestAlgorithm.sha256.digest(Scene.content))
    }

    func test32UnsortedAttributesSignedSorted() throws {
        let message = try Forgery.made { $0.attributes = $0.attributes?.reversed() }
        let report = try Scene.judge(message)
        assertAccepted(report)
        XCTAssertTrue(report.warnings.contains(.attributesUnsorted))
    }

    func test33UnsortedAttributesSignedUnsorted() throws {
        let message = try Forgery.made { forgery in
            forgery.attributes = forgery.attributes?.reversed()
            forgery.signed = forgery.set()
        }
        assertVerdict(try Scene.judge(message), .sigCryptoFailure, .reject, .sigCryptoFailure)
    }

    // The certificate in the message.

    func test34NoCertificateInside() throws {
        let message = try Forgery.made { $0.certificates = [] }
        assertVerdict(
            try Scene.judge(message), .noSigningCertificateFound, .cannotDecide, .signingCertificateNotFound)
        assertAccepted(
            try Scene.judge(message, against: Scene.snapshot(intermediates: [Scene.health, Scene.doctor])))
    }

    func test35MessageDigestOfOtherContent() throws {
        let message = try Forgery.made { $0.replace(Forgery.messageDigest(DigestAlgorithm.sha256.digest([1]))) }
        assertVerdict(try Scene.judge(message), .hashFailure, .reject, .hashFailure)
    }

    func test36SigningCertificateNamesTheAuthorityFirst() throws {
        let names = [Scene.health.certificate, Scene.doctor.certificate]
        let message = try Forgery.made { $0.replace($0.signingCertificate(names)) }
        assertVerdict(
            try Scene.judge(message), .noSigningCertificateFound, .cannotDecide, .signingCertificateMismatch)
        // The whole path may be named, the signer's own certificate first.
        assertAccepted(try Scene.judge(Forgery.made { $0.replace($0.signingCertificate(names.reversed())) }))
    }

    func testOtherContentTypesOfCMSAreNoSignatures() throws {
        let data = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.objectIdentifier(OID.cmsData)
                writer.explicit(0) { $0.octetString(Scene.content) }
            }
        }
        assertVerdict(try Scene.judge(data), .formatFailure, .reject, .notSignedData)
        for bytes in [[], [0x30], Scene.content] as [[UInt8]] {
            assertVerdict(try Scene.judge(bytes), .formatFailure, .reject, .malformed)
        }
    }

    /// The message with its wrappers in indefinite length and its content in two pieces.
    private static func inBER(_ message: [UInt8]) throws -> [UInt8] {
        var fields = try DERReader.single(message, .sequence).reader()
        let type = try fields.read(.objectIdentifier).encoded
        let signedData = try fields.read(.contextConstructed(0)).reader().first(.sequence)
        var parts = try signedData.reader()
        let head = Array(try parts.read(.integer).encoded) + (try parts.read(.set).encoded)
        let encapsulated = try parts.read(.sequence).reader().first(.objectIdentifier).encoded
        var tail: [UInt8] = []
        while let node = try? parts.read() { tail += node.encoded }
        let half = Scene.content.count / 2
        let pieces = [Scene.content[..<half], Scene.content[half...]].flatMap { piece in
            DERWriter.bytes { $0.octetString(piece) }
        }
        let end: [UInt8] = [0, 0]
        let content = [0x30, 0x80] + encapsulated + [0xa0, 0x80, 0x24, 0x80] + pieces + end + end + end
        return [0x30, 0x80] + type + [0xa0, 0x80, 0x30, 0x80] + head + content + tail + end + end + end
    }
}

extension DERReader {
    /// The first value.
    fileprivate func first(_ tag: Tag) throws -> DERNode {
        var reader = self
        return try reader.read(tag)
    }
}
