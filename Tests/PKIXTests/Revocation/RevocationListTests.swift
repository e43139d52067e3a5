// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// Lists are written as OpenSSL reads them, and read as it writes them.
final class RevocationListTests: XCTestCase {
    private let root = RevocationSample.root

    private func serial(_ number: Int) -> SerialNumber {
        SerialNumber(unsigned: DERWriter.bytes { $0.integer(number) }.dropFirst(2))
    }

    func testWhatIsWrittenIsReadBack() throws {
        let issuingPoint = IssuingDistributionPoint(
            name: .fullName([.uri("http://pki.example/crls/health/3.crl")]), onlyContainsUserCerts: true,
            onlySomeReasons: [.keyCompromise, .certificateHold])
        let entries = [
            RevokedEntry(serialNumber: serial(900), revocationDate: TestPKI.now, reason: .keyCompromise),
            RevokedEntry(serialNumber: serial(7), revocationDate: TestPKI.now, reason: .unspecified),
            RevokedEntry(
                serialNumber: serial(70_000), revocationDate: TestPKI.now, reason: .certificateHold,
                invalidityDate: TestPKI.now.advanced(bySeconds: -60)),
        ]
        var draft = RevocationSample.draft(entries)
        draft.issuingDistributionPoint = issuingPoint
        draft.deltaBase = [0x01, 0x00]
        let list = try RevocationSample.sign(draft)
        XCTAssertEqual(list.version, 2)
        XCTAssertEqual(list.issuer, root.name)
        XCTAssertEqual(list.crlNumber, [0x02, 0x01])
        XCTAssertEqual(list.deltaBase, [0x01, 0x00])
        XCTAssertEqual(list.issuingDistributionPoint, issuingPoint)
        XCTAssertEqual(list.authorityKeyIdentifier?.keyIdentifier, root.certificate.subjectKeyIdentifier)
        XCTAssertEqual(list.nextUpdate, TestPKI.now.advanced(bySeconds: 86_400))
        XCTAssertEqual(list.entries.map(\.serialNumber), [serial(7), serial(900), serial(70_000)])
        XCTAssertEqual(list.entries.map(\.reason), [nil, .keyCompromise, .certificateHold])
        XCTAssertEqual(list.entries.map(\.invalidityDate), [nil, nil, TestPKI.now.advanced(bySeconds: -60)])
        XCTAssertFalse(list.hasUnknownCriticalExtension)
        XCTAssertTrue(list.isSigned(by: root.key.publicKey))
        XCTAssertFalse(list.isSigned(by: CMSSample.doctor.key.publicKey))
    }

    func testEveryFieldOfAnIssuingDistributionPointIsReadBack() throws {
        let relative = try XCTUnwrap(root.name.relativeDistinguishedNames.last)
        let points = [
            IssuingDistributionPoint(name: nil), IssuingDistributionPoint(name: .relativeToIssuer(relative)),
            IssuingDistributionPoint(name: .fullName([.directoryName(root.name)]), onlyContainsUserCerts: true),
            IssuingDistributionPoint(name: nil, onlyContainsCACerts: true),
            IssuingDistributionPoint(name: nil, onlySomeReasons: [.aACompromise]),
            IssuingDistributionPoint(name: nil, isIndirect: true),
            IssuingDistributionPoint(name: nil, onlyContainsAttributeCerts: true),
        ]
        for point in points {
            var draft = RevocationSample.draft([])
            draft.issuingDistributionPoint = point
            draft.extensions = [
                Extension(oid: OID.freshestCRL, isCritical: false) { writer in
                    writer.sequence { DistributionPoint(uri: "http://pki.example/delta.crl").encode(into: &$0) }
                }
            ]
            let list = try RevocationSample.sign(draft)
            XCTAssertEqual(list.issuingDistributionPoint, point)
            XCTAssertEqual(list.freshestCRL, [DistributionPoint(uri: "http://pki.example/delta.crl")])
        }
        XCTAssertEqual(Set(points).count, points.count)
    }

    func testAnEntryIsFoundAndItsNeighboursAreNot() throws {
        let numbers = Array(stride(from: 3, to: 3000, by: 3))
        for order in [numbers, numbers.reversed(), numbers.filter { $0 % 2 == 0 } + numbers.filter { $0 % 2 == 1 }] {
            let list = try RevocationSample.sign(
                RevocationSample.draft(
                    order.map { RevokedEntry(serialNumber: serial($0), revocationDate: TestPKI.now) }))
            XCTAssertEqual(list.entries.count, numbers.count)
            for number in 0...3003 {
                let found = list.entry(for: serial(number), issuer: root.name)
                XCTAssertEqual(found?.serialNumber, numbers.contains(number) ? serial(number) : nil, "\(number)")
            }
            XCTAssertNil(list.entry(for: serial(3), issuer: CMSSample.doctor.name))
        }
    }

    func testAListThatWasNotWrittenInOrderIsSearchedAllTheSame() throws {
        let list = try CertificateList(
            der: RevocationSample.layout(entries: [5, 300, 4, 70_000, 3, 5].map { RevocationSample.entry($0) }))
        XCTAssertEqual(list.entries.map(\.serialNumber), [3, 4, 5, 5, 300, 70_000].map(serial))
        for number in [3, 4, 5, 300, 70_000] {
            XCTAssertNotNil(list.entry(for: serial(number), issuer: root.name))
        }
        XCTAssertNil(list.entry(for: serial(6), issuer: root.name))
    }

