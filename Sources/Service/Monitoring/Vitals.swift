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
        /// By the system's clock, believed or not.
        var now: @Sendable () -> Instant = { Instant.now() }
        /// Lines of the log that nobody took.
        var dropped: @Sendable () -> Int? = { nil }
        /// Messages that wait to be sent, and how long the oldest has.
        var outbox: @Sendable () -> (count: Int, oldestSeconds: Int64)? = { nil }
    }

    private let lock = NSLock()
    private var found = Findings()
    private var senses: Senses

    init(senses: Senses = Senses()) { self.senses = senses }

    /// What was found at the last look.
    var findings: Findings { lock.withLock { found } }

    /// Looks otherwise from now on.
    func use(_ change: (inout Senses) -> Void) { lock.withLock { change(&senses) } }

    /// Looks at everything but the audit log, which ``AuditWatch`` does.
    func look(_ service: MohrService) {
        let senses = lock.withLock { self.senses }
        var next = Findings()
        disk(service, senses, &next)
        clock(service, senses, &next)
        keys(service, &next)
        waiting(service, senses, &next)
        if let dropped = senses.dropped() { next.metrics.add(.logLinesDropped, [], Double(dropped)) }
        certificates(service, &next)
        lock.withLock { found = next }
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
        if let head = try? service.records.auditHead(), head.size > 0,
            let newest = (try? service.records.newestTime()) ?? nil
        {
            service.clockWatch?.hold(against: newest)
            next.metrics.add(.auditLogSize, [], Double(head.size))
            next.metrics.add(.clockAheadOfLogSeconds, [], Double(senses.now().seconds(since: newest)))
        }
        if let step = service.clockWatch?.stepSeconds { next.metrics.add(.clockStepSeconds, [], step) }
        let keeping = ClockKeeping(service.configuration.monitoring, asking: senses.kernelClock, at: senses.now())
        service.notes.clock(keeping, service)
        if !keeping.isKept { next.complaints.append("clock-unsynchronised") }
        if let age = keeping.ageSeconds { next.metrics.add(.clockSynchronisedAgeSeconds, [], Double(age)) }
    }

    private func keys(_ service: MohrService, _ next: inout Findings) {
        let gone = service.keys.unreachable
        next.complaints += gone.map { "key-unreachable:\($0)" }
        next.warnings += service.missingKeys.map { "key-unreadable:\($0)" }
        next.metrics.add(.keysUnreachable, [], Double(gone.count + service.missingKeys.count))
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
