// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import XCTest

@testable import Records

final class StatusIndexTests: XCTestCase {
    private func sha256(_ number: Int) -> [UInt8] { DigestAlgorithm.sha256.digest(signed(paper(number).tbs)) }

    func testWhatIsOnRecordIsKnownAndNothingElse() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        for number in 1...50 { try records.issue(number, at: later(Int64(number))) }
        let index = try records.statusIndex()
        XCTAssertEqual(index.count, 50)
        for number in 1...50 {
            let good = StatusInterval(status: .good, since: later(Int64(number)))
            XCTAssertEqual(index.status(certificateSHA256: sha256(number), at: later(100)), good)
            XCTAssertEqual(index.status(of: reference(number), at: later(100)), good)
            XCTAssertNil(index.status(of: reference(number), at: later(Int64(number) - 1)), "before it was issued")
            XCTAssertEqual(
                index.certificate(sha256: sha256(number)),
                IndexedCertificate(
                    reference: reference(number), certificateSHA256: sha256(number), intervals: [good]))
        }
        // A certificate with a good signature and a known number, which the records do not have.
        XCTAssertNil(index.status(certificateSHA256: sha256(51), at: later(100)))
        XCTAssertNil(index.status(of: reference(51), at: later(100)))
        XCTAssertNil(index.certificate(CertificateReference(authority: "trade", serial: reference(1).serial)))
        for odd in [[], [UInt8](repeating: 0, count: 31), Array(sha256(1).dropLast()), sha256(1) + [0]] {
            XCTAssertNil(index.status(certificateSHA256: odd, at: later(100)))
        }
        for serial in [SerialNumber(unsigned: [0]), SerialNumber(unsigned: Array(repeating: 1, count: 100))] {
            XCTAssertNil(index.status(of: CertificateReference(authority: "health", serial: serial), at: later(100)))
        }
    }

    func testAnEmptyHouseKnowsNothing() throws {
        let home = try TestHome()
        let index = try home.open().statusIndex()
        XCTAssertEqual(index.count, 0)
        XCTAssertNil(index.status(certificateSHA256: sha256(1), at: start))
        XCTAssertNil(index.status(of: reference(1), at: start))
    }

    func testAnIndexNeverChangesAndARefreshedOneHasWhatChanged() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        for number in 1...10 { try records.issue(number) }
        let first = try records.statusIndex()
        XCTAssertEqual(try records.statusIndex(refreshing: first).position, first.position)

        try records.revoke(reference(3), reason: .keyCompromise, because: "", by: "x", at: later(5))
        try records.hold(reference(4), because: "", by: "x", at: later(5))
        try records.issue(11, as: .pendingAcceptance, at: later(6))
        let changes = try records.statusChanges(since: first.position)
        XCTAssertEqual(changes.certificates.map(\.reference), [reference(3), reference(4), reference(11)])
        XCTAssertEqual(changes.certificates.map(\.intervals.count), [2, 2, 1])
        let second = try records.statusIndex(refreshing: first)
        try records.accept(reference(11), by: "s", at: later(7))
        try records.release(reference(4), because: "", by: "x", at: later(7))
        let third = try records.statusIndex(refreshing: second)

        XCTAssertEqual(first.count, 10)
        XCTAssertEqual(first.status(of: reference(3), at: later(9))?.status, .good)
        XCTAssertNil(first.status(of: reference(11), at: later(9)))
        XCTAssertEqual(second.count, 11)
        XCTAssertEqual(second.status(of: reference(3), at: later(9))?.status, .revoked)
        XCTAssertEqual(second.status(certificateSHA256: sha256(3), at: later(4))?.status, .good)
        XCTAssertEqual(second.status(certificateSHA256: sha256(4), at: later(9))?.status, .onHold)
        XCTAssertEqual(second.status(certificateSHA256: sha256(11), at: later(9))?.status, .pendingAcceptance)
        XCTAssertEqual(third.count, 11)
        XCTAssertEqual(third.status(certificateSHA256: sha256(11), at: later(9))?.status, .good)
        XCTAssertEqual(third.status(certificateSHA256: sha256(4), at: later(6))?.status, .onHold)
        XCTAssertEqual(third.status(certificateSHA256: sha256(4), at: later(7))?.status, .good)
        XCTAssertEqual(try records.statusChanges(since: third.position).certificates, [])
    }

    /// However it was brought about, an index holds what the records hold.
    func testARefreshedIndexIsTheSameAsOneReadAnew() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        var refreshed = try records.statusIndex()
        var random = SystemRandomNumberGenerator()
        var next = 1
        for round in 0..<40 {
            for _ in 0..<5 {
                let number = Int.random(in: 1...max(1, next), using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    try records.issue(next, at: later(Int64(round)))
                    next += 1
                case 1: _ = try? records.hold(reference(number), because: "", by: "x", at: later(Int64(round)))
                case 2: _ = try? records.release(reference(number), because: "", by: "x", at: later(Int64(round)))
                default:
                    _ = try? records.revoke(
                        reference(number), reason: .superseded, because: "", by: "x", at: later(Int64(round)))
                }
            }
            refreshed = try records.statusIndex(refreshing: refreshed)
        }
        let anew = try records.statusIndex()
        XCTAssertEqual(refreshed.count, anew.count)
        XCTAssertEqual(refreshed.position, anew.position)
        XCTAssertEqual(Self.contents(refreshed), Self.contents(anew))
        XCTAssertEqual(Self.contents(anew).count, next - 1)
    }

    private static func contents(_ index: StatusIndex) -> Set<IndexedCertificate> {
        var all: Set<IndexedCertificate> = []
        index.forEach { XCTAssertTrue(all.insert($0).inserted, "shown twice") }
        return all
    }

    // Past 4,096 changes a new table is built in memory; nothing may be lost or doubled there.
    func testManyChangesBuildANewTableWithTheSameContents() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        for number in 1...3 { try records.issue(number) }
        var index = try records.statusIndex()
        let certificates = (1...5_000).map { number in
            IndexedCertificate(
                reference: reference(number), certificateSHA256: DigestAlgorithm.sha256.digest(Array("\(number)".utf8)),
                intervals: [
                    StatusInterval(status: .good, since: start, until: later(5)),
                    StatusInterval(status: .revoked, since: later(5), reason: .superseded),
                ])
        }
        for chunk in [0..<2_000, 1_000..<4_000, 3_000..<5_000] {
            index = try index.applying(
                StatusChanges(position: index.position + 1, certificates: Array(certificates[chunk])))
        }
        XCTAssertEqual(index.count, 5_000)
        XCTAssertEqual(Self.contents(index), Set(certificates))
        for certificate in certificates {
            XCTAssertEqual(index.certificate(certificate.reference), certificate)
            XCTAssertEqual(
                index.status(certificateSHA256: certificate.certificateSHA256!, at: later(5))?.status, .revoked)
        }
    }

    func testAnOlderCopyOfTheRecordsDoesNotMakeAnIndexForget() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        try records.issue(1)
        let older = try home.asAfterKill()
        try records.revoke(reference(1), reason: .keyCompromise, because: "", by: "x", at: later(1))
        let index = try records.statusIndex()
        let restored = try older.open()
        let size = try restored.auditHead().size
        XCTAssertThrowsError(try restored.statusIndex(refreshing: index)) {
            XCTAssertEqual($0 as? RecordsError, .logShorter(size: size, seen: index.position))
        }
        XCTAssertEqual(index.status(of: reference(1), at: later(2))?.status, .revoked)
    }

    func testAnIntervalTakes48BytesAsTheTableSays() {
        XCTAssertLessThanOrEqual(MemoryLayout<StatusInterval>.stride, 48)
    }
}
