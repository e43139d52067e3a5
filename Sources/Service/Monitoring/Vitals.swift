// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import Records
import Revocation

/// What costs a look at disk, token, clock or log to know of a process, looked at every few seconds and kept.
///
/// Asking for health is then free, however often a stranger asks.
final class Vitals: @unchecked Sendable {
    /// What was found.
    struct Findings: Sendable {
        var complaints: [String] = []
        var warnings: [String] = []
        var metrics = MetricsText()
    }

    /// What looks.
    struct Senses: Sendable {
        /// Free bytes, and all bytes, of the file system of a path.
        var disk: @Sendable (String) -> (free: Double, all: Double)? = Vitals.disk
        /// Whether the kernel is told the time; nil when it does not say.
        var kernelClock: @Sendable () -> Bool? = { nil }
        /// Microseconds since any moment.
        var uptime: @Sendable () -> Int64 = { Int64(clamping: DispatchTime.now().uptimeNanoseconds / 1_000) }
        /// Microseconds since 1970.
        var now: @Sendable () -> Int64 = { Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)) }
        /// Lines of the log that nobody took.
        var dropped: @Sendable () -> Int? = { nil }
        /// Messages that wait to be sent, and how long the oldest has.
        var outbox: @Sendable () -> (count: Int, oldestSeconds: Int64)? = { nil }
    }

    private let lock = NSLock()
    private var found = Findings()
    private var clockDrift: ClockDrift
    private var audit: (findings: Int, at: UInt64)?
    private var seenHeads: [AuditHead] = []
    private let begun = DispatchTime.now().uptimeNanoseconds
    private var senses: Senses

    init(_ plan: Configuration.Monitoring, senses: Senses = Senses()) {
        self.senses = senses
        clockDrift = ClockDrift(
            maximumStepSeconds: plan.maximumStepSeconds, synchronisedSeconds: plan.synchronisedSeconds)
    }

    /// What was found at the last look.
    var findings: Findings { lock.withLock { found } }

    /// Looks otherwise from now on.
    func use(_ change: (inout Senses) -> Void) { lock.withLock { change(&senses) } }

    /// Looks at everything but the audit log.
    func look(_ service: MohrService) {
        let senses = lock.withLock { self.senses }
        var next = Findings()
        disk(service, senses, &next)
        clock(service, senses, &next)
        keys(service, &next)
        auditAge(service, &next)
        waiting(service, senses, &next)
        if let dropped = senses.dropped() { next.metrics.add(.logLinesDropped, [], Double(dropped)) }
        certificates(service, &next)
        lock.withLock { found = next }
    }

    /// Computes the whole audit log anew, against the heads that this process saw before.
    func checkAudit(_ service: MohrService) throws(ServiceError) {
        let seen = lock.withLock { seenHeads }
        let check = try MohrService.records { () throws(RecordsError) in try service.records.verifyAudit(against: seen)
        }
        lock.withLock {
            audit = (check.findings.count, DispatchTime.now().uptimeNanoseconds)
            // The newest of each hour or so are enough: whoever rewrites changes all of them.
            seenHeads = Array((seenHeads + (check.findings.isEmpty ? [check.head] : [])).suffix(16))
        }
    }

    private func disk(_ service: MohrService, _ senses: Senses, _ next: inout Findings) {
        guard let (free, all) = senses.disk(service.home.path), all > 0 else { return }
        next.metrics.add(.diskFreeBytes, [], free)
        next.metrics.add(.diskFreeRatio, [], free / all)
        if free / all * 100 < Double(service.configuration.monitoring.sparePercent) {
            next.complaints.append("disk-low")
        }
    }

    private func clock(_ service: MohrService, _ senses: Senses, _ next: inout Findings) {
        let now = senses.now()
        var reading = ClockDrift.Reading(now: now, uptime: senses.uptime())
        if let size = try? service.records.auditHead().size, size > 0,
            let line = try? service.records.auditLines(from: size - 1, limit: 1).first
        {
            reading.newestLine = line.time.secondsSince1970
            next.metrics.add(.auditLogSize, [], Double(size))
            next.metrics.add(.clockAheadOfLogSeconds, [], Double(now / 1_000_000 - line.time.secondsSince1970))
        }
        reading.confirmed = try? service.records.timestampMark(of: Home.timestampUnit)
        switch service.configuration.monitoring.synchronisation {
        case .ignored: break
        case .kernel: reading.isSynchronised = senses.kernelClock() ?? false
        case .file(let file):
            let changed = try? FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
            reading.isSynchronised = changed != nil
            reading.synchronisedAgeSeconds = changed.map { now / 1_000_000 - Int64($0.timeIntervalSince1970) }
        }
        let complaints = lock.withLock { clockDrift.complaints(reading) }
        next.complaints += complaints
        next.metrics.add(.clockStepSeconds, [], lock.withLock { clockDrift.stepSeconds })
        if let age = reading.synchronisedAgeSeconds { next.metrics.add(.clockSynchronisedAgeSeconds, [], Double(age)) }
    }

    private func keys(_ service: MohrService, _ next: inout Findings) {
        let gone = service.keys.unreachable
        next.complaints += gone.map { "key-unreachable:\($0)" }
        next.warnings += service.missingKeys.map { "key-unreadable:\($0)" }
        next.metrics.add(.keysUnreachable, [], Double(gone.count + service.missingKeys.count))
    }

    private func auditAge(_ service: MohrService, _ next: inout Findings) {
        let period = service.configuration.monitoring.auditCheckSeconds
        guard period > 0, service.roles.contains(.certificateAuthority) else { return }
        let (known, now) = (lock.withLock { audit }, DispatchTime.now().uptimeNanoseconds)
        let age = Double(now - (known?.at ?? begun)) / 1_000_000_000
        if let known {
            next.metrics.add(.auditCheckAgeSeconds, [], age)
            next.metrics.add(.auditFindings, [], Double(known.findings))
            if known.findings > 0 { next.complaints.append("audit-altered") }
        }
        // Two turns missed, and an hour for a log of many millions of lines.
        if age > Double(period) * 3 + 3_600 { next.complaints.append("audit-unchecked") }
    }

    private func waiting(_ service: MohrService, _ senses: Senses, _ next: inout Findings) {
        let limit = service.configuration.monitoring.waitingSeconds
        if let waiting = try? service.records.applications(in: .approved, of: nil, after: nil, limit: 1_000) {
            let oldest = waiting.map(\.changed).min().map { max(service.clock().seconds(since: $0), 0) } ?? 0
            next.metrics.add(.applicationsWaiting, [], Double(waiting.count))
            next.metrics.add(.applicationWaitingSeconds, [], Double(oldest))
            if oldest > limit { next.complaints.append("issuance-waiting") }
        }
        if let (count, oldest) = senses.outbox() ?? service.waitingMessages {
            next.metrics.add(.outboxWaiting, [], Double(count))
            next.metrics.add(.outboxOldestSeconds, [], Double(oldest))
            if oldest > limit { next.complaints.append("outbox-waiting") }
        }
    }

    private func certificates(_ service: MohrService, _ next: inout Findings) {
        var ends = service.authorities.map { ($0.key, $0.value.validity.notAfter) }
        for authority in service.responding.all {
            ends.append((Home.responder(of: authority.name), authority.responder.tbs.validity.notAfter))
        }
        for name in [Home.timestampUnit, Home.officeListener] {
            if let end = (try? Materials.certificates(service.home.certificate(name)))?.first?.tbs.validity.notAfter {
                ends.append((name, end))
            }
        }
        let now = service.clock()
        // While a responder is rolled over there are two of a name: the later one counts.
        for (name, end) in Dictionary(ends, uniquingKeysWith: max).sorted(by: { $0.key < $1.key }) {
            next.metrics.add(.certificateNotAfter, [("name", name)], Double(end.secondsSince1970))
            if end.seconds(since: now) < service.configuration.monitoring.endingSeconds {
                next.warnings.append("certificate-ending:\(name)")
            }
        }
    }

    private static func disk(_ path: String) -> (free: Double, all: Double)? {
        guard let found = try? FileManager.default.attributesOfFileSystem(forPath: path),
            let free = found[.systemFreeSize] as? NSNumber, let all = found[.systemSize] as? NSNumber
        else { return nil }
        return (free.doubleValue, all.doubleValue)
    }
}
