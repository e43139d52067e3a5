// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrValidation
import PKIX

extension ConfigurationReader {
    /// Which algorithms verdicts may rest on, and until when.
    ///
    /// A table can only be stricter than the house's floor: what is never accepted cannot be named.
    mutating func algorithms() throws(ConfigurationError) -> AlgorithmPolicy {
        var section = try section("algorithms")
        var digestTable = try section.section("digests")
        var digests: [DigestAlgorithm: AlgorithmLifetime] = [:]
        for name in digestTable.names {
            let known = AlgorithmPolicy.floor.digests.keys.first { AlgorithmName.of($0) == name }
            guard let digest = known else {
                throw .value(
                    file: digestTable.file, path: "algorithms.digests", seen: name,
                    allowed: AlgorithmPolicy.floor.digests.keys.map { AlgorithmName.of($0) }.sorted().joined(
                        separator: ", "))
            }
            digests[digest] = try digestTable.lifetime(name)
        }
        try digestTable.finish()
        var sizeTable = try section.section("rsa")
        var sizes: [KeySizeLifetime] = []
        for name in sizeTable.names {
            guard let bits = Int(name), (2_048...16_384).contains(bits) else {
                throw .value(file: sizeTable.file, path: "algorithms.rsa", seen: name, allowed: "2048–16384")
            }
            sizes.append(KeySizeLifetime(minimumBits: bits, lifetime: try sizeTable.lifetime(name)))
        }
        try sizeTable.finish()
        var curveTable = try section.section("curves")
        var curves: [KeyKind: AlgorithmLifetime] = [:]
        for name in curveTable.names {
            guard let curve = AlgorithmPolicy.floor.curves.keys.first(where: { "\($0)" == name }) else {
                throw .value(
                    file: curveTable.file, path: "algorithms.curves", seen: name,
                    allowed: AlgorithmPolicy.floor.curves.keys.map { "\($0)" }.sorted().joined(separator: ", "))
            }
            curves[curve] = try curveTable.lifetime(name)
        }
        try curveTable.finish()
        let padding = try section.lifetime("rsaPKCS1")
        try section.finish()
        return AlgorithmPolicy(digests: digests, rsa: sizes, rsaPKCS1: padding, dsa: [], curves: curves)
    }
}

extension ConfigurationSection {
    /// Until when something is accepted; `null` when no end is known.
    mutating func lifetime(_ name: String) throws(ConfigurationError) -> AlgorithmLifetime {
        guard let text = try textOrNull(name) else { return .unlimited }
        guard let end = Instant(rfc3339: text) else {
            throw .value(file: file, path: "algorithms.\(name)", seen: text, allowed: "2029-01-01T00:00:00Z, null")
        }
        return .until(end)
    }
}
