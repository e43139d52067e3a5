// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import TestSupport
import XCTest

@testable import PKIX

/// The policy graph of RFC 9618 against the tree of RFC 5280 that it stands for.
final class PolicyGraphTests: XCTestCase {
    private let policies = (1...3).map { ObjectIdentifier("2.25.\($0)")! }

    func testGraphAgreesWithTheTreeOnRandomPaths() {
        var random = SeededRandom(seed: 42)
        var empty = 0
        for round in 0..<4000 {
            var graph = PolicyGraph(budget: 10_000)
            let tree = PolicyTree()
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let listed = ([OID.anyPolicy] + policies).filter { _ in Bool.random(using: &random) }
                let present = Int.random(in: 0..<20, using: &random) > 0 ? listed : nil
                let counts = Bool.random(using: &random)
                graph.descend(policies: present, anyPolicyCounts: counts)
                tree.descend(policies: present, anyPolicyCounts: counts)
                XCTAssertEqual(graph.isEmpty, tree.isNull, "round \(round)")
                if Bool.random(using: &random) {
                    var mappings: [ObjectIdentifier: Set<ObjectIdentifier>] = [:]
                    for _ in 0..<Int.random(in: 1...4, using: &random) {
                        mappings[policies.randomElement(using: &random)!, default: []]
                            .insert(policies.randomElement(using: &random)!)
                    }
                    let isAllowed = Int.random(in: 0..<4, using: &random) > 0
                    graph.map(mappings, isAllowed: isAllowed)
                    tree.map(mappings, isAllowed: isAllowed)
                    XCTAssertEqual(graph.isEmpty, tree.isNull, "round \(round)")
                }
            }
            let authority = graph.authorityConstrainedPolicies()
            XCTAssertEqual(authority, tree.authorityConstrainedPolicies(), "round \(round)")
            if authority.isEmpty { empty += 1 }
        }
        // Both kinds of outcome have been met often, or the comparison shows nothing.
        XCTAssertGreaterThan(empty, 500)
        XCTAssertLessThan(empty, 3500)
    }

    func testMappingsThatDoubleATreeDoNotGrowTheGraph() {
        // CVE-2023-0464: each certificate maps each of two policies to both.
        let pair = Set(policies.prefix(2))
        let mappings = Dictionary(uniqueKeysWithValues: pair.map { ($0, pair) })
        var graph = PolicyGraph(budget: 1_000)
        for _ in 0..<60 {
            graph.descend(policies: Array(pair), anyPolicyCounts: true)
            graph.map(mappings, isAllowed: true)
        }
        XCTAssertFalse(graph.isExhausted)
        XCTAssertEqual(graph.authorityConstrainedPolicies(), pair)
    }

    func testSpentBudgetLeavesNoPolicy() {
        var graph = PolicyGraph(budget: 2)
        graph.descend(policies: policies, anyPolicyCounts: true)
        XCTAssertTrue(graph.isExhausted)
        XCTAssertTrue(graph.isEmpty)
        XCTAssertEqual(graph.authorityConstrainedPolicies(), [])
    }

    func testPolicyExplosionOnARealPathIsFast() throws {
        let many = (1...100).map { ObjectIdentifier("2.25.7.\($0)")! }
        func draftPolicies(_ draft: inout TestCertificate) {
            draft.set(.certificatePolicies(CertificatePolicies(many.map { PolicyInformation(policy: $0) })))
            draft.set(
                .policyMappings(
                    many.flatMap { from in
                        many.prefix(10).map { PolicyMapping(issuerDomainPolicy: from, subjectDomainPolicy: $0) }
                    }))
        }
        let tree = try PathTree(health: draftPolicies)
        var authorities = [tree.health]
        for number in 1...10 { authorities.append(try authorities[number - 1].authority("L\(number)", draftPolicies)) }
        let target = try authorities[10].signer("Deep") {
            $0.set(.certificatePolicies(CertificatePolicies(many.map { PolicyInformation(policy: $0) })))
        }
        let start = Date()
        let result = try tree.judge(target) {
            $0.certificates = authorities.map(\.certificate)
            $0.policy.revocation = .notChecked
            $0.policy.requireExplicitPolicy = true
        }
        let milliseconds = Int(Date().timeIntervalSince(start) * 1000)
        print("policy explosion of 100^11 tree nodes: \(milliseconds) ms")
        assertValid(result)
        XCTAssertLessThan(milliseconds, 2_000)
    }
}

/// The valid_policy_tree as RFC 5280 6.1 describes it, every node spelled out.
private final class PolicyTree {
    private final class Node {
        let policy: ObjectIdentifier
        var expected: Set<ObjectIdentifier>
        var children: [Node] = []
        init(_ policy: ObjectIdentifier, _ expected: Set<ObjectIdentifier>) {
            self.policy = policy
            self.expected = expected
        }
    }

    private var root: Node? = Node(OID.anyPolicy, [OID.anyPolicy])
    private var depth = 0

    var isNull: Bool { root == nil }

    func descend(policies: [ObjectIdentifier]?, anyPolicyCounts: Bool) {
        depth += 1
        guard let policies else {
            root = nil
            return
        }
        let above = nodes(at: depth - 1)
        for policy in policies where policy != OID.anyPolicy {
            let matching = above.filter { $0.expected.contains(policy) }
            let parents = matching.isEmpty ? above.filter { $0.policy == OID.anyPolicy } : matching
            for parent in parents { parent.children.append(Node(policy, [policy])) }
        }
        if policies.contains(OID.anyPolicy), anyPolicyCounts {
            for parent in above {
                for policy in parent.expected where !parent.children.contains(where: { $0.policy == policy }) {
                    parent.children.append(Node(policy, [policy]))
                }
            }
        }
        prune()
    }

    func map(_ mappings: [ObjectIdentifier: Set<ObjectIdentifier>], isAllowed: Bool) {
        for (issuer, subjects) in mappings {
            let parents = nodes(at: depth - 1)
            if !isAllowed {
                for parent in parents { parent.children.removeAll { $0.policy == issuer } }
                continue
            }
            let mapped = nodes(at: depth).filter { $0.policy == issuer }
            for node in mapped { node.expected = subjects }
            guard mapped.isEmpty, nodes(at: depth).contains(where: { $0.policy == OID.anyPolicy }) else { continue }
            for parent in parents where parent.policy == OID.anyPolicy {
                parent.children.append(Node(issuer, subjects))
            }
        }
        prune()
    }

    func authorityConstrainedPolicies() -> Set<ObjectIdentifier> {
        var found: Set<ObjectIdentifier> = []
        for level in 0..<depth {
            for parent in nodes(at: level) where parent.policy == OID.anyPolicy {
                found.formUnion(parent.children.map(\.policy).filter { $0 != OID.anyPolicy })
            }
        }
        if nodes(at: depth).contains(where: { $0.policy == OID.anyPolicy }) { found.insert(OID.anyPolicy) }
        return found
    }

    private func nodes(at level: Int) -> [Node] {
        var nodes = [root].compactMap { $0 }
        for _ in 0..<level { nodes = nodes.flatMap(\.children) }
        return nodes
    }

    private func prune() {
        for level in stride(from: depth - 1, through: 1, by: -1) {
            for parent in nodes(at: level - 1) { parent.children.removeAll { $0.children.isEmpty } }
        }
        if root?.children.isEmpty ?? true { root = nil }
    }
}
