// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import XCTest

@testable import Records

private func digest(_ number: Int) -> [UInt8] { DigestAlgorithm.sha256.digest(Array("\(number)".utf8)) }

private func draft(_ number: Int, _ token: UInt8 = 1) -> ReceiptDraft {
    ReceiptDraft(signatureSHA256: digest(number), statement: Array("{\(number)}".utf8), token: [0x30, token])
}

/// Receipts on record: the first of a signature stays, each with its line, whatever happens to the process.
final class ReceiptTests: XCTestCase {
    func testAReceiptIsKeptWithItsLineAndFoundByItsSignature() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        defer { withExtendedLifetime(home) {} }
        let size = try records.auditHead().size
        let kept = try records.keep([draft(1), draft(2)], by: "service", at: later(1))
        XCTAssertEqual(kept.map(\.sequence), [size, size + 1])
        XCTAssertEqual(try records.receipt(of: digest(1)), kept[0])
        XCTAssertNil(try records.receipt(of: digest(3)))
        let line = try XCTUnwrap(records.auditLines(from: size, limit: 1).first)
        XCTAssertEqual(line.act, AuditAct.receiptGiven)
        XCTAssertTrue(line.details.contains(Hex.encode(DigestAlgorithm.sha256.digest(draft(1).statement))))
        XCTAssertTrue(line.details.contains(Hex.encode(DigestAlgorithm.sha256.digest(draft(1).token))))
        XCTAssertEqual(try records.verifyAudit().findings, [])
        XCTAssertEqual(try records.logID()?.count, 32)
    }

    func testTheFirstStays() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        defer { withExtendedLifetime(home) {} }
        let first = try records.keep([draft(1, 1)], by: "service", at: later(1))
        let size = try records.auditHead().size
        XCTAssertEqual(try records.keep([draft(1, 2)], by: "service", at: later(2)), first)
        // Twice in one batch too.
        let twice = try records.keep([draft(2, 1), draft(2, 2)], by: "service", at: later(2))
        XCTAssertEqual(twice[0], twice[1])
        XCTAssertEqual(try records.auditHead().size, size + 1)
    }

    func testWhoeverRacesGetsTheSameOne() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        let other = try home.open()  // as another process would
        let lock = NSLock()
        nonisolated(unsafe) var seen: [Int: Set<ReceiptRecord>] = [:]
        DispatchQueue.concurrentPerform(iterations: 64) { index in
            let store = index % 2 == 0 ? records : other
            guard let kept = try? store.keep([draft(index / 8, UInt8(index))], by: "service", at: later(1)) else {
                return
            }
            lock.withLock { _ = seen[index / 8, default: []].insert(kept[0]) }
        }
        XCTAssertEqual(seen.count, 8)
        for (number, records) in seen { XCTAssertEqual(records.count, 1, "\(number)") }
    }

    func testWhatWasKeptOutlivesTheProcess() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        let kept = try records.keep([draft(1)], by: "service", at: later(1))
        let after = try home.asAfterKill().open()
        XCTAssertEqual(try after.receipt(of: digest(1)), kept[0])
        XCTAssertEqual(try after.verifyAudit().findings, [])
    }

    func testADigestOfAnotherLengthIsRefused() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        defer { withExtendedLifetime(home) {} }
        XCTAssertThrowsError(
            try records.keep(
                [ReceiptDraft(signatureSHA256: [1], statement: [], token: [])], by: "service", at: later(1)))
    }
}
