// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

/// NIST PKITS 1.0.1, all 249 cases.
final class PKITSTests: XCTestCase {
    func testEveryCaseComesOutAsExpected() throws {
        let suite = try PKITSCases()
        var failed: [String] = []
        for item in suite.cases {
            let result: PathResult?
            do {
                result = try suite.judge(item)
            } catch {
                failed.append("\(item.id) \(item.title): cannot be read: \(error)")
                continue
            }
            let isValid = result?.path != nil
            if isValid != (item.expect == "valid") {
                failed.append("\(item.id) \(item.title): expected \(item.expect), got \(result?.failures ?? [])")
            }
        }
        print("  cases: PKITS \(suite.cases.count - failed.count) of \(suite.cases.count)")
        XCTAssertEqual(suite.cases.count, 249)
        XCTAssertEqual(failed, [], failed.joined(separator: "\n"))
    }

    func testUserConstrainedPolicySetIsTheTables() throws {
        let suite = try PKITSCases()
        var compared = 0
        var failed: [String] = []
        for item in suite.cases where item.expect == "valid" {
            guard let expected = item.userConstrainedPolicies, let path = try suite.judge(item).path else { continue }
            compared += 1
            let seen = Set(path.policies.userConstrained.map(\.dotted))
            if seen != Set(expected) {
                failed.append("\(item.id): expected \(expected.sorted()), got \(seen.sorted())")
            }
        }
        print("PKITS policy sets: \(compared - failed.count) of \(compared)")
        XCTAssertGreaterThan(compared, 100)
        XCTAssertEqual(failed, [], failed.joined(separator: "\n"))
    }
}
