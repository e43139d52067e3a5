// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// What is written is read back, and OpenSSL agrees.
final class CMSWritingTests: XCTestCase {
    func testWhatIsWrittenIsReadBack() throws {
        let sample = CMSSample()
        let bytes = try sample.encoded()
        let message = try SignedData(der: bytes)
        XCTAssertEqual(message.version, 1)
        XCTAssertEqual(message.expectedVersion, 1)
        XCTAssertFalse(message.usesBER)
        XCTAssertEqual(message.content.map(Array.init), sample.content)
        XCTAssertEqual(
            Set(message.certificates.map(Array.init)),
            [CMSSample.doctor.certificate.encoded, CMSSample.root.certificate.encoded])
        let signer = try XCTUnwrap(message.signerInfos.first)
        XCTAssertTrue(signer.identifier.matches(CMSSample.doctor.certificate))
        XCTAssertFalse(signer.identifier.matches(CMSSample.root.certificate))
        XCTAssertTrue(signer.isSigned(by: CMSSample.doctor.key.publicKey))
        XCTAssertFalse(signer.isSigned(by: CMSSample.root.key.publicKey))
        XCTAssertTrue(message.announcesDigest(of: signer))
        XCTAssertEqual(message.repeatedSignerInfos, [])
        try checkAttributes(try XCTUnwrap(signer.signedAttributes), signer, sample)
    }

    private func checkAttributes(
        _ attributes: SignedAttributes, _ signer: SignerInfo, _ sample: CMSSample
    ) throws {
        XCTAssertTrue(attributes.wasSorted)
        XCTAssertEqual(attributes.encodedAsSetOf, sample.attributes.encoded())
        XCTAssertEqual(attributes.encodedAsReceived, attributes.encodedAsSetOf)
        XCTAssertEqual(attributes.repeatedTypes, [])
        XCTAssertEqual(attributes.typesWithoutSingleValue, [])
        XCTAssertEqual(try attributes.contentType, OID.cmsData)
        XCTAssertEqual(try attributes.messageDigest, DigestAlgorithm.sha256.digest(sample.content!)[...])
        XCTAssertEqual(try attributes.signingTime, TestPKI.now)
        XCTAssertEqual(try attributes.mimeType, "application/fhir+json")
        XCTAssertEqual(try attributes.contentHints?.contentDescription, "نسخه")
        XCTAssertEqual(try attributes.cmsAlgorithmProtection?.matches(signer), true)
        XCTAssertNil(try attributes.signingCertificate)
        let reference = try XCTUnwrap(try attributes.signingCertificateV2?.first)
        XCTAssertEqual(reference.hashAlgorithm, .sha256)
        XCTAssertTrue(reference.digestMatches(CMSSample.doctor.certificate))
        XCTAssertTrue(reference.issuerAndSerialMatch(CMSSample.doctor.certificate))
        XCTAssertFalse(reference.digestMatches(CMSSample.root.certificate))
        XCTAssertFalse(reference.issuerAndSerialMatch(CMSSample.root.certificate))
    }

    func testTheDefaultHashOfASigningCertificateIsLeftOut() throws {
        for (hash, isWritten) in [(DigestAlgorithm.sha256, false), (.sha384, true)] {
            var attributes = CMSSample().attributes
            attributes.signingCertificates = [ESSCertIDv2(CMSSample.doctor.certificate, hashAlgorithm: hash)]
            let identifier = AlgorithmIdentifier.identifier(of: hash).contentBytes
            attributes.algorithmProtection = nil
            XCTAssertEqual(attributes.encoded().contains(identifier), isWritten, "\(hash)")
        }
    }

    func testVersionFollowsWhatTheMessageHolds() throws {
        var sample = CMSSample()
        sample.identifiesByKey = true
        var message = try SignedData(der: try sample.encoded())
        XCTAssertEqual([message.version, message.expectedVersion, message.signerInfos[0].version], [3, 3, 3])
        XCTAssertTrue(message.signerInfos[0].identifier.matches(CMSSample.doctor.certificate))
        XCTAssertTrue(message.signerInfos[0].versionFitsIdentifier)
        sample.ocspResponses = [OCSPResponse.encodedFailure(.tryLater)]
        message = try SignedData(der: try sample.encoded())
        XCTAssertEqual([message.version, message.expectedVersion], [5, 5])
        XCTAssertEqual(message.ocspResponses.map(Array.init), sample.ocspResponses)
    }

