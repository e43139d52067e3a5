// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Foundation
public import Issuance
import Records

/// The threads that keep a house going between requests.
final class Loops: @unchecked Sendable {
    private let workers: [Worker]
    /// What reads the records.
    private let status: Worker
    private let watch: AuditWatch
    /// What works with the authority's keys.
    private let authority: [Worker]

    /// Starts what the service's roles need.
    ///
    /// - Parameters:
    ///   - service: the house.
    ///   - complain: told of every fault, on the thread that met it.
    ///   - mustEnd: called when only another process can go on writing.
    init(
        _ service: MohrService, complain: @escaping @Sendable (ServiceError) -> Void,
        mustEnd: @escaping @Sendable () -> Void
    ) {
        // By a clock that is not believed nothing is signed, closed or taken down.
        let attempt = { @Sendable (work: () throws(ServiceError) -> Void) in
            if service.clockTrouble == nil { Self.attempt(complain, work) }
        }
        var workers: [Worker] = []
        // Twice a second: a revocation made by another process is seen within the second that is promised.
        let status = Worker("mohr-status", every: 0.5) {
            Self.attempt(complain) { () throws(ServiceError) in try service.refreshStatus() }
            service.reconsiderClock()
            service.notes.begin(service)
            if let trouble = service.clockWatch?.news { complain(.records(trouble)) }
            if service.records.mustRestart { mustEnd() }
        }
        self.status = status
        workers.append(status)
        // Invariant I6: at the start and at intervals.
        watch = service.watch
        let period = watch.intervalSeconds
        let auditing = Worker("mohr-audit", every: period > 0 ? TimeInterval(period) : Self.never) {
            Self.attempt(complain) { () throws(ServiceError) in try service.watchAudit() }
        }
        auditing.wake()
        workers.append(auditing)
        // Files of answers are renewed hours before they are needed, responders weeks.
        workers.append(
            Worker("mohr-answers", every: 5) {
                attempt { () throws(ServiceError) in try service.rollOverResponders() }
                attempt { () throws(ServiceError) in try service.pressAnswers() }
            })
        // Beside the thread that reads: to sign answers about all of an authority's certificates takes a while.
        if service.roles.contains(.certificateAuthority) {
            workers.append(
                Worker("mohr-additions", every: 0.5) {
                    attempt { () throws(ServiceError) in try service.addAnswers() }
                })
        }
        // Once a second: what a licensing body says is a matter of days, and a suspension of minutes.
        workers.append(
            Worker("mohr-professions", every: 1) {
                if service.roles.contains(.registrationAuthority), service.clockTrouble == nil {
                    service.takeDroppedFeeds(complain)
                }
                attempt { () throws(ServiceError) in try service.refreshProfessions() }
            })
        let looking = Worker("mohr-vitals", every: 5) { service.lookAround() }
        workers.append(looking)
        looking.wake()
        if service.roles.contains(.registrationAuthority) {
            workers.append(
                Worker("mohr-overdue", every: 60) {
                    attempt { () throws(ServiceError) in try service.closeOverdue() }
                    attempt { () throws(ServiceError) in try service.settleSuccessions() }
                })
            // Once a second: somebody is looking at a telephone.
            var outbox: Outbox?
            Self.attempt(complain) { () throws(ServiceError) in outbox = try service.outbox() }
            if let outbox {
                let bell = Bell()
                let sending = Worker("mohr-messages", every: 1) {
                    attempt { () throws(ServiceError) in
                        if try service.deliver(outbox) { bell.ring() }
                    }
                }
                bell.worker = sending
                workers.append(sending)
                workers.append(
                    Worker("mohr-holds", every: 5) {
                        attempt { () throws(ServiceError) in try service.tidyChannel() }
                    })
            }
        }
        if service.roles.contains(.certificateAuthority) {
            // Every two seconds: far within the five minutes that a list may take; it does little without changes.
            workers.append(
                Worker("mohr-lease", every: 2) {
                    attempt { () throws(ServiceError) in try service.keepLease() }
                })
            let publishing = Worker("mohr-lists", every: 2) {
                guard service.actsAsAuthority else { return }
                attempt { () throws(ServiceError) in try service.publishLists() }
            }
            let engine = service.engine
            let issuing = Worker("mohr-issuance", every: 1) {
                guard service.actsAsAuthority else { return }
                attempt { () throws(ServiceError) in
                    do throws(IssuanceError) {
                        _ = try engine.runOnce()
                    } catch {
                        throw .issuance(error)
                    }
                }
            }
            let signing = Worker("mohr-log", every: 1) {
                guard service.actsAsAuthority else { return }
                attempt { () throws(ServiceError) in try service.signLog() }
            }
            let bell = Bell()
            let campaigning = Worker("mohr-campaigns", every: 1) {
                guard service.actsAsAuthority else { return }
                attempt { () throws(ServiceError) in
                    if try service.doCampaigns() { bell.ring() }
                }
            }
            bell.worker = campaigning
            authority = [publishing, issuing, campaigning, signing]
        } else {
            authority = []
        }
        self.workers = workers + authority
    }

    /// Issues what was just approved and publishes what was just revoked without waiting for the next turn.
    func wakeAuthority() {
        for worker in authority { worker.wake() }
    }

    /// How long ago the records were last asked, answered or not; seconds.
    var secondsSinceTurn: Double { status.secondsSinceTurn }

    /// Ends all threads; returns when they have ended.
    func stop() {
        watch.stop()
        for worker in workers { worker.stop() }
    }

    /// Longer than any process runs; seconds.
    private static let never: TimeInterval = 3_155_760_000

    private static func attempt(
        _ complain: @Sendable (ServiceError) -> Void, _ work: () throws(ServiceError) -> Void
    ) {
        do throws(ServiceError) {
            try work()
        } catch {
            complain(error)
        }
    }
}

/// Lets a worker's turn ask for the next one; set before anything rings it, by the thread that starts the workers.
private final class Bell: @unchecked Sendable {
    private let lock = NSLock()
    private weak var kept: Worker?

    var worker: Worker? {
        get { lock.withLock { kept } }
        set { lock.withLock { kept = newValue } }
    }

    func ring() { worker?.wake() }
}

extension MohrService {
    /// What issues approved applications with the authorities opened here.
    public var engine: IssuanceEngine {
        let counters = counters
        let gate = gate
        return IssuanceEngine(
            records: records, authorities: issuers, profiles: profiles, clock: clock, admits: { gate.admits($0) }
        ) { outcome in
            switch outcome {
            case .issued: counters.count("mohr_issuances_total", ["outcome": "issued"])
            case .refused: counters.count("mohr_issuances_total", ["outcome": "refused"])
            case .failed: counters.count("mohr_issuances_total", ["outcome": "failed"])
            case .waiting: counters.count("mohr_issuances_total", ["outcome": "waiting"])
            case .moved: break
            }
        }
    }
}
