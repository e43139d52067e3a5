// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import TestSupport
import XCTest

/// Broken bits: nothing that arrives ends the process, and no broken object is taken for the whole one.
final class PathRobustnessTests: XCTestCase {
    func testNoFlippedBitOfACertificateIsAccepted() throws {
        let tree = try PathTree()
        let lists = [try tree.root.revocationList(), try tree.health.revocationList()]
        let judge = { (certificate: Certificate) in
            try tree.judge {
                $0.target = certificate
                $0.lists = lists
            }
        }
        assertValid(try judge(tree.doctor.certificate))
        var read = 0
        try forEachFlip(of: tree.doctor.certificate.encoded) { bytes, place in
            guard let broken = try? Certificate(der: bytes) else { return }
            read += 1
            XCTAssertNil(try judge(broken).path, "bit of byte \(place)")
        }
        XCTAssertGreaterThan(read, 100)
    }

    func testNoFlippedBitOfAListAcquits() throws {
        let tree = try PathTree()
        let rootList = try tree.root.revocationList()
        let list = try tree.health.revocationList { $0.revoke(tree.doctor) }
        var read = 0
        try forEachFlip(of: list.encoded) { bytes, place in
            guard let broken = try? CertificateList(der: bytes) else { return }
            read += 1
            XCTAssertNil(try tree.judge { $0.lists = [rootList, broken] }.path, "bit of byte \(place)")
        }
        XCTAssertGreaterThan(read, 100)
    }

    func testNoFlippedBitOfAnIntermediateIsAccepted() throws {
        let tree = try PathTree()
        let lists = [try tree.root.revocationList(), try tree.health.revocationList()]
        try forEachFlip(of: tree.health.certificate.encoded) { bytes, place in
            guard let broken = try? Certificate(der: bytes) else { return }
            let result = try tree.judge {
                $0.certificates = [broken]
                $0.lists = lists
            }
            XCTAssertNil(result.path, "bit of byte \(place)")
        }
    }

    func testNothingAtAllIsAResultToo() throws {
        let tree = try PathTree()
        let result = try tree.judge {
            $0.anchors = []
            $0.certificates = []
            $0.lists = []
        }
        assertFails(result, .noPathFound, at: 0)
    }

    func testBudgetsBelowNothingAreRefusedLikeNothing() throws {
        let tree = try PathTree()
        let result = try tree.judge {
            $0.policy.budget = PathBudget(
                pathLength: -1, signatureChecks: -1, paths: -1, steps: .min, comparisons: -1)
        }
        XCTAssertTrue(result.codes.contains(.budget), "\(result.failures)")
    }

    func testTimesAtTheEndsOfTheNumberRangeAreJudged() throws {
        let tree = try PathTree()
        for seconds in [Int64.min, .max] {
            let result = try tree.judge {
                $0.policy.time = Instant(secondsSince1970: seconds)
                $0.policy.freshness = EvidenceFreshness(toleranceSeconds: .max, maximumAgeSeconds: .max)
            }
            XCTAssertNil(result.path)
        }
    }

    /// Flips one bit in every byte, another one each time.
    private func forEachFlip(of bytes: [UInt8], _ body: ([UInt8], Int) throws -> Void) rethrows {
        var random = SeededRandom(seed: 11)
        for place in bytes.indices {
            var broken = bytes
            broken[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try body(broken, place)
        }
    }
}
