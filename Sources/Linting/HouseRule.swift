// SPDX-License-Identifier: Apache-2.0

/// One thing that what the house signs must be, as one clause of one document says it.
public protocol HouseRule: Sendable {
    /// `<document>.<what>`, in lower case with hyphens; unique.
    var name: String { get }

    /// The clause, such as `RFC 5280 4.1.2.2`.
    var citation: String { get }
}

extension HouseRule {
    /// A finding of this rule.
    func finding(_ seen: String, allowed: String) -> Finding {
        Finding(rule: name, citation: citation, seen: seen, allowed: allowed)
    }

    /// One finding unless a condition holds.
    func demand(_ holds: Bool, seen: @autoclosure () -> String, allowed: @autoclosure () -> String) -> [Finding] {
        holds ? [] : [finding(seen(), allowed: allowed())]
    }
}
