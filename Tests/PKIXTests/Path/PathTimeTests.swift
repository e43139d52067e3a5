// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// One examination, judged at many times.
final class PathTimeTests: XCTestCase {
    private let hour: Int64 = 3_600

    private func at(_ seconds: Int64) -> Instant { TestPKI.now.advanced(bySeconds: seconds) }

    func testWindowIsWhereTheSameAnswerHolds() throws {
        let tree = try PathTree()
        let short = try tree.health.revocationList {
            $0.thisUpdate = self.at(-60)
            $0.nextUpdate = self.at(60)
        }
        let path = try XCTUnwrap(try tree.judge { $0.lists[1] = short }.path)
        XCTAssertEqual(path.window, Validity(notBefore: at(-60), notAfter: at(60)))
        XCTAssertEqual(path.evidence[0].thisUpdate, at(-60))
        XCTAssertEqual(path.evidence[0].nextUpdate, at(60))
        XCTAssertEqual(path.examined.failures(at: at(60)), [])
        XCTAssertEqual(path.examined.failures(at: at(-60)), [])
        XCTAssertEqual(path.examined.failures(at: at(61)).map(\.code), [.staleEvidence])
        XCTAssertEqual(path.examined.failures(at: at(-61)).map(\.code), [.noRevocationEvidence])
        XCTAssertEqual(
            Set(path.examined.failures(at: TestPKI.validity.notAfter.advanced(bySeconds: 1)).map(\.code)),
            [.expired, .staleEvidence])
    }

    func testJudgingAgainIsWhatANewValidationWouldSay() throws {
        let tree = try PathTree(doctor: {
            $0.validity = Validity(notBefore: self.at(-100), notAfter: self.at(100))
        })
        let lists = [
            try tree.root.revocationList(),
            try tree.health.revocationList {
                $0.thisUpdate = self.at(-50)
                $0.nextUpdate = self.at(50)
            },
        ]
        let examined = try XCTUnwrap(try tree.judge { $0.lists = lists }.path).examined
        for offset: Int64 in stride(from: -150, through: 150, by: 25) {
            let anew = try tree.judge {
                $0.lists = lists
                $0.policy.time = self.at(offset)
            }
            XCTAssertEqual(
                Set(examined.failures(at: at(offset)).map(\.code)), anew.codes, "\(offset) s: \(anew.failures)")
        }
    }

    func testReportedEvidenceFailsNothingAndTellsEverything() throws {
        let tree = try PathTree()
        let revoked = at(-2 * hour)
        let old = try tree.health.revocationList {
            $0.thisUpdate = self.at(-self.hour)
            $0.nextUpdate = self.at(-60)
            $0.revoke(tree.doctor, at: revoked, reason: .superseded)
        }
        let result = try tree.judge {
            $0.lists[1] = old
            $0.policy.revocation = .reported
        }
        let path = try XCTUnwrap(result.path, "\(result.failures)")
        XCTAssertEqual(path.evidence[0].status, .revoked(at: revoked, reason: .superseded, invalidity: nil))
        XCTAssertEqual(path.evidence[0].window, Validity(notBefore: at(-hour), notAfter: at(-60)))
        XCTAssertEqual(path.evidence[1].status, .good)
        let bare = try tree.judge {
            $0.lists = []
            $0.policy.revocation = .reported
        }
        XCTAssertEqual(bare.path?.evidence.map(\.status), [.unknown, .unknown])
    }

    func testReportedEvidenceIsTheNewestButNeverFromTheFuture() throws {
        let tree = try PathTree()
        let lists = try (1...3).map { day in
            try tree.health.revocationList {
                $0.number = [UInt8(day)]
                $0.thisUpdate = self.at(Int64(day - 3) * 86_400)
                $0.nextUpdate = self.at(Int64(day - 2) * 86_400)
            }
        }
        for (offset, expected) in [(-86_400, 1), (-1, 1), (0, 2), (86_400 * 30, 2)] as [(Int64, Int)] {
            let result = try tree.judge {
                $0.lists = [$0.lists[0]] + lists
                $0.policy.revocation = .reported
                $0.policy.evidenceTime = self.at(offset)
            }
            XCTAssertEqual(result.path?.evidence[0].thisUpdate, lists[expected].thisUpdate, "at \(offset)")
        }
    }

    func testRevocationLaterThanTheTimeLeavesThePastValid() throws {
        let tree = try PathTree()
        func judge(signedAt time: Instant, revokedAt: Instant, invalidity: Instant? = nil) throws -> PathResult {
            try tree.judge {
                $0.lists[1] = try tree.health.revocationList {
                    $0.revoke(tree.doctor, at: revokedAt, reason: .keyCompromise, invalidity: invalidity)
                }
                $0.policy.time = time
                $0.policy.evidenceTime = TestPKI.now
            }
        }
        let signed = at(-10 * hour)
        assertValid(try judge(signedAt: signed, revokedAt: at(-5 * hour)))
        assertFails(try judge(signedAt: signed, revokedAt: signed), .revoked)
        assertFails(
            try judge(signedAt: signed, revokedAt: at(-5 * hour), invalidity: at(-11 * hour)), .revoked)
        // A list that was out by then revokes whatever date it gives.
        assertFails(try judge(signedAt: at(0), revokedAt: at(hour)), .revoked)
    }

