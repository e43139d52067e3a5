// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import TestSupport
import XCTest

/// C2SP's vectors, read where they are: in the folder that `MOHR_WYCHEPROOF` names, or where `make judges` puts them.
enum WycheproofFolder {
    static func files(_ isWanted: (String) -> Bool) throws -> [(name: String, groups: [[String: Any]])] {
        let fetched = SharedData.packageRoot.appendingPathComponent(".build-judges/wycheproof").path
        let named = ProcessInfo.processInfo.environment["MOHR_WYCHEPROOF"]
        let folder = [named, fetched].compactMap { $0 }.flatMap { [$0 + "/testvectors_v1", $0] }
            .first { FileManager.default.fileExists(atPath: $0 + "/ed25519_test.json") }
        guard let folder else {
            throw XCTSkip("no Wycheproof vectors: make judges fetches them, or MOHR_WYCHEPROOF names their folder")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().filter(isWanted)
        return try names.map { name in
            let data = try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(name))
            let file = try JSONSerialization.jsonObject(with: data) as? [String: Any]
            return (name, file?["testGroups"] as? [[String: Any]] ?? [])
        }
    }

    static func digest(_ name: Any?) -> DigestAlgorithm? {
        let names: [String: DigestAlgorithm] = [
            "SHA-1": .sha1, "SHA-224": .sha224, "SHA-256": .sha256, "SHA-384": .sha384, "SHA-512": .sha512,
            "SHA3-224": .sha3_224, "SHA3-256": .sha3_256, "SHA3-384": .sha3_384, "SHA3-512": .sha3_512,
        ]
        return (name as? String).flatMap { names[$0] }
    }
}

/// What became of vectors, counted.
struct WycheproofTally {
    private(set) var lines: [String] = []
    private(set) var ran = 0
    private(set) var wrong: [String] = []
    private(set) var acceptable: [String: (taken: Int, refused: Int)] = [:]
    private(set) var passedOver: Set<String> = []

    /// Takes one vector's outcome in.
    mutating func take(_ test: [String: Any], in file: String, accepted: Bool) {
        ran += 1
        let flags = (test["flags"] as? [String] ?? []).joined(separator: ",")
        let line = "\(file) #\(test["tcId"] ?? "?") \(test["comment"] ?? "") [\(flags)]"
        switch test["result"] as? String {
        case "valid": if !accepted { wrong.append("refused: \(line)") }
        case "invalid": if accepted { wrong.append("accepted: \(line)") }
        case "acceptable":
            let seen = acceptable[flags] ?? (0, 0)
            acceptable[flags] = accepted ? (seen.taken + 1, seen.refused) : (seen.taken, seen.refused + 1)
        default: wrong.append("no result: \(line)")
        }
    }

    /// A kind of vector that is for nothing Mohr computes.
    mutating func passOver(_ what: String) { passedOver.insert(what) }

    func report(_ what: String) {
        print("  cases: \(ran) Wycheproof vectors for \(what), \(wrong.count) wrong")
        for (flags, seen) in acceptable.sorted(by: { $0.key < $1.key }) {
            print("  acceptable [\(flags)]: \(seen.taken) taken, \(seen.refused) refused")
        }
        if !passedOver.isEmpty { print("  not computed here: \(passedOver.sorted().joined(separator: ", "))") }
    }
}
