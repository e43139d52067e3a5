// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import JSON
import PKIX
import TestSupport
import XCTest

/// One file judged twice by the same house, four years apart by its clock.
final class ReceiptYearTests: XCTestCase {
    func testWhatWasSeenGoodIsAcceptedWhenTheCertificateHasEnded() throws {
        let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]
        let libraries = folders.map { $0 + "/faketime/libfaketimeMT.so.1" }
        guard let library = libraries.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw XCTSkip("libfaketime: not installed")
        }
        let folder = try TemporaryFolder()
        let tree = try DemoTree.shared()
        let home = try tree.copy(into: folder)
        // The demo had the declaration verified: its receipt is on record.
        let seen = try tree.bytes("trade-declaration.p7s")
        let before = try ServedHouse(home).ready()
        let first = try before.verdict(on: seen, purpose: "trade")
        XCTAssertEqual(first["decision"]?.text, "accept", "\(first)")
        XCTAssertEqual(try before.stop(), .clean)

        let later = try ServedHouse(home, clock: (library: library, offset: "+126230400")).ready()
        defer { later.terminate() }
        let again = try later.verdict(on: seen, purpose: "trade")
        XCTAssertEqual(again["decision"]?.text, "accept", "\(again)\n\(later.complained)")
        XCTAssertEqual(again["referenceTime"]?["source"]?.text, "receipt")
        XCTAssertEqual(again["referenceTime"]?["value"], first["receipt"]?["firstSeen"])
        XCTAssertEqual(again["receipt"], first["receipt"])
        let trader = try XCTUnwrap(Certificate.all(inPEMOrDER: try tree.bytes("trader.pem")).first)
        XCTAssertLessThan(trader.validity.notAfter, Instant.now().advanced(bySeconds: 126_230_400))
        // Control: what was first seen after its signer's revocation is not rescued by the receipt that it has.
        let other = try later.verdict(on: try tree.bytes("after-revocation.p7s"), purpose: "signature")
        XCTAssertNotEqual(other["decision"]?.text, "accept")
    }
}