    func testAlgorithmsAreJudgedAtTheTime() throws {
        let tree = try PathTree()
        let old = Validity(
            notBefore: Instant(rfc3339: "2010-01-01T00:00:00Z")!, notAfter: TestPKI.validity.notAfter)
        let root = try TestPKI.root("Old Root", key: .rsa(bits: 2048)) { $0.validity = old }
        let weak = try root.authority("Weak", key: .rsa(bits: 1024)) {
            $0.validity = old
            $0.signatureAlgorithm = .rsaPKCS1(.sha1)
        }
        let signer = try weak.signer("Signer") { $0.validity = old }
        func codes(_ time: String, _ algorithms: AlgorithmPolicy) throws -> Set<PathFailureCode> {
            try tree.judge(signer) {
                $0.anchors = [root.certificate]
                $0.certificates = [weak.certificate]
                $0.policy.time = Instant(rfc3339: time)!
                $0.policy.algorithms = algorithms
                $0.policy.revocation = .notChecked
            }.codes
        }
        XCTAssertEqual(try codes("2011-04-15T00:00:00Z", .standard), [])
        XCTAssertEqual(try codes("2012-07-31T23:59:59Z", .standard), [])
        XCTAssertEqual(try codes("2012-08-01T00:00:00Z", .standard), [.algorithm])
        XCTAssertEqual(try codes("2026-11-21T12:00:00Z", .standard), [.algorithm])
        XCTAssertEqual(try codes("2011-04-15T00:00:00Z", .floor), [.algorithm])
    }

    func testAlgorithmTablesSayWhatTheyAreMeantTo() {
        let standard = AlgorithmPolicy.standard
        let rows: [(SignatureAlgorithm, KeyKind, String, Bool)] = [
            (.rsaPKCS1(.sha256), .rsa(bits: 2048), "2028-12-31T23:59:59Z", true),
            (.rsaPKCS1(.sha256), .rsa(bits: 4096), "2029-01-01T00:00:00Z", false),
            (.rsaPSS(.sha256, mgf1: .sha256, saltLength: 32), .rsa(bits: 3072), "2040-01-01T00:00:00Z", true),
            (.rsaPSS(.sha256, mgf1: .sha1, saltLength: 32), .rsa(bits: 3072), "2013-01-01T00:00:00Z", false),
            (.rsaPKCS1(.sha256), .rsa(bits: 1024), "2019-09-30T23:59:59Z", true),
            (.rsaPKCS1(.sha256), .rsa(bits: 1024), "2019-10-01T00:00:00Z", false),
            (.rsaPKCS1(.sha256), .rsa(bits: 1023), "2011-01-01T00:00:00Z", false),
            (.dsa(.sha256), .dsa(bits: 1024), "2013-12-31T23:59:59Z", true),
            (.dsa(.sha256), .dsa(bits: 2048), "2026-01-01T00:00:00Z", false),
            (.ecdsa(.sha256), .brainpoolP256r1, "2040-01-01T00:00:00Z", true),
            (.ecdsa(.sha1), .p256, "2020-01-01T00:00:00Z", false), (.ed25519, .ed25519, "2040-01-01T00:00:00Z", true),
        ]
        for (algorithm, key, time, isAccepted) in rows {
            XCTAssertEqual(
                standard.lifetime(of: algorithm, under: key).covers(Instant(rfc3339: time)!), isAccepted,
                "\(algorithm) \(key) at \(time)")
        }
        let floor = AlgorithmPolicy.floor
        XCTAssertEqual(floor.lifetime(of: .rsaPKCS1(.sha256), under: .rsa(bits: 2048)), .unlimited)
        for (algorithm, key) in [
            (.rsaPKCS1(.sha1), .rsa(bits: 4096)), (.rsaPKCS1(.sha256), .rsa(bits: 2047)),
            (.dsa(.sha256), .dsa(bits: 3072)), (.ecdsa(.sha1), .p256), (.ecdsa(.sha256), .p192),
        ] as [(SignatureAlgorithm, KeyKind)] {
            XCTAssertEqual(floor.lifetime(of: algorithm, under: key), .never, "\(algorithm) \(key)")
        }
    }

    func testWeaklySignedListIsNotBelieved() throws {
        let tree = try PathTree()
        let rsa = try tree.root.authority("Clinic", key: .rsa(bits: 1024))
        var policy = AlgorithmPolicy.standard
        XCTAssertFalse(policy.lifetime(of: KeyKind.rsa(bits: 1024)).covers(TestPKI.now))
        let patient = try rsa.signer("Nurse")
        let list = try rsa.revocationList()
        let result = try tree.judge(patient) {
            $0.certificates = [rsa.certificate]
            $0.lists[1] = list
        }
        XCTAssertEqual(result.codes, [.algorithm, .noRevocationEvidence])
        XCTAssertEqual(refusals(result), [.algorithm])
        policy = AlgorithmPolicy(
            digests: policy.digests, rsa: [KeySizeLifetime(minimumBits: 1024, lifetime: .unlimited)],
            rsaPKCS1: .unlimited, dsa: [], curves: policy.curves)
        assertValid(
            try tree.judge(patient) {
                $0.certificates = [rsa.certificate]
                $0.lists[1] = list
                $0.policy.algorithms = policy
            })
    }
}
