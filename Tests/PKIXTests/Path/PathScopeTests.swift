// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// Partitioned, indirect and delta lists.
///
/// - SeeAlso: RFC 5280 5.2.4, 5.2.5, 6.3.3 (b) to (k).
final class PathScopeTests: XCTestCase {
    private func shard(_ uri: String) -> DistributionPointName { .fullName([.uri(uri)]) }

    func testListOfAnotherShardSaysNothing() throws {
        let tree = try PathTree(doctor: {
            $0.set(.crlDistributionPoints([DistributionPoint(uri: "http://health.example/3.crl")]))
        })
        func judge(_ uri: String) throws -> PathResult {
            try tree.judge {
                $0.lists[1] = try tree.health.revocationList {
                    $0.scope = IssuingDistributionPoint(name: self.shard(uri))
                }
            }
        }
        assertValid(try judge("http://health.example/3.crl"))
        let result = try judge("http://health.example/4.crl")
        assertFails(result, .noRevocationEvidence, at: 0)
        XCTAssertEqual(refusals(result), [.outOfScope])
    }

    func testShardSaysNothingOfACertificateThatNamesNone() throws {
        let tree = try PathTree()
        let result = try tree.judge {
            $0.lists[1] = try tree.health.revocationList {
                $0.scope = IssuingDistributionPoint(name: self.shard("http://health.example/3.crl"))
            }
        }
        assertFails(result, .noRevocationEvidence, at: 0)
    }

    func testListsForUsersAndAuthoritiesAreNotMixedUp() throws {
        let tree = try PathTree()
        func judge(_ scope: IssuingDistributionPoint, at position: Int) throws -> PathResult {
            try tree.judge { question in
                let issuer = position == 0 ? tree.root : tree.health
                question.lists[position] = try issuer.revocationList { $0.scope = scope }
            }
        }
        let users = IssuingDistributionPoint(name: nil, onlyContainsUserCerts: true)
        let authorities = IssuingDistributionPoint(name: nil, onlyContainsCACerts: true)
        assertValid(try judge(users, at: 1))
        assertValid(try judge(authorities, at: 0))
        assertFails(try judge(authorities, at: 1), .noRevocationEvidence, at: 0)
        assertFails(try judge(users, at: 0), .noRevocationEvidence, at: 1)
    }

    func testSomeReasonsAreNotEnoughAndTwoHalvesAre() throws {
        let tree = try PathTree()
        func list(_ reasons: ReasonFlags, number: UInt8) throws -> CertificateList {
            try tree.health.revocationList {
                $0.number = [number]
                $0.scope = IssuingDistributionPoint(name: nil, onlySomeReasons: reasons)
            }
        }
        let keys: ReasonFlags = [.keyCompromise, .cACompromise]
        let half = try list(keys, number: 1)
        let rest = try list(ReasonFlags.all.subtracting(keys), number: 2)
        let result = try tree.judge { $0.lists[1] = half }
        assertFails(result, .noRevocationEvidence, at: 0)
        XCTAssertEqual(refusals(result), [.reasonsIncomplete(covered: keys)])
        assertValid(try tree.judge { $0.lists = [$0.lists[0], half, rest] })
        let revoking = try tree.health.revocationList {
            $0.number = [3]
            $0.scope = IssuingDistributionPoint(name: nil, onlySomeReasons: keys)
            $0.revoke(tree.doctor, reason: .keyCompromise)
        }
        assertFails(try tree.judge { $0.lists = [$0.lists[0], revoking, rest] }, .revoked, at: 0)
    }

    // MARK: Indirect lists

    private struct IndirectTree {
        let tree: PathTree
        let clerk: TestIdentity
        let scope: IssuingDistributionPoint

        /// The root has a clerk who keeps the list of the health authority's certificates.
        init() throws {
            let uri = DistributionPointName.fullName([.uri("http://clerk.example/all.crl")])
            let clerkName = try TestCertificate("Clerk").subject
            tree = try PathTree(doctor: {
                $0.set(.crlDistributionPoints([DistributionPoint(name: uri, crlIssuer: [.directoryName(clerkName)])]))
            })
            var draft = try TestCertificate("Clerk")
            draft.set(.keyUsage(.cRLSign))
            clerk = try draft.signed(by: tree.root)
            scope = IssuingDistributionPoint(name: uri, isIndirect: true)
        }

        func judge(_ list: CertificateList) throws -> PathResult {
            try tree.judge {
                $0.lists = [$0.lists[0], list]
                $0.certificates.append(clerk.certificate)
            }
        }
    }

    func testIndirectListSpeaksForTheCertificatesIssuer() throws {
        let indirect = try IndirectTree()
        let empty = try indirect.clerk.revocationList { $0.scope = indirect.scope }
        assertValid(try indirect.judge(empty))
        let listed = try indirect.clerk.revocationList {
            $0.scope = indirect.scope
            $0.revoke(indirect.tree.doctor, isForeign: true)
        }
        assertFails(try indirect.judge(listed), .revoked, at: 0)
    }

