// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

@testable import Service

final class CountersTests: XCTestCase {
    func testEachMetricHasItsTypeOnceBeforeItsLines() {
        let counters = Counters()
        counters.count("mohr_b_total", ["decision": "accept"])
        counters.count("mohr_b_total", ["decision": "accept"])
        counters.count("mohr_b_total", ["decision": "reject"])
        counters.count("mohr_a_total")
        XCTAssertEqual(
            counters.text(gauges: [("mohr_age{list=\"root.crl\"}", 3), ("mohr_age{list=\"x.crl\"}", 4)]),
            """
            # TYPE mohr_a_total counter
            mohr_a_total 1
            # TYPE mohr_b_total counter
            mohr_b_total{decision="accept"} 2
            mohr_b_total{decision="reject"} 1
            # TYPE mohr_age gauge
            mohr_age{list="root.crl"} 3.0
            mohr_age{list="x.crl"} 4.0

            """)
    }

    func testNothingIsLostWhenManyCountAtOnce() {
        let counters = Counters()
        DispatchQueue.concurrentPerform(iterations: 1_000) { _ in counters.count("mohr_a_total") }
        XCTAssertTrue(counters.text(gauges: []).contains("mohr_a_total 1000\n"))
    }
}
