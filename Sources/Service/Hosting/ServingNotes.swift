// SPDX-License-Identifier: Apache-2.0
import Foundation
import Records

/// The lines of the audit log that say when a process began and ceased to serve, and whether its clock was kept.
///
/// A process that is killed leaves no last line; the next one of its role says in its first line that it did.
///
/// - SeeAlso: S/MIME BR 5.4.1(3); ETSI EN 319 401 REQ-7.10-05, -06.
final class ServingNotes: @unchecked Sendable {
    /// What became of the process before this one.
    enum Previous: String {
        /// It ended as it should, or there was none.
        case ended
        /// Another of the same role is serving beside this one.
        case serving
        /// It is there no more, and did not say that it ended.
        case crashed
    }

    static let began = "service.began"
    static let ended = "service.ended"
    static let clockKept = "clock.kept"
    static let clockUnkept = "clock.unkept"

    private let lock = NSLock()
    private let previous: Previous
    private var hasBegun = false
    private var isGivenUp = false
    private var lastClock: (isKept: Bool, at: UInt64)?

    /// Looks what the one before left behind.
    ///
    /// - Parameter state: where it said how it was.
    init(_ state: StateFolder) {
        previous =
            switch state.lastProcess {
            case nil: .ended
            case .some(let process): process.isOver ? .crashed : .serving
            }
    }

    /// Says that the process serves, once; not by a clock that is not believed.
    func begin(_ service: MohrService) {
        guard lock.withLock({ !hasBegun && !isGivenUp }), service.isClockBelieved else { return }
        let isWritten = note(Self.began, service, ["previous": previous.rawValue])
        // Records that refuse writes now are told by health; the process's own log has told the start.
        lock.withLock { (hasBegun, isGivenUp) = (isWritten, !isWritten) }
    }

    /// Says that the process serves no more, if it has said that it does.
    func end(_ service: MohrService, isDrained: Bool) {
        guard lock.withLock({ hasBegun }), service.isClockBelieved else { return }
        _ = note(Self.ended, service, ["drained": isDrained ? "yes" : "no"])
    }

    /// Says once a day that the clock is kept, and at once when it no longer is, or is again.
    func clock(_ keeping: ClockKeeping, _ service: MohrService) {
        guard service.configuration.monitoring.synchronisation != .ignored,
            service.roles.contains(.certificateAuthority), service.actsAsAuthority, service.isClockBelieved
        else { return }
        let now = DispatchTime.now().uptimeNanoseconds
        let isDue = lock.withLock {
            lastClock.map { $0.isKept != keeping.isKept || now - $0.at >= Self.day } ?? true
        }
        guard isDue else { return }
        let details = keeping.ageSeconds.map { ["ageSeconds": "\($0)"] } ?? [:]
        guard note(keeping.isKept ? Self.clockKept : Self.clockUnkept, service, details) else { return }
        lock.withLock { lastClock = (keeping.isKept, now) }
    }

    private func note(_ act: String, _ service: MohrService, _ details: [String: String]) -> Bool {
        do throws(RecordsError) {
            let role = Role.word(for: service.roles)
            try service.records.note(act, of: "service:\(role)", by: "service", at: service.clock(), details: details)
            return true
        } catch {
            return false
        }
    }

    private static let day: UInt64 = 86_400_000_000_000
}
