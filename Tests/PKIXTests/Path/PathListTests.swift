// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// Revocation lists: what they say, who may sign them, what they cover.
///
/// - SeeAlso: RFC 5280 6.3.3.
final class PathListTests: XCTestCase {
    private let yesterday = TestPKI.now.advanced(bySeconds: -86_400)

    func testRevokedSignerFailsThePath() throws {
        let tree = try PathTree()
        let list = try tree.health.revocationList {
            $0.revoke(tree.doctor, at: self.yesterday, reason: .keyCompromise, invalidity: TestPKI.validity.notBefore)
        }
        let result = try tree.judge { $0.lists[1] = list }
        assertFails(result, .revoked, at: 0)
        XCTAssertEqual(
            result.failures.map(\.fact),
            [.revoked(at: yesterday, reason: .keyCompromise, invalidity: TestPKI.validity.notBefore)])
    }

    func testRevokedIntermediateFailsThePath() throws {
        let tree = try PathTree()
        let list = try tree.root.revocationList { $0.revoke(tree.health, reason: .cACompromise) }
        assertFails(try tree.judge { $0.lists[0] = list }, .revoked, at: 1)
    }

    func testHoldIsAFactOfItsOwn() throws {
        let tree = try PathTree()
        let list = try tree.health.revocationList {
            $0.revoke(tree.doctor, at: self.yesterday, reason: .certificateHold)
        }
        let result = try tree.judge { $0.lists[1] = list }
        assertFails(result, .onHold, at: 0)
        XCTAssertEqual(result.failures.map(\.fact), [.onHold(since: yesterday)])
    }

    func testMissingListFailsThePath() throws {
        let tree = try PathTree()
        assertFails(try tree.judge { $0.lists.removeLast() }, .noRevocationEvidence, at: 0)
        assertFails(try tree.judge { $0.lists.removeFirst() }, .noRevocationEvidence, at: 1)
        assertValid(
            try tree.judge {
                $0.lists = []
                $0.policy.revocation = .notChecked
            })
    }

    func testStaleListFailsThePath() throws {
        let tree = try PathTree()
        let list = try tree.health.revocationList {
            $0.thisUpdate = self.yesterday
            $0.nextUpdate = TestPKI.now.advanced(bySeconds: -1)
        }
        let result = try tree.judge { $0.lists[1] = list }
        assertFails(result, .staleEvidence, at: 0)
        XCTAssertEqual(
            result.failures.map(\.fact),
            [.staleEvidence(at: TestPKI.now, nextUpdate: TestPKI.now.advanced(bySeconds: -1))])
        assertValid(
            try tree.judge {
                $0.lists[1] = list
                $0.policy.time = TestPKI.now.advanced(bySeconds: -1)
            })
    }

    func testListFromTheFutureIsNotUsedBeyondTheTolerance() throws {
        let tree = try PathTree()
        let list = try tree.health.revocationList { $0.thisUpdate = TestPKI.now.advanced(bySeconds: 30) }
        assertFails(try tree.judge { $0.lists[1] = list }, .noRevocationEvidence, at: 0)
        assertValid(
            try tree.judge {
                $0.lists[1] = list
                $0.policy.freshness = EvidenceFreshness(toleranceSeconds: 30, maximumAgeSeconds: 86_400)
            })
    }

    func testNewerOfTwoCurrentListsIsBelieved() throws {
        let tree = try PathTree()
        let older = try tree.health.revocationList { $0.thisUpdate = self.yesterday }
        let newer = try tree.health.revocationList {
            $0.number = [2]
            $0.revoke(tree.doctor)
        }
        for lists in [[older, newer], [newer, older]] {
            assertFails(
                try tree.judge {
                    $0.lists += lists; $0.lists.remove(at: 1)
                }, .revoked)
        }
    }

    func testLookAlikeListIsNotBelieved() throws {
        let tree = try PathTree()
        let honest = try tree.health.revocationList {
            $0.thisUpdate = self.yesterday
            $0.revoke(tree.doctor)
        }
        let impostor = try TestPKI.root("Health", key: .p256)
        let forged = try impostor.revocationList()
        // The impostor's list is newer, under the same name, and acquits; its key is nobody's.
        let result = try tree.judge {
            $0.lists[1] = honest
            $0.lists.append(forged)
            $0.certificates.append(impostor.certificate)
        }
        assertFails(result, .revoked, at: 0)
        let alone = try tree.judge {
            $0.lists[1] = forged
            $0.certificates.append(impostor.certificate)
        }
        assertFails(alone, .noRevocationEvidence, at: 0)
    }

