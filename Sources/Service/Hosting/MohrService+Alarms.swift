// SPDX-License-Identifier: Apache-2.0
import DER
import Records

extension MohrService {
    /// Tells that an officer's key was used faster than a person works.
    ///
    /// In the metrics each time, in the log when the officer was suspended for it. The desk shows it to supervisors and
    /// administrators until somebody has looked into it.
    static func tell(_ alarm: OfficerAlarm, _ counters: Counters, _ faults: FaultLog) {
        counters.count(
            "mohr_officer_limits_total", ["consequence": alarm.hasSuspended ? "suspended" : "refused"])
        if alarm.hasSuspended { faults.report(Fault("enrollment", OfficerSuspendedByItself(alarm: alarm))) }
    }

    /// How many officers the house has suspended by itself and nobody has let work again.
    ///
    /// `nil` when the records cannot be read.
    var standingAlarmCount: Int? { try? records.standingAlarms().count }
}

/// What the log says of an officer whom the house suspended.
private struct OfficerSuspendedByItself: Error, CustomStringConvertible {
    let alarm: OfficerAlarm

    var description: String {
        "ALARM officer \(alarm.officer) of office \(alarm.office) suspended at \(alarm.time.rfc3339): more than "
            + "\(alarm.limit.count) steps to \(alarm.step.rawValue) in \(alarm.limit.seconds) s"
    }
}
