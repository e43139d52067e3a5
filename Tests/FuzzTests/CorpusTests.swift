// SPDX-License-Identifier: Apache-2.0
import Containers
import Foundation
import FuzzTargets
import TestSupport
import XCTest

/// What the fuzzer found worth keeping, and mutations of it, through every reader.
///
/// A trap ends the whole run: then the last name printed is the reader's.
final class CorpusTests: XCTestCase {
    private static let folder = SharedData.packageRoot.appendingPathComponent("Tests/Fuzz/Corpus")

    private func corpus(_ target: FuzzTarget) throws -> [[UInt8]] {
        let file = Self.folder.appendingPathComponent(target.name + ".zip")
        return try StoredArchive(reading: [UInt8](try Data(contentsOf: file)), limits: ArchiveLimits(entries: 10_000))
            .entries.map { Array($0.bytes) }
    }

    func testEveryInputKeptIsReadWithoutAFinding() throws {
        var count = 0
        for target in FuzzTarget.all {
            let inputs = try corpus(target)
            XCTAssertGreaterThan(inputs.count, 0, target.name)
            for input in inputs { XCTAssertNil(target.run(input), target.name) }
            count += inputs.count
        }
        print("  cases: \(count) inputs of \(FuzzTarget.all.count) corpora")
    }

    func testMutationsOfWhatIsKeptAreReadWithoutAFinding() throws {
        var random = SeededRandom(seed: 20_261_122)
        for target in FuzzTarget.all {
            let inputs = try corpus(target)
            for _ in 0..<400 {
                guard var input = inputs.randomElement(using: &random) else { break }
                if target.isDER, Bool.random(using: &random) {
                    input = StructuredMutator.mutate(input, limit: target.maximumBytes, using: &random)
                } else if let at = input.indices.randomElement(using: &random) {
                    input[at] = UInt8.random(in: 0...255, using: &random)
                    if Bool.random(using: &random) { input.removeSubrange(at...) }
                }
                XCTAssertNil(target.run(input), target.name)
            }
        }
    }

    func testCorporaAreSmall() throws {
        let sizes = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).map {
            try Data(contentsOf: Self.folder.appendingPathComponent($0)).count
        }
        XCTAssertLessThan(sizes.reduce(0, +), 1_000_000)
    }

    func testStructuredMutationsKeepValuesWellFormed() throws {
        // Else they would do nothing that bytes flipped at random do not.
        let target = try XCTUnwrap(FuzzTarget.named("der"))
        let seed: [UInt8] = [0x30, 0x09, 0x02, 0x01, 0x05, 0x30, 0x04, 0x04, 0x02, 0x05, 0x00]
        var random = SeededRandom(seed: 3)
        let mutated = Set((0..<500).map { _ in StructuredMutator.mutate(seed, limit: 64, using: &random) })
        XCTAssertGreaterThan(mutated.count, 100)
        XCTAssertTrue(mutated.allSatisfy { target.run($0) == nil })
    }
}
