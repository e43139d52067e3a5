// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

/// What a store remembers, and what it must not.
final class EvidenceStoreTests: XCTestCase {
    private func validate(
        _ tree: PathTree, _ target: Certificate, _ store: EvidenceStore, signatureChecks: Int
    ) throws -> PathResult {
        var policy = PathPolicy(time: TestPKI.now)
        policy.budget.signatureChecks = signatureChecks
        return PathValidator().validate(
            target, anchors: [try TrustAnchor(certificate: tree.root.certificate)], store: store, policy: policy)
    }

    func testEachListAndAuthorityIsVerifiedOnce() throws {
        let tree = try PathTree()
        let store = EvidenceStore(
            certificates: [tree.health.certificate],
            lists: [try tree.root.revocationList(), try tree.health.revocationList()])
        assertValid(try validate(tree, tree.doctor.certificate, store, signatureChecks: 4))
        // From the second signer on, only the signer's own certificate costs a signature.
        for number in 0..<3 {
            let signer = try tree.health.signer("Signer \(number)")
            XCTAssertNil(try validate(tree, signer.certificate, store, signatureChecks: 0).path)
            assertValid(try validate(tree, signer.certificate, store, signatureChecks: 1))
        }
    }

    func testBadSignaturesAreRememberedAsBad() throws {
        let tree = try PathTree()
        let impostor = try TestPKI.root("Health", key: .p256)
        let store = EvidenceStore(
            certificates: [tree.health.certificate],
            lists: [try tree.root.revocationList(), try impostor.revocationList()])
        for _ in 0..<2 {
            assertFails(try validate(tree, tree.doctor.certificate, store, signatureChecks: 9), .noRevocationEvidence)
        }
    }

    func testStoreOverAnotherSeesBothAndChangesNeither() throws {
        let tree = try PathTree()
        let base = EvidenceStore(certificates: [tree.health.certificate], lists: [try tree.root.revocationList()])
        let list = try tree.health.revocationList()
        let document = EvidenceStore(
            certificates: [tree.health.certificate], lists: [list, try tree.root.revocationList()], over: base)
        assertFails(try validate(tree, tree.doctor.certificate, base, signatureChecks: 9), .noRevocationEvidence)
        assertValid(try validate(tree, tree.doctor.certificate, document, signatureChecks: 9))
        assertFails(try validate(tree, tree.doctor.certificate, base, signatureChecks: 9), .noRevocationEvidence)
    }

    func testOldListInADocumentDoesNotOutweighTheStoresNewerOne() throws {
        let tree = try PathTree()
        let revoking = try tree.health.revocationList {
            $0.number = [2]
            $0.revoke(tree.doctor)
        }
        let old = try tree.health.revocationList { $0.thisUpdate = TestPKI.now.advanced(bySeconds: -80_000) }
        let base = EvidenceStore(
            certificates: [tree.health.certificate], lists: [try tree.root.revocationList(), revoking])
        let document = EvidenceStore(lists: [old], over: base)
        assertFails(try validate(tree, tree.doctor.certificate, document, signatureChecks: 9), .revoked)
    }

    func testSameInputGivesTheSameReport() throws {
        let tree = try PathTree()
        let namesakes = try (0..<8).map { _ in try tree.root.authority("Health") { $0.hasKeyIdentifiers = false } }
        let orphan = try tree.health.signer("Orphan") { $0.hasKeyIdentifiers = false }
        var certificates = namesakes.map(\.certificate)
        var reports: Set<String> = []
        var random = SeededRandom(seed: 3)
        for _ in 0..<6 {
            certificates.shuffle(using: &random)
            let store = EvidenceStore(certificates: certificates)
            let result = try validate(tree, orphan.certificate, store, signatureChecks: 64)
            reports.insert("\(result.failures) \(result.examined?.certificates.map(\.sha256) ?? [])")
        }
        XCTAssertEqual(reports.count, 1)
    }

    func testManyThreadsMayUseOneStore() throws {
        let tree = try PathTree()
        let store = EvidenceStore(
            certificates: [tree.health.certificate],
            lists: [try tree.root.revocationList(), try tree.health.revocationList()])
        let anchor = try TrustAnchor(certificate: tree.root.certificate)
        let target = tree.doctor.certificate
        let counter = Counter()
        DispatchQueue.concurrentPerform(iterations: 32) { _ in
            let result = PathValidator().validate(
                target, anchors: [anchor], store: store, policy: PathPolicy(time: TestPKI.now))
            if result.path != nil { counter.add() }
        }
        XCTAssertEqual(counter.value, 32)
    }

    func testValidationCostsItsSignatureChecks() throws {
        let tree = try PathTree()
        let store = EvidenceStore(
            certificates: [tree.health.certificate],
            lists: [try tree.root.revocationList(), try tree.health.revocationList()])
        let anchor = try TrustAnchor(certificate: tree.root.certificate)
        let policy = PathPolicy(time: TestPKI.now)
        let rounds = 200
        let key = tree.health.key.publicKey
        _ = PathValidator().validate(tree.doctor.certificate, anchors: [anchor], store: store, policy: policy)
        let whole = seconds {
            for _ in 0..<rounds {
                _ = PathValidator().validate(tree.doctor.certificate, anchors: [anchor], store: store, policy: policy)
            }
        }
        let signature = seconds { for _ in 0..<rounds { _ = tree.doctor.certificate.isSigned(by: key) } }
        let perRound = { (total: Double) in Int(total / Double(rounds) * 1_000_000) }
        print("path: \(perRound(whole)) µs of which signature \(perRound(signature)) µs")
        // 1.5 in a release build; unoptimised code of our own weighs more, but not without bound.
        XCTAssertLessThan(whole, 50 * signature)
    }

    private func seconds(_ work: () -> Void) -> Double {
        let start = Date()
        work()
        return Date().timeIntervalSince(start)
    }
}

private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    func add() { lock.withLock { count += 1 } }
    var value: Int { lock.withLock { count } }
}
