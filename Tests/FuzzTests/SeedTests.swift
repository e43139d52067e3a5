// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import FuzzTargets
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// The seeds are good, and so is the tree whose keys are gone.
final class SeedTests: XCTestCase {
    /// With `MOHR_FUZZ_SEEDS` set, the seeds are written there too, each target's in a folder of its own.
    func testNothingIsSaidAgainstAnySeed() throws {
        let seeds = try Seeds()
        let all = try seeds.all()
        XCTAssertEqual(Set(all.keys), Set(FuzzTarget.all.map(\.name)))
        for target in FuzzTarget.all {
            for seed in all[target.name] ?? [] { XCTAssertNil(target.run(seed), target.name) }
        }
        guard let folder = ProcessInfo.processInfo.environment["MOHR_FUZZ_SEEDS"] else { return }
        for (name, seeds) in all {
            for (index, seed) in seeds.enumerated() { try Self.write(seed, "\(folder)/\(name)/seed-\(index)") }
        }
        // The keys of what is written here end with this process.
        // Another tree: of this one the corpora know more than three certificates and two lists.
        for (name, bytes) in try Seeds().material() { try Self.write(bytes, "\(folder)/material/\(name)") }
    }

    func testWhatTheLostKeysSignedIsStillAccepted() throws {
        // Else "nothing else is accepted" would be true of a validator that refuses everything.
        let certificates = try ["root.cer", "health.cer"].map { try Certificate(der: Material.bytes($0)) }
        let lists = try ["root.crl", "health.crl"].map { try CertificateList(der: Material.bytes($0)) }
        let snapshot = try TrustSnapshot(anchors: [certificates[0]], intermediates: [certificates[1]], lists: lists)
        for name in ["document.p7s", "document.jws"] {
            let report = SignatureValidator().validate(
                Material.bytes(name), at: ReferenceTime(Material.now, .now), against: snapshot,
                policy: StandardPolicies.signature)
            XCTAssertEqual(report.decision, .accept, "\(name): \(report.signatures)")
            XCTAssertEqual(report.contentSHA256, DigestAlgorithm.sha256.digest(Material.content))
        }
    }

    private static func write(_ bytes: [UInt8], _ path: String) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }
}
