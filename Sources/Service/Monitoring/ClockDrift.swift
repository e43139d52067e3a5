// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Holds the clock against the one that no one sets, against the log, and against whoever is to keep it.
///
/// A value of readings and a rule: no clock is read here, so that tests can be any.
struct ClockDrift: Sendable {
    /// What was read at one moment.
    struct Reading: Sendable {
        /// Microseconds since 1970.
        var now: Int64
        /// Microseconds since any moment; only grows.
        var uptime: Int64
        /// The newest line of the audit log; seconds since 1970.
        var newestLine: Int64?
        /// The latest time that an administrator, or a stamp, said is right; microseconds since 1970.
        var confirmed: Int64?
        /// Whether the clock is set by UTC, and how long ago that was, as far as it is known.
        var isSynchronised: Bool?
        var synchronisedAgeSeconds: Int64?
    }

    let maximumStepSeconds: Int64
    let synchronisedSeconds: Int64
    private var anchor: (now: Int64, uptime: Int64)?
    /// What had been confirmed when the clock was first seen to have jumped.
    private var confirmedAtJump: Int64?
    private var hasJumped = false

    /// How far the clock ran ahead since the start, or since it was confirmed; seconds.
    private(set) var stepSeconds: Double = 0

    init(maximumStepSeconds: Int64, synchronisedSeconds: Int64) {
        self.maximumStepSeconds = maximumStepSeconds
        self.synchronisedSeconds = synchronisedSeconds
    }

    /// What is wrong with the clock.
    mutating func complaints(_ reading: Reading) -> [String] {
        var found: [String] = []
        if hasStepped(reading) { found.append("clock-jumped") }
        // The log refuses lines that are a minute older than its newest one.
        if let newest = reading.newestLine, reading.now / 1_000_000 < newest - 60 { found.append("clock-behind") }
        if reading.isSynchronised == false {
            found.append("clock-unsynchronised")
        } else if let age = reading.synchronisedAgeSeconds, age > synchronisedSeconds {
            found.append("clock-unsynchronised")
        }
        return found
    }

    private mutating func hasStepped(_ reading: Reading) -> Bool {
        guard let anchor else {
            self.anchor = (reading.now, reading.uptime)
            return false
        }
        let (now, nowOverflow) = reading.now.subtractingReportingOverflow(anchor.now)
        let (uptime, uptimeOverflow) = reading.uptime.subtractingReportingOverflow(anchor.uptime)
        let (step, overflow) = now.subtractingReportingOverflow(uptime)
        guard !nowOverflow, !uptimeOverflow, !overflow else { return true }
        stepSeconds = Double(step) / 1_000_000
        guard step > maximumStepSeconds * 1_000_000 else {
            hasJumped = false
            return false
        }
        if !hasJumped {
            hasJumped = true
            confirmedAtJump = reading.confirmed
        }
        // Somebody said after the jump that the clock is right (`mohr timestamps confirm`).
        if let confirmed = reading.confirmed, confirmed > (confirmedAtJump ?? .min), confirmed > anchor.now,
            abs(reading.now - confirmed) <= maximumStepSeconds * 1_000_000
        {
            self.anchor = (reading.now, reading.uptime)
            (hasJumped, stepSeconds) = (false, 0)
            return false
        }
        return true
    }
}
