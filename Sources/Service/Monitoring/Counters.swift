// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Counts of what happened, for `GET /metrics`.
///
/// Names and labels are few and fixed: nothing that arrives becomes a label, so a stranger cannot make them grow.
public final class Counters: @unchecked Sendable {
    private struct Key: Hashable {
        let name: String
        let labels: [String: String]
    }

    private let lock = NSLock()
    private var counts: [Key: Int64] = [:]

    /// Starts at zero.
    public init() {}

    /// Adds one.
    ///
    /// - Parameters:
    ///   - name: as Prometheus names counters: `mohr_…_total`.
    ///   - labels: from a closed set.
    public func count(_ name: String, _ labels: [String: String] = [:]) {
        lock.withLock { counts[Key(name: name, labels: labels), default: 0] += 1 }
    }

    /// The counts in Prometheus' text format, sorted.
    ///
    /// - Parameter gauges: values of the moment, by name with labels.
    /// - Returns: text, a metric a line.
    public func text(gauges: [(String, Double)]) -> String {
        let counted = lock.withLock { counts }
        var lines = counted.map { key, count in
            let labels = key.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }
            return "\(key.name)\(labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}") \(count)"
        }.sorted()
        var types = Set(counted.keys.map(\.name)).sorted().map { "# TYPE \($0) counter" }
        for (name, value) in gauges {
            let bare = name.prefix { $0 != "{" }
            let type = "# TYPE \(bare) gauge"
            if !types.contains(type) { types.append(type) }
            lines.append("\(name) \(value)")
        }
        // Prometheus wants a metric's type before its lines.
        let all = types.flatMap { type -> [String] in
            let name = type.split(separator: " ")[2]
            return [type] + lines.filter { $0.prefix { !"{ ".contains($0) } == name }
        }
        return all.joined(separator: "\n") + "\n"
    }
}
