// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import TestSupport
import XCTest

@testable import Linting

final class ListLinterTests: XCTestCase {
    func testEveryRuleHasAListThatBreaksItAndOneThatDoesNot() throws {
        let paired = Set(ListRulePair.all.compactMap(\.rules.first))
        XCTAssertEqual(
            paired, Set(ListLinter.standard.rules.map(\.name)), "rules without a pair, or pairs without a rule")
        for (place, pair) in ListRulePair.all.enumerated() {
            var bad = ListSample()
            try pair.bad(&bad)
            XCTAssertEqual(Set(try bad.objections()), Set(pair.rules), "pair \(place) of \(pair.rules[0])")
            var good = ListSample()
            try pair.good(&good)
            XCTAssertEqual(try good.objections(), [], "the good one of pair \(place), \(pair.rules[0])")
        }
    }

    func testRuleNamesAreUniqueAndEachRuleCitesAClause() {
        let rules = ListLinter.standard.rules
        XCTAssertEqual(Set(rules.map(\.name)).count, rules.count)
        XCTAssertTrue(rules.allSatisfy { !$0.citation.isEmpty })
    }

    func testAGoodListIsClearedWithTheBytesThatWereSeen() throws {
        let sample = ListSample()
        let clearance = try ListLinter.standard.clear(sample.encoded, in: sample.lintContext)
        let (count, bytes) = (clearance.entryCount, clearance.spend())
        XCTAssertEqual(count, 4)
        XCTAssertEqual(bytes, sample.encoded)
    }

    func testABadListIsRefusedWithEveryFindingAndItsCitation() throws {
        var sample = ListSample()
        sample.version = nil
        sample.entries?.append(ListSample.Entry(0))
        XCTAssertThrowsError(try ListLinter.standard.clear(sample.encoded, in: sample.lintContext).spend()) { error in
            guard case .refused(let findings) = error as? LintingError else { return XCTFail("\(error)") }
            XCTAssertEqual(findings.map(\.rule), ["rfc5280.list-version", "cpcps.entry-order"])
            XCTAssertTrue(findings.allSatisfy { !$0.citation.isEmpty && !$0.seen.isEmpty && !$0.allowed.isEmpty })
        }
    }

    func testBytesThatAreNoListAreUnreadableAndNothingTraps() throws {
        let good = ListSample().encoded
        let context = try ListSample().lintContext
        for length in 0..<good.count {
            XCTAssertThrowsError(try ListLinter.standard.clear(Array(good.prefix(length)), in: context).spend())
        }
        for place in good.indices {
            for flip in [UInt8(0x01), 0x80, 0xff] {
                var changed = good
                changed[place] ^= flip
                _ = try? ListLinter.standard.clear(changed, in: context).spend()
            }
        }
    }

    func testTheHousesOwnDraftsPass() throws {
        let entries = (1...300).map { number in
            RevokedEntry(
                serialNumber: SerialNumber(
                    unsigned: [0x4d] + [UInt8](repeating: UInt8(number % 251 + 1), count: 15) + [UInt8(number % 256)]),
                revocationDate: TestPKI.now.advanced(bySeconds: -Int64(number)),
                reason: RevocationReason(rawValue: number % 7), invalidityDate: number % 5 == 0 ? TestPKI.now : nil)
        }
        let draft = CertificateListDraft(
            issuer: ListSample.health.name, thisUpdate: TestPKI.now,
            nextUpdate: TestPKI.now.advanced(bySeconds: 86_400),
            number: [1, 2], entries: RevokedEntriesDraft(entries),
            authorityKeyIdentifier: AuthorityKeyIdentifier(
                keyIdentifier: ListSample.health.certificate.subjectKeyIdentifier!),
            extensions: [.expired(ListSample.time(.generalizedTime, "20240101000000Z"))])
        let tbs = draft.encodedTBS(signatureAlgorithm: .ecdsa(.sha256))
        let clearance = try ListLinter.standard.clear(tbs, in: ListSample().lintContext)
        let count = clearance.entryCount
        XCTAssertEqual(count, 300)
    }
}
