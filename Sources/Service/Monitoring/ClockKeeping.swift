// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation

/// Whether somebody keeps the clock by UTC, as far as the configuration says where to see it.
///
/// Whether the clock is right is another question, which ``ClockWatch`` answers.
///
/// - SeeAlso: ETSI EN 319 411-1 REV-6.2.4-07.
struct ClockKeeping: Sendable, Hashable {
    /// False when it was not set for longer than it may be, or nobody sets it.
    let isKept: Bool
    /// How long ago it was set; seconds, `nil` when nobody says.
    let ageSeconds: Int64?

    /// Looks.
    ///
    /// - Parameters:
    ///   - plan: where it is seen that the clock is set, and how long ago that may be.
    ///   - kernel: whether the kernel is told the time; `nil` when it does not say, which is no.
    ///   - now: by the system's clock.
    init(_ plan: Configuration.Monitoring, asking kernel: () -> Bool?, at now: Instant) {
        switch plan.synchronisation {
        case .ignored:
            (isKept, ageSeconds) = (true, nil)
        case .kernel:
            (isKept, ageSeconds) = (kernel() ?? false, nil)
        case .file(let file):
            let changed = try? FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
            ageSeconds = changed.map { now.secondsSince1970 - Int64($0.timeIntervalSince1970.rounded(.down)) }
            isKept = ageSeconds.map { $0 <= plan.synchronisedSeconds } ?? false
        }
    }
}
