// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

@testable import Service

/// The table of metrics against the program, the dashboard and the alert rules.
final class MetricNameTests: XCTestCase {
    private static let root = SharedData.packageRoot
    private static let names = Set(MetricName.allCases.map(\.rawValue))

    private func metrics(in text: String) -> Set<String> {
        Set(text.matches(of: #/\b(?:mohr|process)_[a-z0-9_]+/#).map { String($0.0) })
    }

    /// A histogram's samples have its name and an ending.
    private func family(_ name: String) -> String {
        for ending in ["_bucket", "_sum", "_count"] where name.hasSuffix(ending) {
            let bare = String(name.dropLast(ending.count))
            if Self.names.contains(bare) { return bare }
        }
        return name
    }

    private func sources() throws -> String {
        let folder = Self.root.appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return try files.filter { $0.hasSuffix(".swift") && !$0.hasSuffix("MetricName.swift") }.map {
            try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
        }.joined(separator: "\n")
    }

    func testWhatIsCountedIsInTheTableAndWhatIsInTheTableIsCounted() throws {
        let sources = try sources()
        let calls = sources.components(separatedBy: "count(").dropFirst().map { $0.drop(while: \.isWhitespace) }
        let counted = Set(calls.filter { $0.hasPrefix("\"mohr_") }.map { String($0.dropFirst().prefix { $0 != "\"" }) })
        let all = sources as NSString
        func holds(_ text: String) -> Bool { all.range(of: text, options: .literal).location != NSNotFound }
        XCTAssertTrue(counted.contains("mohr_verifications_total"))
        XCTAssertEqual(counted.subtracting(Self.names), [])
        for metric in MetricName.allCases {
            XCTAssertTrue(
                counted.contains(metric.rawValue) || holds(".\(metric),") || holds("MetricName.\(metric).rawValue"),
                "\(metric.rawValue) is told nowhere")
        }
    }

    func testNamesHaveUnitsAsPrometheusWantsThem() {
        for metric in MetricName.allCases {
            XCTAssertEqual(metric.type == "counter", metric.rawValue.hasSuffix("_total"), metric.rawValue)
            XCTAssertFalse(metric.rawValue.contains("milli"), metric.rawValue)
            XCTAssertFalse(metric.help.contains("\n"), metric.rawValue)
            XCTAssertTrue(metric.help.hasSuffix("."), metric.rawValue)
        }
    }

    func testTheDashboardAsksForMetricsThatThereAre() throws {
        let data = try Data(contentsOf: Self.root.appendingPathComponent("Config/grafana/mohr.json"))
        let dashboard = try JSONReader.read([UInt8](data))
        let panels = try XCTUnwrap(dashboard["panels"]?.elements)
        XCTAssertGreaterThan(panels.count, 10)
        var asked: Set<String> = []
        for panel in panels where panel["type"]?.text != "row" {
            let targets = try XCTUnwrap(panel["targets"]?.elements, panel["title"]?.text ?? "")
            for target in targets { asked.formUnion(metrics(in: try XCTUnwrap(target["expr"]?.text))) }
        }
        XCTAssertGreaterThan(asked.count, 15)
        XCTAssertEqual(Set(asked.map(family)).subtracting(Self.names), [])
    }

    func testTheAlertRulesAskForMetricsThatThereAre() throws {
        let file = Self.root.appendingPathComponent("Config/prometheus/mohr.rules.yml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let expressions = lines.filter { $0.hasPrefix("expr:") }
        let alerts = lines.filter { $0.hasPrefix("- alert:") }
        XCTAssertGreaterThan(alerts.count, 10)
        XCTAssertEqual(alerts.count, expressions.count)
        XCTAssertEqual(Set(alerts).count, alerts.count)
        let asked = metrics(in: expressions.joined(separator: "\n"))
        XCTAssertEqual(Set(asked.map(family)).subtracting(Self.names), [])
        // Every kind of complaint raises the alert on health, and these have one of their own.
        for kind in text.matches(of: #/kind="([a-z-]+)"/#).map({ String($0.1) }) {
            XCTAssertTrue((Complaints.kinds + Complaints.warnings).contains(kind), kind)
        }
        if Shell.find("promtool") != nil {
            let outcome = try Shell.run("promtool", ["check", "rules", file.path])
            XCTAssertTrue(outcome.isSuccess, outcome.errors)
        }
    }
}
