// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Times work against its limit in turn: a slice of one, a slice of the other, again and again.
///
/// Machines are noisy and shared; slices that alternate meet the same noise, so the ratio can be trusted where the rates
/// cannot.
struct Stopwatch {
    /// What came of both.
    struct Outcome {
        /// Times a second, the median of the slices.
        let rate: Double
        /// The limit's, likewise.
        let limit: Double
        /// The median of the slices' ratios.
        let ratio: Double
    }

    /// Times two pieces of work.
    ///
    /// - Parameters:
    ///   - slices: how many of each.
    ///   - seconds: how long a slice takes.
    ///   - work: what is measured, once.
    ///   - limit: what it cannot be faster than, once.
    /// - Returns: medians of the slices.
    static func race(
        slices: Int = 8, seconds: Double = 0.4, _ work: () throws -> Void, against limit: () throws -> Void
    ) rethrows -> Outcome {
        var rates: [Double] = []
        var limits: [Double] = []
        for _ in 0..<slices {
            rates.append(try rate(seconds, work))
            limits.append(try rate(seconds, limit))
        }
        let ratios = zip(rates, limits).map { $0 / $1 }
        return Outcome(rate: median(rates), limit: median(limits), ratio: median(ratios))
    }

    /// How often a second something is done, over and over.
    static func rate(_ seconds: Double, _ work: () throws -> Void) rethrows -> Double {
        var count = 0
        let start = DispatchTime.now().uptimeNanoseconds
        let end = start + UInt64(seconds * 1e9)
        while DispatchTime.now().uptimeNanoseconds < end {
            for _ in 0..<16 { try work() }
            count += 16
        }
        return Double(count) / (Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
    }

    /// How long something takes, once; seconds.
    static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let start = DispatchTime.now().uptimeNanoseconds
        try work()
        return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard let middle = sorted.dropFirst(sorted.count / 2).first else { return 0 }
        return middle
    }
}
