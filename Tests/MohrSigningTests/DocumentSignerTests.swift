// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrSigning
import PKIX
import TestSupport
import XCTest

final class DocumentSignerTests: XCTestCase {
    private static let root = try! TestPKI.root()
    private static let health = try! root.authority("Health")
    private static let doctor = try! health.signer("Doctor")
    private let content = Array("prescription".utf8)

    private func token() throws -> FileToken {
        try FileToken(
            key: Self.doctor.key, certificate: Self.doctor.certificate, path: [Self.health.certificate])
    }

    private func assertThrows<Value>(
        _ expected: SigningError, line: UInt = #line, _ body: () throws -> Value
    ) {
        XCTAssertThrowsError(try body(), line: line) { XCTAssertEqual($0 as? SigningError, expected, line: line) }
    }

    // What is in a signature.

    func testTheCertificateTheTimeAndTheAlgorithmsAreSigned() throws {
        let message = try SignedData(
            der: DocumentSigner().sign(content, with: try token(), signingTime: TestPKI.now))
        let signer = try XCTUnwrap(message.signerInfos.first)
        let attributes = try XCTUnwrap(signer.signedAttributes)
        XCTAssertEqual(try attributes.contentType, OID.cmsData)
        XCTAssertEqual(try attributes.messageDigest.map(Array.init), DigestAlgorithm.sha256.digest(content))
        XCTAssertEqual(try attributes.signingTime, TestPKI.now)
        let named = try XCTUnwrap(try attributes.signingCertificateV2?.first)
        XCTAssertTrue(named.digestMatches(Self.doctor.certificate))
        XCTAssertTrue(named.issuerAndSerialMatch(Self.doctor.certificate))
        XCTAssertEqual(try attributes.cmsAlgorithmProtection?.matches(signer), true)
        XCTAssertTrue(signer.isSigned(by: Self.doctor.key.publicKey))
        XCTAssertTrue(signer.unsignedAttributes.isEmpty)
        XCTAssertFalse(message.usesBER)
        XCTAssertEqual(
            Set(message.certificates.map(Array.init)),
            [Self.doctor.certificate.encoded, Self.health.certificate.encoded])
    }

    func testTheContentTravelsInsideOnlyWhenEnveloping() throws {
        for (packaging, carried) in [
            (DocumentSigner.Packaging.enveloping, content as [UInt8]?), (.detached, nil),
        ] {
            let message = try SignedData(
                der: DocumentSigner().sign(
                    content, with: try token(), packaging: packaging, signingTime: TestPKI.now))
            XCTAssertEqual(message.content.map(Array.init), carried)
        }
    }

    func testAnEmptyDocumentCanBeSigned() throws {
        let message = try SignedData(der: DocumentSigner().sign([], with: try token(), signingTime: TestPKI.now))
        XCTAssertEqual(message.content.map(Array.init), [])
    }

    func testTheDigestForTokensIsThatOfTheBytesToBeSigned() throws {
        for (algorithm, digest) in [
            (SignatureAlgorithm.ecdsa(.sha256), DigestAlgorithm.sha256), (.ecdsa(.sha384), .sha384),
            (.ed25519, .sha512),
        ] {
            let prepared = try DocumentSigner().prepare(
                content, certificate: Self.doctor.certificate, path: [], algorithm: algorithm,
                packaging: .detached, signingTime: TestPKI.now)
            XCTAssertEqual(prepared.digest, digest.digest(prepared.bytesToBeSigned))
        }
    }

    func testASignatureMadeElsewhereIsPutIntoItsMessage() throws {
        let prepared = try DocumentSigner().prepare(
            content, certificate: Self.doctor.certificate, path: [], algorithm: .ecdsa(.sha256),
            packaging: .enveloping, signingTime: TestPKI.now)
        let value = try Self.doctor.key.signature(ofDigest: prepared.digest, by: .ecdsa(.sha256))
        let message = try SignedData(der: prepared.assemble(value))
        XCTAssertEqual(message.signerInfos.first?.isSigned(by: Self.doctor.key.publicKey), true)
    }

