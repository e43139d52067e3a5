// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

@testable import Issuance

/// Two generations of a root and of an intermediate: every leaf is believed by who knows either root.
final class SuccessionTests: XCTestCase {
    nonisolated(unsafe) private static var grown: Result<TwoGenerations, any Error>?

    private static var generations: TwoGenerations {
        get throws {
            if let grown { return try grown.get() }
            let result = Result { try TwoGenerations() }
            grown = result
            return try result.get()
        }
    }

    override class func tearDown() {
        grown = nil
        super.tearDown()
    }

    /// Leaf, what lies between, root: the three ways that a roll-over promises, and the plain one.
    private static let ways: [(leaf: String, between: [String], root: String)] = [
        ("old", ["health"], "root"),
        ("old", ["health", "root-by-root-g2"], "root-g2"),
        ("new", ["health-g2", "root-g2-by-root"], "root"),
        ("new", ["health-g2"], "root-g2"),
    ]

    func testOpenSSLGoesEveryWayAndNoneWithoutTheLink() throws {
        let all = try Self.generations
        for way in Self.ways {
            let outcome = try all.openssl(way.leaf, way.between, way.root)
            XCTAssertTrue(outcome.isSuccess, "\(way): \(outcome.text) \(outcome.errors)")
            let short = try all.openssl(way.leaf, Array(way.between.dropLast()), way.root)
            XCTAssertFalse(short.isSuccess, "\(way) without its last certificate")
        }
    }