    func testOpenSSLVerifiesEveryKindOfKey() throws {
        let kinds: [(KeyKind, SignatureAlgorithm)] = [
            (.p256, .ecdsa(.sha256)), (.p384, .ecdsa(.sha384)), (.rsa(bits: 2048), .rsaPKCS1(.sha256)),
            (.rsa(bits: 2048), .rsaPSS(.sha256, mgf1: .sha256, saltLength: 32)),
            (.brainpoolP256r1, .ecdsa(.sha256)),
        ]
        for (kind, algorithm) in kinds {
            var sample = CMSSample()
            sample.signer = try CMSSample.root.signer("Doctor", key: kind)
            sample.algorithm = algorithm
            let outcome = try verify(try sample.encoded(), ["-cades"])
            XCTAssertTrue(outcome.isSuccess, "\(kind) \(algorithm): \(outcome.errors)")
            XCTAssertEqual(outcome.output, sample.content)
        }
    }

    func testAnEd25519SignatureIsReadBackWithSHA512() throws {
        var sample = CMSSample()
        sample.signer = try CMSSample.root.signer("Doctor", key: .ed25519)
        sample.algorithm = .ed25519
        let message = try SignedData(der: try sample.encoded())
        XCTAssertEqual(message.signerInfos[0].digestAlgorithm.digestAlgorithm, .sha512)
        XCTAssertEqual(message.signerInfos[0].signatureScheme, .ed25519)
        XCTAssertTrue(message.signerInfos[0].isSigned(by: sample.signer.key.publicKey))
        XCTAssertFalse(message.signerInfos[0].isSigned(by: CMSSample.doctor.key.publicKey))
    }

    func testOpenSSLRefusesAChangedContent() throws {
        var bytes = try CMSSample().encoded()
        let place = try XCTUnwrap(bytes.firstRange(of: Array("prescription".utf8)))
        bytes[place.lowerBound] ^= 1
        XCTAssertFalse(try verify(bytes, ["-cades"]).isSuccess)
        XCTAssertNoThrow(try SignedData(der: bytes))
    }

    func testOpenSSLVerifiesADetachedSignature() throws {
        var sample = CMSSample()
        sample.content = nil
        sample.detached = Array("elsewhere".utf8)
        let bytes = try sample.encoded()
        XCTAssertNil(try SignedData(der: bytes).content)
        let folder = try TemporaryFolder()
        let content = try folder.write(sample.detached, to: "content")
        XCTAssertTrue(try verify(bytes, ["-cades", "-binary", "-content", content]).isSuccess)
    }

    func testUnsignedAttributesAreKeptAndCoverNothing() throws {
        var sample = CMSSample()
        sample.unsignedAttributes = [CMSAttribute(OID.mimeType) { $0.utf8String("approved by insurer") }]
        let bytes = try sample.encoded()
        let signer = try SignedData(der: bytes).signerInfos[0]
        XCTAssertEqual(signer.unsignedAttributes, sample.unsignedAttributes)
        XCTAssertTrue(signer.isSigned(by: CMSSample.doctor.key.publicKey))
        XCTAssertTrue(try verify(bytes, ["-cades"]).isSuccess)
    }

    func testWhatOpenSSLSignsIsRead() throws {
        let folder = try TemporaryFolder()
        try folder.write(CMSSample.doctor.certificate.pem, to: "doctor.pem")
        try folder.write(try CMSSample.doctor.key.pem(), to: "key.pem")
        try folder.write(Array("prescription".utf8), to: "content")
        for options in [["-nodetach"], ["-nodetach", "-keyid"], ["-nodetach", "-stream"], []] {
            let outcome = try Shell.run(
                "openssl",
                ["cms", "-sign", "-cades", "-binary", "-in", "content", "-signer", "doctor.pem", "-inkey", "key.pem"]
                    + ["-outform", "DER"] + options, in: folder)
            XCTAssertTrue(outcome.isSuccess, outcome.errors)
            let message = try SignedData(der: outcome.output)
            XCTAssertEqual(message.usesBER, options.contains("-stream"), "\(options)")
            XCTAssertEqual(message.version, message.expectedVersion)
            XCTAssertEqual(message.content.map(Array.init), options.isEmpty ? nil : Array("prescription".utf8))
            XCTAssertTrue(message.signerInfos[0].isSigned(by: CMSSample.doctor.key.publicKey))
            XCTAssertTrue(message.signerInfos[0].identifier.matches(CMSSample.doctor.certificate))
            let attributes = try XCTUnwrap(message.signerInfos[0].signedAttributes)
            XCTAssertEqual(
                try attributes.messageDigest, DigestAlgorithm.sha256.digest(Array("prescription".utf8))[...])
            XCTAssertEqual(
                try attributes.signingCertificateV2?.first?.digestMatches(CMSSample.doctor.certificate), true)
        }
    }

    private func verify(_ message: [UInt8], _ options: [String]) throws -> Shell.Outcome {
        let folder = try TemporaryFolder()
        let anchor = try folder.write(CMSSample.root.certificate.pem, to: "root.pem")
        let file = try folder.write(message, to: "message")
        return try Shell.run(
            "openssl",
            [
                "cms", "-verify", "-inform", "DER", "-in", file, "-CAfile", anchor, "-attime",
                String(TestPKI.now.secondsSince1970),
            ] + options)
    }
}
