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
        var metrics = MetricsText()
        counters.write(to: &metrics)
        metrics.add("mohr_age", [("list", "root.crl")], 3)
        metrics.add("mohr_age", [("list", "a\\b\"c\nd")], 4.5)
        metrics.add(.healthy, [], 1)
        XCTAssertEqual(
            metrics.text,
            """
            # TYPE mohr_a_total counter
            mohr_a_total 1
            # TYPE mohr_age gauge
            mohr_age{list="root.crl"} 3
            mohr_age{list="a\\\\b\\\"c\\nd"} 4.5
            # TYPE mohr_b_total counter
            mohr_b_total{decision="accept"} 2
            mohr_b_total{decision="reject"} 1
            # HELP mohr_healthy 1 while there is no complaint.
            # TYPE mohr_healthy gauge
            mohr_healthy 1

            """)
    }

    func testNothingIsLostWhenManyCountAtOnce() {
        let counters = Counters()
        DispatchQueue.concurrentPerform(iterations: 1_000) { _ in counters.count("mohr_a_total") }
        var metrics = MetricsText()
        counters.write(to: &metrics)
        XCTAssertTrue(metrics.text.contains("mohr_a_total 1000\n"))
    }

    func testATallyIsTheSameCountAndIsToldWhenItHasCounted() {
        let counters = Counters()
        let tally = counters.tally("mohr_a_total", ["status": "successful"])
        func text() -> String {
            var metrics = MetricsText()
            counters.write(to: &metrics)
            return metrics.text
        }
        XCTAssertEqual(text(), "")
        tally.count()
        counters.count("mohr_a_total", ["status": "successful"])
        counters.tally("mohr_a_total", ["status": "successful"]).count()
        XCTAssertTrue(text().contains("mohr_a_total{status=\"successful\"} 3\n"), text())
    }
}
