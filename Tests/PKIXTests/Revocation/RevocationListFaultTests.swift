// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// Each way for a list to be malformed has an error of its own, and none ends the process.
final class RevocationListFaultTests: XCTestCase {
    private func refusal(_ bytes: [UInt8]) -> PKIXError? {
        do throws(PKIXError) {
            _ = try CertificateList(der: bytes)
            return nil
        } catch {
            return error
        }
    }

    private func refusal(_ oid: ObjectIdentifier, value: [UInt8]) -> PKIXError? {
        refusal(
            RevocationSample.layout(
                entries: [], extensions: [Extension(oid: oid, isCritical: true, value: value[...])]))
    }

    private func entryRefusal(_ oid: ObjectIdentifier, value: [UInt8]) -> PKIXError? {
        let item = Extension(oid: oid, isCritical: false, value: value[...])
        return refusal(RevocationSample.layout(entries: [RevocationSample.entry(1, extensions: [item])]))
    }

    /// The fault inside a malformed extension, its offset taken off.
    private func cause(_ error: PKIXError?, of oid: ObjectIdentifier) -> String? {
        guard case .malformedExtension(oid, let cause) = error else { return nil }
        switch cause {
        case .der(let error): return "\(error)".components(separatedBy: "(").first
        case .outOfRange(let field, let seen, let allowed, _): return "\(field): \(seen), not \(allowed)"
        case .unexpected(let field, let seen, let allowed, _): return "\(field): \(seen), not \(allowed)"
        default: return "\(cause)"
        }
    }

    func testWhatSurroundsTheListIsChecked() {
        let good = RevocationSample.layout(entries: [RevocationSample.entry(1)])
        XCTAssertNil(refusal(good))
        XCTAssertEqual(refusal(good + [0]), .der(.trailingBytes(offset: good.count, count: 1)))
        XCTAssertEqual(
            refusal(RevocationSample.layout(version: [2, 1, 0], entries: [])),
            .unexpected(field: "TBSCertList.version", seen: "0", allowed: "1 or absent", offset: 4))
    }

    func testAListOfVersionOneHasNoExtensions() throws {
        let item = Extension(oid: OID.reasonCode, isCritical: false) { $0.enumerated(1) }
        let list = try CertificateList(
            der: RevocationSample.layout(version: [], entries: [RevocationSample.entry(1)]))
        XCTAssertEqual(list.version, 1)
        let number = Extension(oid: OID.crlNumber, isCritical: false) { $0.integer(1) }
        for bytes in [
            RevocationSample.layout(version: [], entries: [], extensions: [number]),
            RevocationSample.layout(version: [], entries: [RevocationSample.entry(1, extensions: [item])]),
        ] {
            XCTAssertEqual(
                refusal(bytes),
                .unexpected(
                    field: "TBSCertList.version", seen: "1 with extensions", allowed: "2",
                    offset: bytes[1] < 0x80 ? 2 : 3))
        }
    }

    func testMalformedExtensionsOfTheListAreNamed() {
        let long = [2, 21, 1] + [UInt8](repeating: 0, count: 20)
        let cases: [(ObjectIdentifier, [UInt8], String)] = [
            (OID.crlNumber, [2, 1, 0xff], "integerNegative"),
            (OID.crlNumber, long, "CRLNumber: 21 octets, not 20 octets"),
            (OID.deltaCRLIndicator, long, "CRLNumber: 21 octets, not 20 octets"),
            (OID.crlNumber, [2, 1, 1, 0], "trailingBytes"),
            (
                OID.issuingDistributionPoint, [0x30, 3, 0x81, 1, 0],
                "IssuingDistributionPoint [1]: FALSE, not TRUE or absent"
            ),
            (OID.issuingDistributionPoint, [0x30, 3, 0x81, 1, 1], "boolean"),
            (OID.issuingDistributionPoint, [0x30, 2, 0x86, 0], "trailingBytes"),
            (OID.authorityKeyIdentifier, [0x31, 0], "unexpectedTag"),
            (OID.expiredCertsOnCRL, [0x18, 1, 0x30], "time"),
        ]
        for (oid, value, expected) in cases {
            XCTAssertEqual(cause(refusal(oid, value: value), of: oid), expected, "\(oid)")
        }
    }

