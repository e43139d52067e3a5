// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

@testable import Linting

final class AnswerLinterTests: XCTestCase {
    func testEveryRuleHasAnAnswerThatBreaksItAndOneThatDoesNot() throws {
        let paired = Set(AnswerRulePair.all.compactMap(\.rules.first))
        XCTAssertEqual(
            paired, Set(AnswerLinter.standardRules.map(\.name)), "rules without a pair, or pairs without a rule")
        for (place, pair) in AnswerRulePair.all.enumerated() {
            var bad = AnswerSample()
            try pair.bad(&bad)
            XCTAssertEqual(Set(try bad.objections()), Set(pair.rules), "pair \(place) of \(pair.rules[0])")
            var good = AnswerSample()
            try pair.good(&good)
            XCTAssertEqual(try good.objections(), [], "the good one of pair \(place), \(pair.rules[0])")
        }
    }

    func testRuleNamesAreUniqueAndEachRuleCitesAClause() {
        let rules = AnswerLinter.standardRules
        XCTAssertEqual(Set(rules.map(\.name)).count, rules.count)
        XCTAssertTrue(rules.allSatisfy { !$0.citation.isEmpty })
    }

    /// The first of a kind is read, the second is held against it, and both ways must object to the same.
    func testWhatIsWrongIsRefusedAfterOneOfItsKindWasCleared() throws {
        for pair in AnswerRulePair.all {
            var bad = AnswerSample()
            try pair.bad(&bad)
            let linter = try bad.linter
            for single in [AnswerSample.good(), .revokedSample, AnswerSample.revoked(nil), AnswerSample.unknown()] {
                var first = AnswerSample()
                first.signer = bad.signer
                first.responderID = bad.responderID
                first.algorithm = bad.algorithm
                first.singles = [single]
                _ = try? first.clear(by: linter)
            }
            XCTAssertThrowsError(try bad.clear(by: linter), pair.rules[0]) { error in
                guard case .refused(let findings) = error as? LintingError else { return XCTFail("\(error)") }
                XCTAssertTrue(
                    Set(findings.map(\.rule)).isSubset(of: pair.rules) && !findings.isEmpty,
                    "\(findings.map(\.rule)) for \(pair.rules)")
            }
        }
    }

    func testAnotherCertificateAnotherTimeAndAnotherStatusOfAKnownKindAreCleared() throws {
        let linter = try AnswerSample().linter
        XCTAssertEqual(try AnswerSample().clear(by: linter), AnswerSample().encoded)
        var second = AnswerSample()
        second.asked = [AnswerSample.certID(.sha1, SerialNumber(unsigned: [0x4e] + [UInt8](repeating: 3, count: 16)))]
        second.singles = [AnswerSample.good(second.asked[0])]
        second.producedAt = ListSample.time(.generalizedTime, "20261121115959Z")
        XCTAssertEqual(try second.clear(by: linter), second.encoded)
        second.singles = [AnswerSample.revoked(3, second.asked[0])]
        XCTAssertEqual(try second.clear(by: linter), second.encoded)
        second.singles = [AnswerSample.revoked(4, at: "20251120110000Z", second.asked[0])]
        XCTAssertEqual(try second.clear(by: linter), second.encoded)
    }

    func testAnAnswerToAnotherQuestionOfAKnownKindIsRefused() throws {
        let linter = try AnswerSample().linter
        _ = try AnswerSample().clear(by: linter)
        var other = AnswerSample()
        other.asked = [AnswerSample.certID(.sha1, SerialNumber(unsigned: [0x4e] + [UInt8](repeating: 3, count: 16)))]
        XCTAssertThrowsError(try other.clear(by: linter)) {
            guard case .refused(let findings) = $0 as? LintingError else { return XCTFail("\($0)") }
            XCTAssertEqual(findings.map(\.rule), ["rfc6960.answer-cert-ids"])
        }
    }

    func testEveryFlippedOctetOfAKnownKindIsJudgedAsIfItWereTheFirst() throws {
        let sample = AnswerSample()
        let warm = try sample.linter
        _ = try sample.clear(by: warm)
        let good = sample.encoded
        for place in good.indices {
            for flip in [UInt8(0x01), 0x80] {
                var changed = good
                changed[place] ^= flip
                func isCleared(_ linter: AnswerLinter) -> Bool {
                    (try? linter.clear(changed, asked: sample.asked, nonce: nil, at: sample.time).spend()) != nil
                }
                XCTAssertEqual(isCleared(warm), isCleared(try sample.linter), "octet \(place) by \(flip)")
            }
        }
    }
}

extension AnswerSample.Single {
    fileprivate static var revokedSample: AnswerSample.Single { AnswerSample.revoked() }
}