    // Refusals.

    func testASignatureOverSomethingElseIsNotPutIn() throws {
        let prepared = try DocumentSigner().prepare(
            content, certificate: Self.doctor.certificate, path: [], algorithm: .ecdsa(.sha256),
            packaging: .enveloping, signingTime: TestPKI.now)
        let others = try Self.doctor.key.sign(prepared.bytesToBeSigned + [0], by: .ecdsa(.sha256))
        let strangers = try PrivateKey.generate(.p256).sign(prepared.bytesToBeSigned, by: .ecdsa(.sha256))
        let own = try Self.doctor.key.sign(prepared.bytesToBeSigned, by: .ecdsa(.sha256))
        for value in [others, strangers, [], Array(own.dropLast())] {
            assertThrows(.signatureDoesNotFit) { try prepared.assemble(value) }
        }
        XCTAssertNoThrow(try prepared.assemble(own))
    }

    func testAKeyThatTheCertificateDoesNotCertifyIsRefused() throws {
        let stranger = try PrivateKey.generate(.p256)
        assertThrows(.keyIsNotTheCertificates) {
            try FileToken(key: stranger, certificate: Self.doctor.certificate)
        }
        XCTAssertNoThrow(try token())
    }

    func testACertificateThatIsNotForBindingSignaturesIsRefused() throws {
        for usage in [KeyUsage.digitalSignature, nil] {
            let person = try Self.health.signer("Nurse") { certificate in
                certificate.remove(OID.keyUsage)
                if let usage { certificate.set(.keyUsage(usage)) }
            }
            assertThrows(.keyUsage(seen: usage)) {
                try DocumentSigner().sign(
                    content, with: FileToken(key: person.key, certificate: person.certificate),
                    signingTime: TestPKI.now)
            }
        }
    }

    func testATimeOutsideTheCertificatesValidityIsRefused() throws {
        let validity = TestPKI.validity
        for time in [validity.notBefore.advanced(bySeconds: -1), validity.notAfter.advanced(bySeconds: 1)] {
            assertThrows(.outsideValidity(validity)) {
                try DocumentSigner().sign(content, with: try token(), signingTime: time)
            }
        }
        for time in [validity.notBefore, validity.notAfter] {
            XCTAssertNoThrow(try DocumentSigner().sign(content, with: try token(), signingTime: time))
        }
    }

    func testAnAlgorithmThatIsNotTheKeysIsRefused() throws {
        let token = try FileToken(
            key: Self.doctor.key, certificate: Self.doctor.certificate, signatureAlgorithm: .ed25519)
        assertThrows(.key(.algorithmDoesNotFitKey(.ed25519, .p256))) {
            try DocumentSigner().sign(content, with: token, signingTime: TestPKI.now)
        }
    }

    // Key files.

    func testKeyFilesEncryptedOrNotAreRead() throws {
        let certificates = [Self.doctor, Self.health]
            .flatMap { PEM.encode($0.certificate.encoded, label: "CERTIFICATE") }
        let passphrase = Passphrase(Array("گذرواژه".utf8))
        let plain = try FileToken(
            keyPEM: try Self.doctor.key.pem(), passphrase: nil, certificates: certificates)
        XCTAssertEqual(plain.path, [Self.health.certificate])
        let locked = try Self.doctor.key.pem(encryptedWith: passphrase)
        XCTAssertEqual(
            try FileToken(keyPEM: locked, passphrase: passphrase, certificates: certificates).certificate,
            Self.doctor.certificate)
        assertThrows(.key(.passphraseNeeded)) {
            try FileToken(keyPEM: locked, passphrase: nil, certificates: certificates)
        }
        assertThrows(.key(.wrongPassphrase)) {
            try FileToken(keyPEM: locked, passphrase: Passphrase(Array("x".utf8)), certificates: certificates)
        }
    }
}
