// SPDX-License-Identifier: Apache-2.0
import XCTest

extension Judges {
    /// Has Prometheus' own Python client read metrics.
    ///
    /// - Parameter text: in the text format.
    /// - Returns: the families' names, as it read them; a counter's without its `_total`.
    /// - Throws: `XCTSkip` when it is not installed, ``Unreadable`` when it does not take the text.
    public static func metricFamilies(_ text: String) throws -> [String] {
        let script = """
            import sys
            from prometheus_client.parser import text_string_to_metric_families
            seen = set()
            for family in text_string_to_metric_families(sys.stdin.read()):
                assert family.name not in seen, "twice: " + family.name
                assert family.documentation, "no help: " + family.name
                assert family.type in ("counter", "gauge", "histogram"), family.name
                assert family.samples, "no samples: " + family.name
                seen.add(family.name)
                print(family.name)
            """
        let outcome = try Shell.run(try pkilint("python3"), ["-c", script], input: Array(text.utf8))
        if outcome.errors.contains("No module named") { throw XCTSkip("not installed: prometheus_client") }
        guard outcome.isSuccess else { throw Unreadable(detail: outcome.errors) }
        return outcome.text.split(separator: "\n").map(String.init)
    }

    /// The judge does not take it.
    public struct Unreadable: Error {
        /// What it said.
        public let detail: String
    }
}
