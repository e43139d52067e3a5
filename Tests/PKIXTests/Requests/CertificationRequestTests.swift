// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// Requests to certify a key, ours and others', good and bad.
final class CertificationRequestTests: XCTestCase {
    private let subject = Result { try Name([(OID.countryName, "IR"), (OID.commonName, "سارا احمدی")]) }

    /// Puts a request together from parts, each to be replaced by something wrong.
    private func assemble(
        key: PrivateKey, version: [UInt8] = [0x02, 0x01, 0x00], subjectKey: [UInt8]? = nil,
        attributes: [UInt8] = [0xa0, 0x00], algorithm: AlgorithmIdentifier? = nil, after: [UInt8] = []
    ) throws -> [UInt8] {
        let name = try subject.get()
        let info = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.raw(version)
                writer.raw(name.encoded)
                writer.raw(subjectKey ?? key.publicKey.subjectPublicKeyInfo)
                writer.raw(attributes)
            }
        }
        let signing = key.preferredSignatureAlgorithm
        let signature = try key.sign(info, by: signing)
        return DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.raw(info)
                (algorithm ?? AlgorithmIdentifier(signing)).encode(into: &writer)
                writer.bitString(signature)
            }
            writer.raw(after)
        }
    }

    private func attribute(_ type: ObjectIdentifier, _ values: [[UInt8]]) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.objectIdentifier(type)
                writer.setOf(values)
            }
        }
    }

    private func attributes(_ all: [UInt8]...) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.constructed(.contextConstructed(0)) { writer in all.forEach { writer.raw($0) } }
        }
    }

    func testRequestsWeMakeAreReadByOpenSSLAndByUs() throws {
        for kind: KeyKind in [.p256, .p384, .rsa(bits: 2048), .brainpoolP256r1, .ed25519] {
            let key = try PrivateKey.generate(kind)
            let request = try CertificationRequest.make(
                subject: try subject.get(), key: key, extensions: Extensions([.keyUsage(.nonRepudiation)]))
            XCTAssertTrue(request.proofOfPossessionIsValid())
            XCTAssertEqual(try request.provenPublicKey().kind, kind)
            XCTAssertEqual(request.extensionRequest[OID.keyUsage], .keyUsage(.nonRepudiation))
            XCTAssertEqual(try CertificationRequest(derOrPEM: request.pem), request)
            let outcome = try Shell.run("openssl", ["req", "-verify", "-noout", "-text"], input: request.pem)
            XCTAssertTrue(outcome.isSuccess, outcome.errors)
            XCTAssertTrue(outcome.errors.contains("verify OK"), outcome.errors)
            XCTAssertTrue(outcome.text.contains("Non Repudiation"), outcome.text)
        }
    }

    func testRequestsThatOpenSSLAndGnuTLSMakeAreRead() throws {
        let folder = try TemporaryFolder()
        let made = try Shell.run(
            "openssl",
            [
                "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem",
                "-out", "request.pem", "-utf8", "-subj", "/C=IR/CN=سارا", "-addext", "keyUsage=critical,nonRepudiation",
            ], in: folder)
        XCTAssertTrue(made.isSuccess, made.errors)
        let request = try CertificationRequest(derOrPEM: folder.read("request.pem"))
        XCTAssertTrue(request.proofOfPossessionIsValid())
        XCTAssertEqual(request.subject.value(of: OID.commonName), "سارا")
        XCTAssertEqual(request.extensionRequest[OID.keyUsage], .keyUsage(.nonRepudiation))

        try folder.write(Array("cn = \"Sara\"\nchallenge_password = 123\nnon_repudiation\n".utf8), to: "template")
        let other = try Shell.run(
            "certtool",
            ["--generate-request", "--load-privkey", "key.pem", "--template", "template", "--outfile", "gnutls.pem"],
            in: folder)
        XCTAssertTrue(other.isSuccess, other.errors)
        let second = try CertificationRequest(derOrPEM: folder.read("gnutls.pem"))
        XCTAssertTrue(second.proofOfPossessionIsValid())
        XCTAssertEqual(second.attributes.count, 2)
        XCTAssertEqual(second.unknownAttributes, [])
    }

    func testUnknownAttributesAreSeenAndTolerated() throws {
        let unknown = ObjectIdentifier(1, 2, 3, 4)
        let key = try PrivateKey.generate(.p256)
        let request = try CertificationRequest(
            der: assemble(key: key, attributes: attributes(attribute(unknown, [[0x05, 0x00]]))))
        XCTAssertEqual(request.unknownAttributes, [unknown])
        XCTAssertTrue(request.extensionRequest.isEmpty)
        XCTAssertTrue(request.proofOfPossessionIsValid())
    }

    func testEachMalformedFormHasItsOwnError() throws {
        let key = try PrivateKey.generate(.p256)
        XCTAssertNoThrow(try CertificationRequest(der: assemble(key: key)))
        func assert(_ bytes: [UInt8], line: UInt = #line, _ isExpected: (PKIXError) -> Bool) {
            XCTAssertThrowsError(try CertificationRequest(der: bytes), line: line) { error in
                XCTAssertTrue((error as? PKIXError).map(isExpected) ?? false, "\(error)", line: line)
            }
        }
        assert(try assemble(key: key, version: [0x02, 0x01, 0x01])) {
            if case .unexpected("version", "1", _, _) = $0 { true } else { false }
        }
        assert(try assemble(key: key, attributes: [])) { if case .der(.valueMissing) = $0 { true } else { false } }
        assert(try assemble(key: key, after: [0])) { if case .der(.trailingBytes) = $0 { true } else { false } }
        let null = attribute(OID.challengePassword, [[0x05, 0x00]])
        assert(try assemble(key: key, attributes: attributes(null, null))) {
            if case .repeated("attributes", _, _) = $0 { true } else { false }
        }
        let other = attribute(ObjectIdentifier(1, 2, 3), [[0x05, 0x00]])
        assert(try assemble(key: key, attributes: attributes(null, other))) {
            if case .unsorted("attributes", _) = $0 { true } else { false }
        }
        assert(try assemble(key: key, attributes: attributes(attribute(OID.extensionRequest, [])))) {
            if case .empty("attribute values", _) = $0 { true } else { false }
        }
        let empty: [UInt8] = [0x30, 0x00]
        assert(try assemble(key: key, attributes: attributes(attribute(OID.extensionRequest, [empty])))) {
            if case .empty("Extensions", _) = $0 { true } else { false }
        }
        assert(try assemble(key: key, attributes: attributes(attribute(OID.extensionRequest, [empty, empty])))) {
            if case .outOfRange("extensionRequest", "2 values", _, _) = $0 { true } else { false }
        }
        assert([UInt8](repeating: 0x30, count: 16_385)) {
            $0 == .tooLarge(field: "CertificationRequest", seen: 16_385, allowed: 16_384)
        }
        XCTAssertThrowsError(try CertificationRequest(derOrPEM: TestPKI.root().certificate.pem)) { error in
            guard case .noPEMBlock(["CERTIFICATE"], _) = error as? PKIXError else { return XCTFail("\(error)") }
        }
    }

    func testProofOfPossessionNamesWhatIsWrong() throws {
        let key = try PrivateKey.generate(.p256)
        func assert(_ bytes: [UInt8], line: UInt = #line, _ isExpected: (PKIXError) -> Bool) throws {
            let request = try CertificationRequest(der: bytes)
            XCTAssertFalse(request.proofOfPossessionIsValid(), line: line)
            XCTAssertThrowsError(try request.provenPublicKey(), line: line) { error in
                XCTAssertTrue((error as? PKIXError).map(isExpected) ?? false, "\(error)", line: line)
            }
        }
        XCTAssertNoThrow(try CertificationRequest(der: assemble(key: key)).provenPublicKey())
        let stolen = try PrivateKey.generate(.p256).publicKey.subjectPublicKeyInfo
        try assert(assemble(key: key, subjectKey: stolen)) { $0 == .proofOfPossession(.ecdsa(.sha256)) }
        let rsa = try PrivateKey.generate(.rsa(bits: 2048)).publicKey.subjectPublicKeyInfo
        try assert(assemble(key: key, subjectKey: rsa)) {
            $0 == .algorithmDoesNotFitKey(.ecdsa(.sha256), .rsa(bits: 2048))
        }
        try assert(assemble(key: key, algorithm: AlgorithmIdentifier(algorithm: OID.sha256, parameters: nil))) {
            $0 == .unsupportedAlgorithm(OID.sha256)
        }
        // The last octet of the point: off the curve.
        var off = key.publicKey.subjectPublicKeyInfo
        off[off.count - 1] ^= 1
        try assert(assemble(key: key, subjectKey: off)) {
            if case .publicKey(.pointNotOnCurve) = $0 { true } else { false }
        }
    }

    func testNoPrefixAndNoFlippedBitOfARequestPassesOrCrashes() throws {
        let key = try PrivateKey.generate(.p256)
        let good = try CertificationRequest.make(
            subject: subject.get(), key: key, extensions: Extensions([.keyUsage(.nonRepudiation)])
        ).encoded
        for length in 0..<good.count {
            XCTAssertThrowsError(try CertificationRequest(der: Array(good.prefix(length))))
        }
        var bytes = good
        for index in bytes.indices {
            for bit in 0..<8 {
                bytes[index] ^= 1 << UInt8(bit)
                if let request = try? CertificationRequest(der: bytes) {
                    XCTAssertFalse(request.proofOfPossessionIsValid(), "byte \(index), bit \(bit)")
                }
                bytes[index] ^= 1 << UInt8(bit)
            }
        }
        XCTAssertTrue(try CertificationRequest(der: good).proofOfPossessionIsValid())
    }
}