    func testListSignerWithoutCRLSignIsNotBelieved() throws {
        let tree = try PathTree(health: { $0.set(.keyUsage([.keyCertSign])) })
        let result = try tree.judge()
        assertFails(result, .noRevocationEvidence, at: 0)
        XCTAssertEqual(refusals(result), [.signerWithoutCRLSign])
    }

    func testSeparateListKeyOfTheSameAuthorityIsBelieved() throws {
        let tree = try PathTree()
        let listKey = try listSigner("Health", issuedBy: tree.root)
        let list = try listKey.revocationList()
        let good = try tree.judge {
            $0.lists[1] = list
            $0.certificates.append(listKey.certificate)
        }
        assertValid(good)
        XCTAssertEqual(good.path?.evidence.first?.signer, listKey.certificate)
        // Not without its certificate, and not when that is revoked.
        assertFails(try tree.judge { $0.lists[1] = list }, .noRevocationEvidence, at: 0)
        let revoked = try tree.judge {
            $0.lists = [try tree.root.revocationList { $0.revoke(listKey) }, list]
            $0.certificates.append(listKey.certificate)
        }
        assertFails(revoked, .noRevocationEvidence, at: 0)
        guard case .signerNotValid(let failures) = refusals(revoked).first else { return XCTFail("\(revoked)") }
        XCTAssertEqual(failures.map(\.code), [.revoked])
    }

    func testNamesakeUnderAnotherAuthorityOfTheSameRootMayNotAcquit() throws {
        // RFC 5280 6.3.3 (f) only asks for the same anchor: any authority below it could then certify a "Health".
        let tree = try PathTree()
        let trade = try tree.root.authority("Trade")
        let namesake = try listSigner("Health", issuedBy: trade)
        let forged = try namesake.revocationList()
        let result = try tree.judge {
            $0.lists = [$0.lists[0], forged, try trade.revocationList()]
            $0.certificates += [trade.certificate, namesake.certificate]
        }
        assertFails(result, .noRevocationEvidence, at: 0)
    }

    func testRevokedAuthorityMayNotAcquitItselfThroughANamesakeOfItsIssuer() throws {
        let tree = try PathTree()
        let accomplice = try listSigner("Test Root", issuedBy: tree.health)
        XCTAssertTrue(accomplice.name.matches(tree.root.name))
        let forged = try accomplice.revocationList { $0.number = [9] }
        let result = try tree.judge {
            $0.lists = [forged, $0.lists[1]]
            $0.certificates.append(accomplice.certificate)
        }
        assertFails(result, .noRevocationEvidence, at: 1)
    }

    func testListWithUnknownCriticalExtensionIsNotUsed() throws {
        let tree = try PathTree()
        func list(isCritical: Bool) throws -> CertificateList {
            try tree.health.revocationList {
                $0.extensions = [
                    Extension(oid: ObjectIdentifier("2.25.1")!, isCritical: isCritical) { $0.null() }
                ]
            }
        }
        let result = try tree.judge { $0.lists[1] = try list(isCritical: true) }
        assertFails(result, .noRevocationEvidence, at: 0)
        XCTAssertEqual(refusals(result), [.unknownCriticalExtension])
        assertValid(try tree.judge { $0.lists[1] = try list(isCritical: false) })
    }

    func testListFromAfterExpiryAcquitsOnlyWhenItKeepsExpiredCertificates() throws {
        let end = TestPKI.now.advanced(bySeconds: -86_400)
        let tree = try PathTree(doctor: {
            $0.validity = Validity(notBefore: TestPKI.validity.notBefore, notAfter: end)
        })
        func judge(_ list: CertificateList) throws -> PathResult {
            try tree.judge {
                $0.lists[1] = list
                $0.policy.time = end.advanced(bySeconds: -1)
                $0.policy.evidenceTime = TestPKI.now
            }
        }
        let plain = try judge(try tree.health.revocationList())
        assertFails(plain, .noRevocationEvidence, at: 0)
        let keeping = try tree.health.revocationList {
            $0.extensions = [
                Extension(oid: OID.expiredCertsOnCRL, isCritical: false) {
                    $0.generalizedTime(TestPKI.validity.notBefore)
                }
            ]
        }
        assertValid(try judge(keeping))
    }

    private func listSigner(_ name: String, issuedBy issuer: TestIdentity) throws -> TestIdentity {
        var draft = try TestCertificate(name)
        draft.set(.keyUsage(.cRLSign))
        return try draft.signed(by: issuer)
    }
}