    func testIndirectEntryForAnotherIssuerIsNotThisCertificate() throws {
        let indirect = try IndirectTree()
        // The same serial number, but of a certificate that the trade authority issued.
        let trade = try indirect.tree.root.authority("Trade")
        let trader = try trade.signer("Trader") { $0.serialNumber = indirect.tree.doctor.certificate.serialNumber }
        let list = try indirect.clerk.revocationList {
            $0.scope = indirect.scope
            $0.revoke(trader, isForeign: true)
        }
        assertValid(try indirect.judge(list))
    }

    func testListNotMarkedIndirectMayNotSpeakForOthers() throws {
        let indirect = try IndirectTree()
        let list = try indirect.clerk.revocationList {
            $0.scope = IssuingDistributionPoint(name: indirect.scope.name)
        }
        let result = try indirect.judge(list)
        assertFails(result, .noRevocationEvidence, at: 0)
        XCTAssertEqual(refusals(result), [.outOfScope])
    }

    func testListOfAClerkWhomTheCertificateDoesNotNameSaysNothing() throws {
        let indirect = try IndirectTree()
        let plain = try PathTree()
        var draft = try TestCertificate("Clerk")
        draft.set(.keyUsage(.cRLSign))
        let clerk = try draft.signed(by: plain.root)
        let list = try clerk.revocationList { $0.scope = indirect.scope }
        let result = try plain.judge {
            $0.lists[1] = list
            $0.certificates.append(clerk.certificate)
        }
        assertFails(result, .noRevocationEvidence, at: 0)
    }

    // MARK: Delta lists

    func testDeltaRevokesAndReleases() throws {
        let tree = try PathTree()
        let base = try tree.health.revocationList { $0.number = [5] }
        let revoking = try tree.health.revocationList {
            $0.number = [6]
            $0.deltaBase = [5]
            $0.revoke(tree.doctor, reason: .keyCompromise)
        }
        assertFails(try tree.judge { $0.lists = [$0.lists[0], base, revoking] }, .revoked, at: 0)
        assertValid(
            try tree.judge {
                $0.lists = [$0.lists[0], base, revoking]
                $0.policy.usesDeltaLists = false
            })
        let holding = try tree.health.revocationList {
            $0.number = [5]
            $0.revoke(tree.doctor, reason: .certificateHold)
        }
        let releasing = try tree.health.revocationList {
            $0.number = [6]
            $0.deltaBase = [5]
            $0.revoke(tree.doctor, reason: .removeFromCRL)
        }
        assertFails(try tree.judge { $0.lists[1] = holding }, .onHold, at: 0)
        assertValid(try tree.judge { $0.lists = [$0.lists[0], holding, releasing] })
    }

    func testDeltaWithoutBaseProvesNothing() throws {
        let tree = try PathTree()
        let delta = try tree.health.revocationList {
            $0.number = [6]
            $0.deltaBase = [5]
        }
        let result = try tree.judge { $0.lists[1] = delta }
        assertFails(result, .noRevocationEvidence, at: 0)
        XCTAssertEqual(refusals(result), [.deltaWithoutBase])
    }

    func testDeltaToANewerBaseIsNotPutOnAnOlderList() throws {
        let tree = try PathTree()
        let old = TestPKI.now.advanced(bySeconds: -7_200)
        let stale = try tree.health.revocationList {
            $0.number = [4]
            $0.thisUpdate = old
            $0.nextUpdate = old.advanced(bySeconds: 3_600)
        }
        func delta(to base: UInt8) throws -> CertificateList {
            try tree.health.revocationList {
                $0.number = [6]
                $0.deltaBase = [base]
            }
        }
        // A current delta keeps a list in use that is past its end, RFC 5280 6.3.3 (a)(1)(i)...
        assertValid(try tree.judge { $0.lists = [$0.lists[0], stale, try delta(to: 4)] })
        // ...but not when there is a gap between them.
        assertFails(
            try tree.judge { $0.lists = [$0.lists[0], stale, try delta(to: 5)] }, .staleEvidence, at: 0)
    }

    func testDeltaOfAnotherScopeOrKeyIsNotUsed() throws {
        let tree = try PathTree()
        let base = try tree.health.revocationList { $0.number = [5] }
        let otherScope = try tree.health.revocationList {
            $0.number = [6]
            $0.deltaBase = [5]
            $0.scope = IssuingDistributionPoint(name: nil, onlyContainsUserCerts: true)
            $0.revoke(tree.doctor)
        }
        assertValid(try tree.judge { $0.lists = [$0.lists[0], base, otherScope] })
        let impostor = TestIdentity(certificate: tree.health.certificate, key: try PrivateKey.generate(.p256))
        let forged = try impostor.revocationList {
            $0.number = [6]
            $0.deltaBase = [5]
            $0.revoke(tree.doctor, reason: .removeFromCRL)
        }
        let holding = try tree.health.revocationList {
            $0.number = [5]
            $0.revoke(tree.doctor, reason: .certificateHold)
        }
        assertFails(try tree.judge { $0.lists = [$0.lists[0], holding, forged] }, .onHold, at: 0)
    }
}
