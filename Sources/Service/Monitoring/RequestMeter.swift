// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Counts and times the requests of one listener by their route.
///
/// A route is its pattern, never the path: paths hold serial numbers and are of strangers' making.
public final class RequestMeter: @unchecked Sendable {
    /// What is told of one answer: nothing about who asked, and not what they asked about.
    public struct Answer: Sendable, Hashable {
        /// `public` or `office`.
        public let listener: String
        /// The method and the route's pattern; `none` where no route was found.
        public let route: String
        /// The status code.
        public let status: Int
        /// From the whole request to the answer; microseconds.
        public let microseconds: Int64
    }

    private final class Cell: @unchecked Sendable {
        let lock = NSLock()
        var codes: [Int: Int64] = [:]
        var buckets = [Int64](repeating: 0, count: RequestMeter.bounds.count)
        var count: Int64 = 0
        var nanoseconds: UInt64 = 0
    }

    private let listener: String
    private let routes: [String]
    private let cells: [Cell]
    private let tell: (@Sendable (Answer) -> Void)?

    /// Upper bounds of the buckets in seconds; 0.3 is what a pharmacy waits.
    static let bounds: [Double] = [0.001, 0.005, 0.025, 0.1, 0.3, 1, 5]

    /// Sets a meter up.
    ///
    /// - Parameters:
    ///   - listener: its name.
    ///   - routes: of the router, in its order.
    ///   - tell: told of every answer; must not wait. `nil` costs nothing.
    public init(listener: String, routes: [String], tell: (@Sendable (Answer) -> Void)? = nil) {
        self.listener = listener
        self.routes = routes + ["none"]
        cells = self.routes.map { _ in Cell() }
        self.tell = tell
    }

    /// What time it is by the clock that no one sets.
    static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

    /// Counts an answer.
    ///
    /// - Parameters:
    ///   - route: its place in the router; `nil` when there is none.
    ///   - status: the code.
    ///   - start: ``now`` when the request was whole.
    func note(_ route: Int?, status: Int, since start: UInt64) {
        let place = route ?? cells.count - 1
        guard cells.indices.contains(place) else { return }
        let now = Self.now
        let elapsed = now > start ? now - start : 0
        let seconds = Double(elapsed) / 1_000_000_000
        let cell = cells[place]
        cell.lock.withLock {
            cell.codes[status, default: 0] += 1
            cell.count += 1
            cell.nanoseconds &+= elapsed
            if let bucket = Self.bounds.firstIndex(where: { seconds <= $0 }) { cell.buckets[bucket] += 1 }
        }
        tell?(
            Answer(
                listener: listener, route: routes[place], status: status, microseconds: Int64(clamping: elapsed / 1_000)
            ))
    }

    /// Adds what was counted.
    func write(to metrics: inout MetricsText) {
        for (route, cell) in zip(routes, cells) {
            let (codes, buckets, count, sum) = cell.lock.withLock {
                (cell.codes, cell.buckets, cell.count, cell.nanoseconds)
            }
            guard count > 0 else { continue }
            let labels = [("listener", listener), ("route", route)]
            for (code, number) in codes.sorted(by: { $0.key < $1.key }) {
                metrics.add(.httpRequests, labels + [("code", "\(code)")], Double(number))
            }
            let name = MetricName.httpDuration.rawValue
            var sofar: Int64 = 0
            for (bound, number) in zip(Self.bounds, buckets) {
                sofar += number
                metrics.add(name, suffix: "_bucket", labels + [("le", "\(bound)")], Double(sofar))
            }
            metrics.add(name, suffix: "_bucket", labels + [("le", "+Inf")], Double(count))
            metrics.add(name, suffix: "_sum", labels, Double(sum) / 1_000_000_000)
            metrics.add(name, suffix: "_count", labels, Double(count))
        }
    }
}
