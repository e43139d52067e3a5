// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// What a certificate may look like, and that nothing else is taken.
final class CertificateParsingTests: XCTestCase {
    /// The parts of a certificate, each to be replaced by something wrong.
    private struct Parts {
        var version: [UInt8] = [0xa0, 0x03, 0x02, 0x01, 0x02]
        var serial: [UInt8] = [0x02, 0x01, 0x07]
        var algorithm = DERWriter.bytes { AlgorithmIdentifier(.ecdsa(.sha256)).encode(into: &$0) }
        var name: [UInt8] = (try? Name([(OID.commonName, "x")]).encoded) ?? []
        var validity = DERWriter.bytes { TestPKI.validity.encode(into: &$0) }
        var key: [UInt8]
        var beforeExtensions: [UInt8] = []
        var extensions: [[UInt8]] = []
        var afterExtensions: [UInt8] = []
        var signature: [UInt8] = [0x03, 0x02, 0x00, 0x00]
        var after: [UInt8] = []

        init() throws {
            key = try PrivateKey.generate(.p256).publicKey.subjectPublicKeyInfo
        }

        var encoded: [UInt8] {
            DERWriter.bytes { writer in
                writer.sequence { writer in
                    writer.sequence { writer in
                        for part in [version, serial, algorithm, name, validity, name, key, beforeExtensions] {
                            writer.raw(part)
                        }
                        if !extensions.isEmpty {
                            writer.explicit(3) { writer in
                                writer.sequence { writer in extensions.forEach { writer.raw($0) } }
                            }
                        }
                        writer.raw(afterExtensions)
                    }
                    writer.raw(algorithm)
                    writer.raw(signature)
                }
                writer.raw(after)
            }
        }
    }

    private func assert(
        _ expected: PKIXError?, file: StaticString = #filePath, line: UInt = #line, _ change: (inout Parts) -> Void
    ) throws {
        var parts = try Parts()
        change(&parts)
        do {
            _ = try Certificate(der: parts.encoded)
            XCTAssertNil(expected, file: file, line: line)
        } catch {
            XCTAssertEqual(error, expected, file: file, line: line)
        }
    }

    private func encode(_ item: Extension) -> [UInt8] { DERWriter.bytes { item.encode(into: &$0) } }

    func testVersionsOneToThreeAreRead() throws {
        try assert(nil) { _ in }
        try assert(nil) { $0.version = [] }
        try assert(nil) { $0.version = [0xa0, 0x03, 0x02, 0x01, 0x01] }
        var parts = try Parts()
        parts.version = []
        let old = try Certificate(der: parts.encoded)
        XCTAssertEqual(old.tbs.version, .v1)
        XCTAssertTrue(old.extensions.isEmpty)
        XCTAssertEqual(old.tbs.encoded(), Array(old.tbsEncoded))
    }

    func testOtherVersionsAreRefused() throws {
        let allowed = "1 (v2), 2 (v3) or absent (v1)"
        for number: UInt8 in [0, 3, 0x7f] {
            try assert(.unexpected(field: "version", seen: "\(number)", allowed: allowed, offset: 6)) {
                $0.version = [0xa0, 0x03, 0x02, 0x01, number]
            }
        }
    }

    func testExtensionsBeforeVersionThreeAreRefused() throws {
        var parts = try Parts()
        parts.extensions = [encode(.keyUsage(.nonRepudiation))]
        XCTAssertNoThrow(try Certificate(der: parts.encoded))
        for version: [UInt8] in [[], [0xa0, 0x03, 0x02, 0x01, 0x01]] {
            parts.version = version
            XCTAssertThrowsError(try Certificate(der: parts.encoded)) { error in
                guard case .extensionsBeforeVersion3(let number, _) = error as? PKIXError else {
                    return XCTFail("\(error)")
                }
                XCTAssertEqual(number, version.isEmpty ? 1 : 2)
            }
        }
    }

    func testUniqueIdentifiersAreKeptAndOnlyAfterVersionOne() throws {
        var parts = try Parts()
        parts.beforeExtensions = [0x81, 0x02, 0x00, 0xaa, 0x82, 0x02, 0x00, 0xbb]
        let certificate = try Certificate(der: parts.encoded)
        XCTAssertEqual(certificate.tbs.encoded(), Array(certificate.tbsEncoded))
        parts.version = []
        XCTAssertThrowsError(try Certificate(der: parts.encoded)) { error in
            guard case .unexpected("uniqueID", "version 1", _, _) = error as? PKIXError else {
                return XCTFail("\(error)")
            }
        }
    }

