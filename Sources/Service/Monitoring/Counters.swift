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
    private var tallies: [Key: Tally] = [:]

    /// Starts at zero.
    public init() {}

    /// Adds one, or more.
    ///
    /// - Parameters:
    ///   - name: as Prometheus names counters: `mohr_…_total`.
    ///   - labels: from a closed set.
    ///   - count: how many.
    public func count(_ name: String, _ labels: [String: String] = [:], _ count: Int = 1) {
        tally(name, labels).count(count)
    }

    /// One count by itself, for who counts so often that even looking it up would tell.
    ///
    /// - Parameters:
    ///   - name: as Prometheus names counters: `mohr_…_total`.
    ///   - labels: from a closed set.
    /// - Returns: the same one to everyone who asks for it.
    func tally(_ name: String, _ labels: [String: String] = [:]) -> Tally {
        let key = Key(name: name, labels: labels)
        return lock.withLock {
            if let known = tallies[key] { return known }
            let tally = Tally()
            tallies[key] = tally
            return tally
        }
    }

    /// Adds what was counted.
    ///
    /// - Parameter metrics: where to.
    public func write(to metrics: inout MetricsText) {
        // What was not counted yet is not told.
        let counted = lock.withLock { tallies }.mapValues(\.value).filter { $0.value > 0 }
        let sorted = counted.map { (key: $0.key, labels: $0.key.labels.sorted { $0.key < $1.key }, count: $0.value) }
            .sorted { ($0.key.name, "\($0.labels)") < ($1.key.name, "\($1.labels)") }
        for one in sorted {
            metrics.add(one.key.name, one.labels.map { ($0.key, $0.value) }, Double(one.count))
        }
    }
}
