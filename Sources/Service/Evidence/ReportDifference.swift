// SPDX-License-Identifier: Apache-2.0

/// Where two documents differ.
struct ReportDifference {
    /// The ways to the values that differ: `signatures.0.causes.1.code`.
    private(set) var paths: [String] = []

    init(_ left: JSONValue, _ right: JSONValue) {
        compare(left, right, "")
    }

    /// Whether only sentences for people differ: the members `en` and `fa`, but not a person's name in Persian.
    var isOnlyWording: Bool {
        paths.allSatisfy { ($0.hasSuffix(".en") || $0.hasSuffix(".fa")) && !$0.hasSuffix("name.fa") }
    }

    private mutating func compare(_ left: JSONValue, _ right: JSONValue, _ path: String) {
        guard left != right else { return }
        if let some = left.members, let others = right.members, some.map(\.name) == others.map(\.name) {
            for (one, other) in zip(some, others) { compare(one.value, other.value, Self.join(path, one.name)) }
        } else if let some = left.elements, let others = right.elements, some.count == others.count {
            for (index, pair) in zip(some, others).enumerated() { compare(pair.0, pair.1, Self.join(path, "\(index)")) }
        } else {
            paths.append(path.isEmpty ? "–" : path)
        }
    }

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
