// SPDX-License-Identifier: Apache-2.0
import DER

/// The certificate policies that hold along a path, from the anchor down.
///
/// RFC 5280 draws a tree, in which a policy with several parents appears once for each, so that its size can double
/// at every certificate (CVE-2023-0464). This is the graph of RFC 9618: one node for each policy of each certificate,
/// with all of its parents. It grows with the size of the certificates, and that is budgeted too.
///
/// - SeeAlso: RFC 9618 5; RFC 5280 6.1.2 (a), 6.1.3 (d) to (f), 6.1.4 (b), 6.1.5 (g).
struct PolicyGraph {
    private struct Node {
        /// What the next certificate may call this policy.
        var expected: Set<ObjectIdentifier>
        /// Valid policies one level up; never empty below the root.
        let parents: [ObjectIdentifier]
    }

    /// By depth, then by valid policy; nodes that lost their children stay, and are passed over at the end.
    private var levels: [[ObjectIdentifier: Node]] = [
        [OID.anyPolicy: Node(expected: [OID.anyPolicy], parents: [])]
    ]
    private var remaining: Int

    /// Starts at depth 0.
    ///
    /// - Parameter budget: nodes and edges at most.
    init(budget: Int) {
        remaining = budget
    }

    /// Whether more nodes or edges were wanted than the budget allows; the graph is then empty.
    private(set) var isExhausted = false

    /// `valid_policy_graph` is NULL.
    var isEmpty: Bool { levels.last?.isEmpty ?? true }

    /// Goes one certificate down, RFC 5280 6.1.3 (d) and (e) as replaced by RFC 9618 5.3.
    ///
    /// - Parameters:
    ///   - policies: the policies of the certificate's extension, anyPolicy among them if it is there; `nil` without
    ///     the extension.
    ///   - anyPolicyCounts: whether anyPolicy still stands for every policy.
    mutating func descend(policies: [ObjectIdentifier]?, anyPolicyCounts: Bool) {
        guard let policies, let above = levels.last, !above.isEmpty else {
            levels.append([:])
            return
        }
        let parents = Self.parents(byExpectedPolicy: above)
        var level: [ObjectIdentifier: Node] = [:]
        for policy in policies where policy != OID.anyPolicy {
            if let expecting = parents[policy] {
                add(policy, under: expecting, to: &level)
            } else if above[OID.anyPolicy] != nil {
                add(policy, under: [OID.anyPolicy], to: &level)
            }
        }
        if policies.contains(OID.anyPolicy), anyPolicyCounts {
            for (policy, expecting) in parents where level[policy] == nil {
                add(policy, under: expecting, to: &level)
            }
        }
        levels.append(isExhausted ? [:] : level)
    }

    /// Applies policy mappings to the deepest level, RFC 5280 6.1.4 (b).
    ///
    /// - Parameters:
    ///   - mappings: subject policies by issuer policy, none of them anyPolicy.
    ///   - isAllowed: whether `policy_mapping` is above 0; if not, mapped policies end here.
    mutating func map(_ mappings: [ObjectIdentifier: Set<ObjectIdentifier>], isAllowed: Bool) {
        guard var level = levels.popLast() else { return }
        for (issuerPolicy, subjectPolicies) in mappings {
            guard isAllowed else {
                level[issuerPolicy] = nil
                continue
            }
            guard spend(subjectPolicies.count) else { break }
            if level[issuerPolicy] != nil {
                level[issuerPolicy]?.expected = subjectPolicies
            } else if level[OID.anyPolicy] != nil {
                level[issuerPolicy] = Node(expected: subjectPolicies, parents: [OID.anyPolicy])
            }
        }
        levels.append(isExhausted ? [:] : level)
    }

    /// The policies that hold for the whole path, as the anchor's domain calls them, RFC 9618 5.5 (g) 1 to 4.
    ///
    /// - Returns: anyPolicy is among them when no certificate restricts the path; empty when the graph is.
    func authorityConstrainedPolicies() -> Set<ObjectIdentifier> {
        guard let deepest = levels.last else { return [] }
        var policies: Set<ObjectIdentifier> = deepest[OID.anyPolicy] == nil ? [] : [OID.anyPolicy]
        var alive = Set(deepest.keys)
        for level in levels.dropFirst().reversed() {
            var aliveAbove: Set<ObjectIdentifier> = []
            for (policy, node) in level where alive.contains(policy) {
                aliveAbove.formUnion(node.parents)
                if policy != OID.anyPolicy, node.parents == [OID.anyPolicy] { policies.insert(policy) }
            }
            alive = aliveAbove
        }
        return policies
    }

    /// What is left of them for a relying party, RFC 9618 5.5 (g) 5 and 6.
    ///
    /// - Parameters:
    ///   - authority: what ``authorityConstrainedPolicies()`` gave.
    ///   - wanted: the user-initial-policy-set; anyPolicy in it takes every policy.
    /// - Returns: the user-constrained-policy-set.
    static func userConstrainedPolicies(
        authority: Set<ObjectIdentifier>, wanted: Set<ObjectIdentifier>
    ) -> Set<ObjectIdentifier> {
        if wanted.contains(OID.anyPolicy) { return authority }
        return authority.contains(OID.anyPolicy) ? wanted : authority.intersection(wanted)
    }

    private static func parents(
        byExpectedPolicy level: [ObjectIdentifier: Node]
    ) -> [ObjectIdentifier: [ObjectIdentifier]] {
        var parents: [ObjectIdentifier: [ObjectIdentifier]] = [:]
        for (policy, node) in level {
            for expected in node.expected { parents[expected, default: []].append(policy) }
        }
        return parents
    }

    private mutating func add(
        _ policy: ObjectIdentifier, under parents: [ObjectIdentifier], to level: inout [ObjectIdentifier: Node]
    ) {
        guard level[policy] == nil, spend(1 + parents.count) else { return }
        level[policy] = Node(expected: [policy], parents: parents)
    }

    private mutating func spend(_ count: Int) -> Bool {
        guard count <= remaining else {
            isExhausted = true
            return false
        }
        remaining -= count
        return true
    }
}