    func testMalformedExtensionsOfEntriesAreNamed() {
        let cases: [(ObjectIdentifier, [UInt8], String)] = [
            (OID.reasonCode, [10, 1, 7], "CRLReason: 7, not 0 to 6, 8 to 10"),
            (OID.reasonCode, [10, 1, 11], "CRLReason: 11, not 0 to 6, 8 to 10"),
            (OID.reasonCode, [2, 1, 1], "unexpectedTag"),
            (OID.invalidityDate, [0x17, 0], "unexpectedTag"),
            (
                OID.certificateIssuer, [0x30, 3, 0x82, 1, 0x61],
                "certificateIssuer: no directoryName, not a directoryName"
            ),
        ]
        for (oid, value, expected) in cases {
            XCTAssertEqual(cause(entryRefusal(oid, value: value), of: oid), expected, "\(oid)")
        }
        let twice = [1, 2].map { number in Extension(oid: OID.reasonCode, isCritical: false) { $0.enumerated(number) } }
        guard
            case .duplicateExtension(OID.reasonCode, _) = refusal(
                RevocationSample.layout(entries: [RevocationSample.entry(1, extensions: twice)]))
        else { return XCTFail("a reason twice") }
    }

    func testUnknownCriticalExtensionsAreFactsAndOthersAreNot() throws {
        let unknown = ObjectIdentifier(1, 2, 3, 4)
        for isCritical in [true, false] {
            let item = Extension(oid: unknown, isCritical: isCritical) { $0.null() }
            let expected = isCritical ? [unknown] : []
            let outer = try CertificateList(der: RevocationSample.layout(entries: [], extensions: [item]))
            XCTAssertEqual(outer.unknownCriticalExtensions, expected)
            let entry = RevocationSample.entry(1, extensions: [item])
            let inner = try CertificateList(der: RevocationSample.layout(entries: [entry, entry]))
            XCTAssertEqual(inner.unknownCriticalEntryExtensions, expected)
            XCTAssertEqual([outer, inner].map(\.hasUnknownCriticalExtension), [isCritical, isCritical])
        }
    }

    func testASerialNumberLongerThanAnyInUseIsRefused() {
        let entry = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(unsigned: [UInt8](repeating: 0x11, count: 129))
                writer.time(TestPKI.now)
            }
        }
        XCTAssertEqual(
            refusal(RevocationSample.layout(entries: [entry])),
            .tooLarge(field: "userCertificate", seen: 129, allowed: 128))
    }

    func testASignatureIsNotGoodWhenTheAlgorithmBesideItIsAnother() throws {
        let draft = RevocationSample.draft([])
        let good = try RevocationSample.sign(draft)
        XCTAssertTrue(good.isSigned(by: RevocationSample.root.key.publicKey))
        let tbs = draft.encodedTBS(signatureAlgorithm: .ecdsa(.sha384))
        let mixed = try CertificateList(
            der: CertificateListDraft.assemble(
                tbs: tbs, signatureAlgorithm: .ecdsa(.sha256),
                signature: try RevocationSample.root.key.sign(tbs, by: .ecdsa(.sha256))))
        XCTAssertFalse(mixed.isSigned(by: RevocationSample.root.key.publicKey))
    }

    func testEveryPrefixIsRefusedAndEveryFlippedBitBreaksTheSignature() throws {
        let entries = (1...8).map { number in
            RevokedEntry(
                serialNumber: SerialNumber(unsigned: [UInt8(number), 5]), revocationDate: TestPKI.now,
                reason: RevocationReason(rawValue: number), invalidityDate: number == 3 ? TestPKI.now : nil,
                certificateIssuer: number == 8 ? CMSSample.doctor.name : nil)
        }
        let list = try RevocationSample.sign(RevocationSample.draft(entries))
        let good = list.encoded
        for length in 0..<good.count { XCTAssertNotNil(refusal(Array(good[..<length])), "\(length)") }
        var outcomes = (refused: 0, broken: 0)
        for bit in 0..<good.count * 8 {
            var bytes = good
            bytes[bit / 8] ^= 0x80 >> (bit % 8)
            do throws(PKIXError) {
                let read = try CertificateList(der: bytes)
                for entry in read.entries {
                    _ = read.entry(for: entry.serialNumber, issuer: entry.certificateIssuer ?? read.issuer)
                }
                XCTAssertFalse(read.isSigned(by: RevocationSample.root.key.publicKey), "bit \(bit)")
                outcomes.broken += 1
            } catch {
                outcomes.refused += 1
            }
        }
        print("CRL: \(good.count) prefixes, \(good.count * 8) flipped bits: \(outcomes)")
    }
}