    func testDuplicateExtensionsAreRefusedByName() throws {
        var parts = try Parts()
        parts.extensions = [encode(.keyUsage(.nonRepudiation)), encode(.keyUsage(.digitalSignature))]
        XCTAssertThrowsError(try Certificate(der: parts.encoded)) { error in
            guard case .duplicateExtension(OID.keyUsage, _) = error as? PKIXError else { return XCTFail("\(error)") }
        }
        XCTAssertThrowsError(try Extensions([.ocspNoCheck, .ocspNoCheck])) {
            XCTAssertEqual($0 as? PKIXError, .duplicateExtension(OID.ocspNoCheck, offset: 1))
        }
    }

    func testEmptyExtensionsAreRefused() throws {
        var parts = try Parts()
        parts.afterExtensions = [0xa3, 0x02, 0x30, 0x00]
        XCTAssertThrowsError(try Certificate(der: parts.encoded)) { error in
            guard case .empty("Extensions", _) = error as? PKIXError else { return XCTFail("\(error)") }
        }
    }

    func testTooManyExtensionsAreRefused() throws {
        var parts = try Parts()
        let many = (0..<65).map { number in
            encode(Extension(oid: ObjectIdentifier(1, 2, 3, UInt64(number)), isCritical: false) { $0.null() })
        }
        parts.extensions = Array(many.prefix(64))
        XCTAssertNoThrow(try Certificate(der: parts.encoded))
        parts.extensions = many
        XCTAssertThrowsError(try Certificate(der: parts.encoded)) {
            XCTAssertEqual($0 as? PKIXError, .tooLarge(field: "Extensions", seen: 65, allowed: 64))
        }
    }

    func testBytesAfterTheCertificateAndInsideItAreRefused() throws {
        let whole = try Parts().encoded.count
        try assert(.der(.trailingBytes(offset: whole, count: 1))) { $0.after = [0] }
        var parts = try Parts()
        parts.afterExtensions = [0x05, 0x00]
        XCTAssertThrowsError(try Certificate(der: parts.encoded)) { error in
            guard case .der(.trailingBytes(_, 2)) = error as? PKIXError else { return XCTFail("\(error)") }
        }
    }

    func testTooLargeIsRefusedUnread() {
        XCTAssertThrowsError(try Certificate(der: [UInt8](repeating: 0x30, count: 65_537))) {
            XCTAssertEqual($0 as? PKIXError, .tooLarge(field: "Certificate", seen: 65_537, allowed: 65_536))
        }
    }

    func testSignatureThatIsNotWholeBytesIsNoOnes() throws {
        let root = try TestPKI.root()
        XCTAssertTrue(root.certificate.isSigned(by: root.key.publicKey))
        var bytes = root.certificate.encoded
        // The BIT STRING's count of unused bits, right before the signature; its last bit must be zero then.
        bytes[bytes.count - root.certificate.signature.count - 1] = 1
        bytes[bytes.count - 1] &= 0xfe
        let changed = try Certificate(der: bytes)
        XCTAssertFalse(changed.isSigned(by: root.key.publicKey))
    }

    func testAlgorithmOutsideMustBeTheOneInside() throws {
        let root = try TestPKI.root()
        let other = AlgorithmIdentifier(algorithm: OID.ecdsaWithSHA384, parameters: [0x05, 0x00])
        let changed = try root.signer("x") { $0.innerAlgorithm = other }
        XCTAssertFalse(changed.certificate.isSigned(by: root.key.publicKey))
        let control = try root.signer("x")
        XCTAssertTrue(control.certificate.isSigned(by: root.key.publicKey))
    }

    func testFalseThatDERLeavesOutIsRefused() throws {
        var parts = try Parts()
        // critical FALSE written out
        parts.extensions = [[0x30, 0x0c, 0x06, 0x03, 0x55, 0x1d, 0x0e, 0x01, 0x01, 0x00, 0x04, 0x02, 0x04, 0x00]]
        XCTAssertThrowsError(try Certificate(der: parts.encoded)) { error in
            guard case .unexpected("critical", "FALSE", _, _) = error as? PKIXError else { return XCTFail("\(error)") }
        }
        parts.extensions = [[0x30, 0x09, 0x06, 0x03, 0x55, 0x1d, 0x0e, 0x04, 0x02, 0x04, 0x00]]
        XCTAssertNoThrow(try Certificate(der: parts.encoded))
    }
}
