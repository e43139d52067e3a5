// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

/// Finding a path among many certificates, and giving up in time.
///
/// - SeeAlso: RFC 4158.
final class PathSearchTests: XCTestCase {
    func testOrderOfCertificatesDoesNotMatter() throws {
        let tree = try PathTree()
        var authorities = [tree.health]
        for number in 1...4 { authorities.append(try authorities[number - 1].authority("Level \(number)")) }
        let target = try authorities[4].signer("Deep")
        var random = SeededRandom(seed: 7)
        for _ in 0..<10 {
            let result = try tree.judge(target) { question in
                question.certificates = authorities.map(\.certificate).shuffled(using: &random)
                question.policy.revocation = .notChecked
            }
            XCTAssertEqual(result.path?.certificates.count, 7, "\(result.failures)")
        }
    }

    func testKeyIdentifierDecidesBetweenNamesakes() throws {
        let tree = try PathTree()
        let namesakes = try (0..<20).map { _ in try tree.root.authority("Health") }
        let result = try tree.judge { question in
            question.certificates = namesakes.map(\.certificate) + [tree.health.certificate]
            question.policy.revocation = .notChecked
            // Two signatures, of doctor and health authority: no other namesake is even tried.
            question.policy.budget.signatureChecks = 2
        }
        assertValid(result)
    }

    func testSecondAnchorIsUsedWhenTheFirstDoesNotFit() throws {
        let tree = try PathTree()
        let namesake = try TestPKI.root(key: .p256)
        let result = try tree.judge { $0.anchors = [namesake.certificate, tree.root.certificate] }
        XCTAssertEqual(result.path?.anchor.certificate, tree.root.certificate)
    }

    func testIntermediateMayBeAnAnchor() throws {
        let tree = try PathTree()
        let result = try tree.judge { $0.anchors = [tree.health.certificate] }
        XCTAssertEqual(result.path?.certificates.count, 2)
    }

    func testValidDetourIsFoundBehindAnExpiredCertificate() throws {
        let tree = try PathTree()
        var expired = try TestCertificate(subject: tree.health.name, key: tree.health.key)
        expired.makeAuthority()
        expired.validity = Validity(
            notBefore: TestPKI.validity.notBefore, notAfter: TestPKI.now.advanced(bySeconds: -1))
        let old = try expired.signed(by: tree.root)
        for order in [[old, tree.health], [tree.health, old]] {
            assertValid(try tree.judge { $0.certificates = order.map(\.certificate) })
        }
    }

    func testLoopOfCrossCertificatesEndsQuickly() throws {
        let tree = try PathTree()
        let first = try TestPKI.root("Bridge A", key: .p256)
        let second = try TestPKI.root("Bridge B", key: .p256)
        let third = try TestPKI.root("Bridge C", key: .p256)
        let cross = try [(first, second), (second, third), (third, first), (second, first), (first, third)].map {
            try certify($0.0, by: $0.1)
        }
        let target = try first.signer("Lost")
        let start = Date()
        let result = try tree.judge(target) { $0.certificates = cross }
        assertFails(result, .noPathFound)
        XCTAssertLessThan(Date().timeIntervalSince(start), 1)
        // The same loop with one way out.
        let exit = try certify(third, by: tree.root)
        assertValid(
            try tree.judge(target) {
                $0.certificates = cross + [exit]
                $0.policy.revocation = .notChecked
            })
    }

    func testMeshOfThirtyNamesakesStaysWithinTheBudget() throws {
        let tree = try PathTree()
        // Thirty keys of one name, every one certified by every other; no key identifiers to choose by.
        let keys = try (0..<30).map { _ in try PrivateKey.generate(.p256) }
        let name = try TestCertificate("Mesh").subject
        var mesh: [Certificate] = []
        for (number, key) in keys.enumerated() {
            for offset in 1...4 {
                let signer = TestIdentity(
                    certificate: tree.root.certificate, key: keys[(number + offset * 7) % keys.count])
                var draft = try TestCertificate(subject: name, key: key)
                draft.makeAuthority()
                draft.issuer = name
                draft.hasKeyIdentifiers = false
                mesh.append(try draft.signed(by: signer).certificate)
            }
        }
        var leaf = try TestCertificate("Leaf")
        leaf.issuer = name
        leaf.hasKeyIdentifiers = false
        let target = try leaf.signed(by: TestIdentity(certificate: mesh[0], key: keys[0]))
        let start = Date()
        let result = try tree.judge(target) { $0.certificates = mesh }
        let seconds = Date().timeIntervalSince(start)
        print("mesh of \(mesh.count) certificates of one name: \(Int(seconds * 1000)) ms")
        XCTAssertNil(result.path)
        XCTAssertTrue(result.codes.contains(.budget), "\(result.failures)")
        XCTAssertLessThan(seconds, 2)
    }

    func testPathLongerThanTheBudgetIsGivenUp() throws {
        let tree = try PathTree()
        var authorities = [tree.health]
        for number in 1...6 { authorities.append(try authorities[number - 1].authority("Level \(number)")) }
        let target = try authorities[6].signer("Deep")
        func judge(_ limit: Int) throws -> PathResult {
            try tree.judge(target) { question in
                question.certificates = authorities.map(\.certificate)
                question.policy.revocation = .notChecked
                question.policy.budget.pathLength = limit
            }
        }
        assertValid(try judge(8))
        XCTAssertTrue(try judge(7).failures.contains { $0.fact == .budget(.pathLength, allowed: 7) })
    }

    func testSpentBudgetIsAFailureNeverASuccess() throws {
        let tree = try PathTree()
        for limit in 0..<4 {
            let result = try tree.judge { $0.policy.budget.signatureChecks = limit }
            // Doctor, health authority and the two lists: four signatures.
            XCTAssertNil(result.path, "\(limit) signature checks")
        }
        assertValid(try tree.judge { $0.policy.budget.signatureChecks = 4 })
        XCTAssertTrue(try tree.judge { $0.policy.budget.steps = 0 }.codes.contains(.budget))
        XCTAssertTrue(try tree.judge { $0.policy.budget.paths = 0 }.codes.contains(.budget))
    }

    func testMostPromisingPathsFailuresAreReported() throws {
        let tree = try PathTree()
        // Two certificates for the health authority's key: one expired, one that is no authority at all.
        var expired = try TestCertificate(subject: tree.health.name, key: tree.health.key)
        expired.makeAuthority()
        expired.validity = Validity(
            notBefore: TestPKI.validity.notBefore, notAfter: TestPKI.now.advanced(bySeconds: -1))
        let leaf = try TestCertificate(subject: tree.health.name, key: tree.health.key)
        let both = try [leaf.signed(by: tree.root), expired.signed(by: tree.root)].map(\.certificate)
        let result = try tree.judge {
            $0.certificates = both
            $0.policy.revocation = .notChecked
        }
        assertFails(result, .expired, at: 1)
    }

    private func certify(_ subject: TestIdentity, by issuer: TestIdentity) throws -> Certificate {
        var draft = try TestCertificate(subject: subject.name, key: subject.key)
        draft.makeAuthority()
        return try draft.signed(by: issuer).certificate
    }
}