    func testAnEntryOfAnIndirectListBelongsToTheIssuerNamedLast() throws {
        let (first, second) = (CMSSample.root.name, CMSSample.doctor.name)
        let list = try CertificateList(
            der: RevocationSample.layout(entries: [
                RevocationSample.entry(1), RevocationSample.entry(9, issuer: first), RevocationSample.entry(2),
                RevocationSample.entry(1), RevocationSample.entry(8, issuer: second), RevocationSample.entry(9),
            ]))
        XCTAssertTrue(list.entries.hasCertificateIssuers)
        let expected: [(Int, Name, Bool)] = [
            (1, root.name, true), (1, first, true), (1, second, false), (2, first, true), (2, root.name, false),
            (8, second, true), (9, first, true), (9, second, true), (9, root.name, false),
        ]
        for (number, issuer, isListed) in expected {
            let found = list.entry(for: serial(number), issuer: issuer)
            XCTAssertEqual(found != nil, isListed, "\(number) of \(issuer)")
            if let found { XCTAssertEqual(found.certificateIssuer ?? root.name, issuer) }
        }
    }

    func testEntriesOfOtherIssuersAreWrittenSoThatTheyAreReadBack() throws {
        let other = CMSSample.doctor.name
        let entries = [
            RevokedEntry(serialNumber: serial(5), revocationDate: TestPKI.now, certificateIssuer: other),
            RevokedEntry(serialNumber: serial(6), revocationDate: TestPKI.now),
            RevokedEntry(serialNumber: serial(4), revocationDate: TestPKI.now),
        ]
        let list = try RevocationSample.sign(RevocationSample.draft(entries))
        XCTAssertEqual(list.entries.map(\.certificateIssuer), [nil, other, nil])
    }

    func testAnEmptyListHasNoListOfEntries() throws {
        let list = try RevocationSample.sign(RevocationSample.draft([]))
        XCTAssertTrue(list.entries.isEmpty)
        XCTAssertNil(list.entry(for: serial(1), issuer: root.name))
        try checkWithOpenSSL(list, "No Revoked Certificates")
    }

    func testOpenSSLReadsWhatIsWritten() throws {
        var draft = RevocationSample.draft([
            RevokedEntry(serialNumber: serial(0xabcdef), revocationDate: TestPKI.now, reason: .privilegeWithdrawn)
        ])
        draft.issuingDistributionPoint = IssuingDistributionPoint(
            name: .fullName([.uri("http://pki.example/a.crl")]))
        draft.extensions = [
            Extension(oid: OID.expiredCertsOnCRL, isCritical: false) { $0.generalizedTime(TestPKI.now) }
        ]
        let list = try RevocationSample.sign(draft)
        XCTAssertEqual(list.expiredCertsOnCRL, TestPKI.now)
        for text in ["ABCDEF", "Privilege Withdrawn", "http://pki.example/a.crl", "X509v3 CRL Number"] {
            try checkWithOpenSSL(list, text)
        }
    }

    func testWhatOpenSSLWritesIsRead() throws {
        let folder = try TemporaryFolder()
        try folder.write(root.certificate.pem, to: "root.pem")
        try folder.write(try root.key.pem(), to: "key.pem")
        let rows = [
            ("0BADCAFE", "261120120000Z,keyCompromise"), ("4D00FF", "261119120000Z"),
            ("02", "261118120000Z,holdInstruction,1.2.840.10040.2.1"), ("03", "261117120000Z,CACompromise"),
        ]
        let index = rows.map { "R\t361121120000Z\t\($0.1)\t\($0.0)\tunknown\t/CN=x\n" }.joined()
        try folder.write(Array(index.utf8), to: "index.txt")
        try folder.write(Array("1001\n".utf8), to: "crlnumber")
        try folder.write(
            Array("[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\ncrlnumber=crlnumber\ndefault_md=sha256\n".utf8),
            to: "ca.cnf")
        let outcome = try Shell.run(
            "openssl",
            [
                "ca", "-gencrl", "-config", "ca.cnf", "-cert", "root.pem", "-keyfile", "key.pem", "-crldays", "1",
                "-out", "list.pem",
            ], in: folder)
        XCTAssertTrue(outcome.isSuccess, outcome.errors)
        let list = try CertificateList(derOrPEM: folder.read("list.pem"))
        XCTAssertTrue(list.isSigned(by: root.key.publicKey))
        XCTAssertEqual(list.crlNumber, [0x10, 0x01])
        XCTAssertEqual(list.entries.count, 4)
        let compromised = list.entry(for: SerialNumber(hex: "0badcafe")!, issuer: root.name)
        XCTAssertEqual(compromised?.reason, .keyCompromise)
        XCTAssertEqual(compromised?.revocationDate.rfc3339, "2026-11-20T12:00:00Z")
        XCTAssertEqual(list.entry(for: SerialNumber(hex: "02")!, issuer: root.name)?.reason, .certificateHold)
    }

    func testTheSameDraftGivesTheSameBytes() throws {
        let entries = [3, 1, 2].map { RevokedEntry(serialNumber: serial($0), revocationDate: TestPKI.now) }
        let first = RevocationSample.draft(entries).encodedTBS(signatureAlgorithm: .ecdsa(.sha256))
        let second = RevocationSample.draft(entries.reversed()).encodedTBS(signatureAlgorithm: .ecdsa(.sha256))
        XCTAssertEqual(first, second)
    }

    private func checkWithOpenSSL(_ list: CertificateList, _ text: String) throws {
        let folder = try TemporaryFolder()
        let anchor = try folder.write(root.certificate.pem, to: "root.pem")
        let outcome = try Shell.run(
            "openssl", ["crl", "-inform", "DER", "-CAfile", anchor, "-text", "-noout"], input: list.encoded)
        XCTAssertTrue(outcome.isSuccess, outcome.errors)
        XCTAssertTrue(outcome.errors.contains("verify OK"), outcome.errors)
        XCTAssertTrue(outcome.text.contains(text), outcome.text)
    }
}
