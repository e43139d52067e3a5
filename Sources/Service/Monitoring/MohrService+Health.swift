// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import Records
import Revocation
import Timestamping

extension MohrService {
    /// What cannot be promised now, in short codes; a code may name behind a colon what it is about.
    public var complaints: [String] {
        var found: [String] = []
        let now = clock()
        if records.refusal != nil { found.append("records-refuse-writes") }
        switch clockTrouble {
        case .clockBehind: found.append("clock-behind")
        case .some: found.append("clock-ahead")
        case nil: break
        }
        found += listComplaints(at: now) + watch.complaints
        if timestamps?.complaint != nil { found.append("timestamps-refused") }
        if hasMessagesGivenUp { found.append("messages-given-up") }
        // Three missed turns of the loop that reads the records.
        if now.seconds(since: snapshots.status.asOf) > 5 { found.append("status-behind") }
        return found + vitals.findings.complaints.filter { !found.contains($0) }
    }

    /// What somebody should see to, while everything that this process is there for is done.
    public var warnings: [String] {
        vitals.findings.warnings
            + neighbours.compactMap { one in
                if one.ageSeconds > Self.silenceSeconds { return "role-silent:\(one.role)" }
                return one.isWell ? nil : "role-unwell:\(one.role)"
            }
    }

    /// Everything that is counted and measured, for Prometheus.
    public var metrics: String {
        var metrics = vitals.findings.metrics
        watch.write(to: &metrics)
        counters.write(to: &metrics)
        for meter in meters.all { meter.write(to: &metrics) }
        let now = clock()
        for list in lists.all where !list.path.contains("/") {
            let labels = [("list", list.path)]
            metrics.add(.crlAgeSeconds, labels, Double(now.seconds(since: list.thisUpdate)))
            metrics.add(.crlNextUpdate, labels, Double(list.nextUpdate.secondsSince1970))
            metrics.add(.crlNumber, labels, Double(list.record.number))
        }
        metrics.add(.certificatesOnRecord, [], Double(snapshots.status.index.count))
        if let suspended = standingAlarmCount { metrics.add(.officersSuspended, [], Double(suspended)) }
        metrics.add(.statusAgeSeconds, [], Double(now.seconds(since: snapshots.status.asOf)))
        let (complaints, warnings) = (Set(complaints.map(Complaints.kind)), Set(warnings.map(Complaints.kind)))
        metrics.add(.healthy, [], complaints.isEmpty ? 1 : 0)
        for kind in Complaints.kinds { metrics.add(.complaint, [("kind", kind)], complaints.contains(kind) ? 1 : 0) }
        for kind in Complaints.warnings { metrics.add(.warning, [("kind", kind)], warnings.contains(kind) ? 1 : 0) }
        for one in neighbours { metrics.add(.roleStateAgeSeconds, [("role", one.role)], Double(one.ageSeconds)) }
        ProcessReading.write(to: &metrics)
        return metrics.text
    }

    /// Looks at what is not looked at each time somebody asks, and tells the neighbours; to be called every few seconds.
    func lookAround() {
        vitals.look(self)
        state.write(complaints: complaints, warnings: warnings, metrics: metrics, at: clock())
    }

    /// Tells in the metrics how many lines a log has lost.
    public func tellDropped(by log: EventLog) {
        vitals.use { $0.dropped = { log.dropped } }
    }

    private var neighbours: [StateFolder.Neighbour] { state.neighbours(at: clock()) }

    /// Six missed turns.
    private static let silenceSeconds: Int64 = 30
}
