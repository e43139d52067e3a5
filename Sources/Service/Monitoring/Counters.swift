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

    /// Adds one, or more.
    ///
    /// - Parameters:
    ///   - name: as Prometheus names counters: `mohr_…_total`.
    ///   - labels: from a closed set.
    ///   - count: how many.
    public func count(_ name: String, _ labels: [String: String] = [:], _ count: Int = 1) {
        lock.withLock { counts[Key(name: name, labels: labels), default: 0] &+= Int64(clamping: count) }
    }

    /// Adds what was counted.
    ///
    /// - Parameter metrics: where to.
    public func write(to metrics: inout MetricsText) {
        let counted = lock.withLock { counts }
        let sorted = counted.map { (key: $0.key, labels: $0.key.labels.sorted { $0.key < $1.key }, count: $0.value) }
            .sorted { ($0.key.name, "\($0.labels)") < ($1.key.name, "\($1.labels)") }
        for one in sorted {
            metrics.add(one.key.name, one.labels.map { ($0.key, $0.value) }, Double(one.count))
        }
    }
}
