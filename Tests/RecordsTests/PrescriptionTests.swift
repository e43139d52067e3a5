// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import XCTest

@testable import Records

/// Prescriptions known by the keyed hash of their id.
final class PrescriptionTests: XCTestCase {
    private let time = Instant(secondsSince1970: 1_790_000_000)

    private func sighting(_ id: UInt8, _ signature: UInt8, after seconds: Int64 = 0) -> PrescriptionSighting {
        PrescriptionSighting(
            idHash: [UInt8](repeating: id, count: 32), signatureSHA256: [UInt8](repeating: signature, count: 32),
            time: time.advanced(bySeconds: seconds))
    }

    func testTheFirstUnderAnIDWins() throws {
        let home = try TestHome()
        let records = try home.open()
        let first = try records.see([sighting(1, 1)])
        XCTAssertEqual(first, [PrescriptionHistory(firstSeen: time, isSameSignature: true, count: 1)])
        let later = try records.see([sighting(1, 1, after: 60), sighting(1, 2, after: 61), sighting(2, 2, after: 62)])
        XCTAssertEqual(
            later,
            [
                PrescriptionHistory(firstSeen: time, isSameSignature: true, count: 2),
                PrescriptionHistory(firstSeen: time, isSameSignature: false, count: 3),
                PrescriptionHistory(firstSeen: time.advanced(bySeconds: 62), isSameSignature: true, count: 1),
            ])
    }

    func testOfManyAtOnceOneIsFirst() throws {
        let home = try TestHome()
        let records = try home.open()
        let lock = NSLock()
        let sightings = (0..<16).map { sighting(9, UInt8($0)) }
        nonisolated(unsafe) var histories: [PrescriptionHistory] = []
        DispatchQueue.concurrentPerform(iterations: 16) { thread in
            let found = try? records.see([sightings[thread]])
            lock.withLock { histories += found ?? [] }
        }
        XCTAssertEqual(histories.count, 16)
        XCTAssertEqual(histories.filter(\.isSameSignature).count, 1)
        XCTAssertEqual(histories.map(\.count).sorted(), Array(1...16))
    }

    func testNothingIsAuditedAndNoAskerIsKept() throws {
        let home = try TestHome()
        let records = try home.open()
        let before = try records.verifyAudit()
        _ = try records.see([sighting(3, 3)])
        let after = try records.verifyAudit()
        XCTAssertEqual("\(before)", "\(after)")
    }

    func testADigestOfAnotherLengthIsRefused() throws {
        let home = try TestHome()
        let records = try home.open()
        XCTAssertThrowsError(
            try records.see([PrescriptionSighting(idHash: [1], signatureSHA256: [1], time: time)]))
    }
}
