// SPDX-License-Identifier: Apache-2.0

/// Metrics in Prometheus' text format, each family with its help and type before its samples.
///
/// - SeeAlso: Prometheus, "Exposition formats", text format version 0.0.4.
public struct MetricsText: Sendable {
    private var families: [String: [String]] = [:]

    /// Begins without any.
    public init() {}

    /// Adds a sample.
    ///
    /// - Parameters:
    ///   - name: of the metric.
    ///   - suffix: `_bucket`, `_sum` or `_count` of a histogram.
    ///   - labels: names and values, in order; values from a closed set.
    ///   - value: what it is; not written when it is no number.
    public mutating func add(
        _ name: String, suffix: String = "", _ labels: [(String, String)] = [], _ value: Double
    ) {
        guard !value.isNaN else { return }
        let written = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        families[name, default: []].append(
            "\(name)\(suffix)\(written.isEmpty ? "" : "{\(written)}") \(Self.text(value))")
    }

    /// Adds a sample of a metric of the table.
    public mutating func add(_ metric: MetricName, _ labels: [(String, String)] = [], _ value: Double) {
        add(metric.rawValue, labels, value)
    }

    /// All of it, families in the order of their names.
    public var text: String {
        families.sorted { $0.key < $1.key }.map { name, samples in
            let known = MetricName(rawValue: name)
            let type = known?.type ?? (name.hasSuffix("_total") ? "counter" : "gauge")
            let help = known.map { "# HELP \(name) \($0.help)\n" } ?? ""
            return help + "# TYPE \(name) \(type)\n" + samples.joined(separator: "\n") + "\n"
        }.joined()
    }

    private static func text(_ value: Double) -> String {
        if value == .infinity { return "+Inf" }
        if value == -.infinity { return "-Inf" }
        // Counts are whole; a `.0` behind each would only be longer.
        return Int64(exactly: value).map { String($0) } ?? String(value)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
