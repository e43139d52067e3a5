// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// Long lists, long numbers and odd dates.
final class RevocationScaleTests: XCTestCase {
    func testALongListIsTheSameInWhateverOrderItsEntriesCame() throws {
        var random = SeededRandom(seed: 7)
        let entries = (0..<4_000).map { index in
            // Many share their first octets, so that more than those must be compared.
            RevokedEntry(
                serialNumber: SerialNumber(
                    unsigned: [0x4d] + [UInt8](repeating: UInt8(index % 3), count: 9)
                        + (0..<7).map { _ in UInt8.random(in: 0...255, using: &random) }),
                revocationDate: TestPKI.now.advanced(bySeconds: Int64(index) * 3607),
                reason: RevocationReason(rawValue: index % 7))
        }
        let sorted = entries.sorted { $0.serialNumber < $1.serialNumber }
        let list = try RevocationSample.sign(RevocationSample.draft(entries))
        XCTAssertEqual(
            list.tbsEncoded,
            RevocationSample.draft(sorted).encodedTBS(signatureAlgorithm: .ecdsa(.sha256))[...])
        XCTAssertEqual(list.entries.map(\.serialNumber), sorted.map(\.serialNumber))
        for entry in entries.prefix(500) {
            let found = list.entry(for: entry.serialNumber, issuer: RevocationSample.root.name)
            XCTAssertEqual(found?.revocationDate, entry.revocationDate)
            XCTAssertEqual(found?.reason, entry.reason == .unspecified ? nil : entry.reason)
        }
        let shuffled = try CertificateList(
            der: RevocationSample.layout(
                entries: entries.prefix(1000).map { entry in
                    DERWriter.bytes { writer in
                        writer.sequence { writer in
                            writer.integer(content: entry.serialNumber.bytes)
                            writer.time(entry.revocationDate)
                        }
                    }
                }))
        XCTAssertEqual(
            shuffled.entries.map(\.serialNumber), entries.prefix(1000).map(\.serialNumber).sorted())
    }

    func testNumbersAreKeptWhateverTheirLength() throws {
        let numbers = [1, 16, 17, 19, 20, 60, 63, 64, 100, 126, 127].map { length in
            SerialNumber(unsigned: [UInt8](repeating: 0x7b, count: length))
        }
        for order in [numbers, numbers.reversed()] {
            let list = try RevocationSample.sign(
                RevocationSample.draft(
                    order.map { RevokedEntry(serialNumber: $0, revocationDate: TestPKI.now, reason: .superseded) }))
            XCTAssertEqual(list.entries.map(\.serialNumber), numbers)
            XCTAssertTrue(list.entries.allSatisfy { $0.reason == .superseded })
        }
    }

    func testDatesAreKeptToTheSecond() throws {
        let texts = [
            "1950-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "1999-12-31T23:59:59Z",
            "2026-02-28T09:08:07Z", "2028-02-29T23:00:59Z", "2049-12-31T23:59:59Z", "2050-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
        ]
        let entries = try texts.enumerated().map { index, text in
            RevokedEntry(
                serialNumber: SerialNumber(unsigned: [UInt8(index + 1)]),
                revocationDate: try XCTUnwrap(Instant(rfc3339: text)))
        }
        let list = try RevocationSample.sign(RevocationSample.draft(entries))
        XCTAssertEqual(list.entries.map(\.revocationDate.rfc3339), texts)
    }
}