    func testGnuTLSGoesEveryWay() throws {
        let all = try Self.generations
        for way in Self.ways {
            let chain = try ([all.leaves[way.leaf] ?? ""] + way.between.map(all.file)).flatMap { path in
                [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            }
            let file = try all.tree.folder.write(chain, to: "chain.pem")
            let outcome = try Shell.run(
                "certtool", ["--verify", "--load-ca-certificate", all.file(way.root), "--infile", file])
            XCTAssertTrue(outcome.isSuccess, "\(way): \(outcome.text) \(outcome.errors)")
        }
    }

    func testOurOwnValidatorGoesEveryWayUnderThePolicyOfTheLeaf() throws {
        let all = try Self.generations
        func certificate(_ path: String) throws -> Certificate {
            try Certificate(derOrPEM: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
        }
        for way in Self.ways {
            var policy = PathPolicy(time: .now())
            policy.revocation = .notChecked
            policy.requireExplicitPolicy = true
            let result = PathValidator().validate(
                target: try certificate(all.leaves[way.leaf] ?? ""),
                anchors: [try TrustAnchor(certificate: certificate(all.file(way.root)))],
                intermediates: try way.between.map { try certificate(all.file($0)) }, crls: [], ocsp: [], policy: policy
            )
            XCTAssertNotNil(result.path, "\(way): \(result.failures)")
        }
    }

    func testPkilintFindsNoErrorInTheLinksAndTheirIssuers() throws {
        let linter = try Judges.pkilint("lint_pkix_signer_signee_cert_chain")
        let all = try Self.generations
        for (subject, issuer) in [
            ("root-g2-by-root", "root"), ("root-by-root-g2", "root-g2"), ("health-g2", "root-g2"),
            ("partner-by-root", "root"),
        ] {
            let chain = try [all.file(subject), all.file(issuer)].flatMap { path in
                [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            }
            let file = try all.tree.folder.write(chain, to: "pair.pem")
            let outcome = try Shell.run(linter, ["lint", "--severity", "NOTICE", file])
            XCTAssertFalse(
                outcome.text.contains("ERROR") || outcome.text.contains("FATAL"),
                "\(subject): \(outcome.text) \(outcome.errors)")
        }
    }

    func testWhoIsSucceededIssuesNothingNewAndHasOneSuccessor() throws {
        let all = try Self.generations
        XCTAssertEqual(try all.tree.records.authoritySuccessors(), ["root": "root-g2", "health": "health-g2"])
        XCTAssertThrowsError(
            try all.tree.perform("health-g2", replacing: [("authority: \"health-g2\"", "authority: \"health-g3\"")])
        ) { XCTAssertEqual($0 as? CeremonyError, .succeeded(name: "health")) }
        XCTAssertFalse(all.tree.home.has("health-g3"))
    }

    func testARootWhosePathLengthLeavesNoRoomIsNotRolledOver() throws {
        let tree = try GrownTree([])
        var profiles = House.profiles
        let text = String(
            decoding: try Data(
                contentsOf: SharedData.packageRoot.appendingPathComponent("PKI/Profiles/root.json5")), as: UTF8.self)
        profiles["root"] = try CertificateProfile(
            reading: Array(text.replacingOccurrences(of: "isCA: true }", with: "isCA: true, pathLength: 1 }").utf8))
        _ = try Ceremony(reading: GrownTree.document("root"), profiles: profiles).perform(at: tree.station)
        XCTAssertThrowsError(try tree.perform("root-g2")) {
            XCTAssertEqual($0 as? CeremonyError, .pathTooLong(issuer: "root", allowed: 1))
        }
        XCTAssertFalse(tree.home.has("root-g2"))
    }

    func testACrossCertificateIsForWhatWasReviewedAndForWhoProvesTheKey() throws {
        let tree = try GrownTree(["root"])
        let digest = try XCTUnwrap(
            String(decoding: GrownTree.document("cross-certificate"), as: UTF8.self)
                .firstMatch(of: /sha256: "([0-9a-f]{64})"/)?.output.1)
        XCTAssertThrowsError(
            try tree.perform(
                "cross-certificate", replacing: [(String(digest), String(repeating: "0", count: 64))])
        ) { error in
            guard case .sourceDigest = error as? CeremonyError else { return XCTFail("\(error)") }
        }
        // A request of another root, and the same with one byte of its signature changed.
        let key = try PrivateKey.generate(.p384)
        let name = try Name([(OID.organizationName, "Other Example"), (OID.commonName, "Other Root")])
        let request = try CertificationRequest.make(subject: name, key: key).encoded
        var station = tree.station
        station.folder = tree.folder.url.path
        func perform(_ bytes: [UInt8], as name: String) throws -> CeremonyTranscript {
            try tree.folder.write(bytes, to: "other.csr")
            return try tree.perform(
                "cross-certificate",
                replacing: [
                    ("../Certificates/partner-root.pem", "other.csr"), ("partner-by-root", name),
                    (String(digest), Hex.encode(DigestAlgorithm.sha256.digest(bytes))),
                ], at: station)
        }
        var broken = request
        broken[broken.count - 1] ^= 1
        XCTAssertThrowsError(try perform(broken, as: "broken-by-root")) { error in
            guard case .sourceUnproven = error as? CeremonyError else { return XCTFail("\(error)") }
        }
        let transcript = try perform(request, as: "other-by-root")
        XCTAssertEqual(transcript.certificate?.subject.encoded, name.encoded, "byte for byte")
        XCTAssertEqual(try transcript.certificate?.publicKey(), key.publicKey)
        // A leaf's certificate is no authority's.
        let leaf = try TestPKI.root().signer("Leaf").certificate.pem
        XCTAssertThrowsError(try perform(leaf, as: "leaf-by-root")) { error in
            guard case .sourceNoAuthority = error as? CeremonyError else { return XCTFail("\(error)") }
        }
    }
}

/// Two generations of everything, another house's root, and a leaf of each intermediate.
private final class TwoGenerations {
    let tree: GrownTree
    let leaves: [String: String]

    init() throws {
        let tree = try GrownTree(["root", "health-intermediate"])
        self.tree = tree
        func leaf(_ authority: String) throws -> String {
            let certificate = try tree.authority(authority).issue(
                House.request(House.person()), under: try XCTUnwrap(House.profiles["doctor-signing"]))
            return try tree.folder.write(certificate.pem, to: "\(authority)-leaf.pem")
        }
        let old = try leaf("health")
        try tree.perform("root-g2")
        try tree.perform("health-g2", replacing: [("issuer: \"root\"", "issuer: \"root-g2\"")])
        try tree.perform("cross-certificate")
        leaves = ["old": old, "new": try leaf("health-g2")]
    }

    func file(_ name: String) -> String { tree.home.certificatePath(name) }

    func openssl(_ leaf: String, _ between: [String], _ root: String) throws -> Shell.Outcome {
        var arguments = ["verify", "-x509_strict", "-check_ss_sig", "-no-CApath", "-no-CAstore", "-CAfile", file(root)]
        for name in between { arguments += ["-untrusted", file(name)] }
        return try Shell.run("openssl", arguments + [leaves[leaf] ?? ""])
    }
}
