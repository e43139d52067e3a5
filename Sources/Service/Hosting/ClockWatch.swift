// SPDX-License-Identifier: Apache-2.0
public import DER
import Foundation
public import Records
public import Timestamping

/// The one that says whether the clock of this process is believed, and what time it is by it.
///
/// The system's clock is held against the one that nobody sets. While the two agree, time is the system's; when it
/// jumped, time goes on from where it was, so that nothing is dated wrongly and what is signed stays answered, and
/// ``trouble`` says that nothing new may be done. A jump ahead is believed when an officer says so
/// (`mohr timestamps confirm`), a step back never; either is over when the clock is right again.
///
/// It is also held against the records: at the start it may be ahead of everything on record by no more than the house
/// may have paused, and at no time may it be behind them.
///
/// - SeeAlso: ETSI EN 319 411-1 REV-6.2.4-07, GEN-6.4.5-08.
public final class ClockWatch: @unchecked Sendable {
    private let lock = NSLock()
    private let clock: FineClock
    /// How far the clock may jump ahead; seconds.
    private let step: Int64
    /// How far it may be ahead of everything on record at the start; seconds.
    private let pause: Int64
    private let confirmed: @Sendable () -> Int64?
    // The two clocks when they last agreed, and when the records were last asked; microseconds.
    private var anchor: (now: Int64, uptime: Int64)
    private var lastLook = Int64.min
    private var found: RecordsError?
    private var isTold = false
    /// What the records stand against, since they were first asked.
    private var recorded: RecordsError?
    private var isHeld = false
    private var jump: Int64 = 0

    /// How far the clock may be set back, as small corrections do; microseconds.
    private static let correction: Int64 = 30_000_000
    private static let second: Int64 = 1_000_000

    /// Begins to watch.
    ///
    /// - Parameters:
    ///   - clock: the system's.
    ///   - step: how far it may jump ahead; seconds.
    ///   - pause: how far it may be ahead of everything on record at the start; seconds.
    ///   - confirmed: what time somebody last said it is; microseconds since 1970. Asked once a second, in trouble only.
    public init(
        _ clock: FineClock, step: Int64, pause: Int64 = .max, confirmed: @escaping @Sendable () -> Int64?
    ) {
        self.clock = clock
        self.step = step
        self.pause = pause
        self.confirmed = confirmed
        anchor = (clock.now(), clock.uptime())
    }

    /// What time it is.
    public var now: Instant { lock.withLock { Instant(secondsSince1970: look().flooredSeconds) } }

    /// Why nothing new may be done now; nil while the clock is believed.
    public var trouble: RecordsError? { lock.withLock { standing } }

    /// ``trouble``, once each time that there is some.
    var news: RecordsError? {
        lock.withLock {
            guard let standing, !isTold else { return nil }
            isTold = true
            return standing
        }
    }

    /// How far the system's clock is ahead of the one that nobody sets, since the two last agreed; seconds.
    var stepSeconds: Double {
        lock.withLock {
            _ = look()
            return Double(jump) / Double(Self.second)
        }
    }

    /// Whether the records have to be asked again before the clock is believed.
    var waitsForRecords: Bool { lock.withLock { recorded != nil } }

    /// Holds the clock against the records: before anything is done, and again every few seconds.
    ///
    /// A clock far ahead of everything on record at the start may have been set while nobody looked; it is believed once
    /// there is something of about now on record, as a confirmation is. Later it may be as far ahead as it likes: a house
    /// where nothing happens writes nothing.
    ///
    /// - Parameter newest: the time of the newest line on record; nil when there is none.
    public func hold(against newest: Instant?) {
        lock.withLock {
            let now = Instant(microseconds: look())
            let mayBeAhead = isHeld && recorded == nil
            isHeld = true
            recorded = newest.flatMap { newest in
                if now.advanced(bySeconds: Records.toleratedClockSeconds) < newest {
                    return .clockBehind(seen: now, newest: newest, toleratedSeconds: Records.toleratedClockSeconds)
                }
                return mayBeAhead ? nil : Self.trouble(now: now, newest: newest, pause: pause)
            }
        }
    }

    /// What stands now; under the lock.
    private var standing: RecordsError? {
        _ = look()
        guard let stands = found ?? recorded else {
            isTold = false
            return nil
        }
        return stands
    }

    /// The time by the clock that is believed; under the lock.
    private func look() -> Int64 {
        let (now, uptime) = (clock.now(), clock.uptime())
        let expected = anchor.now &+ (uptime &- anchor.uptime)
        jump = now &- expected
        let allowed = step &* Self.second
        if (-Self.correction...allowed).contains(jump) || jump > 0 && isConfirmed(now, uptime, allowed) {
            anchor = (now, uptime)
            found = nil
            return now
        }
        let (seen, newest) = (Instant(microseconds: now), Instant(microseconds: expected))
        found =
            jump > 0
            ? .clockAhead(seen: seen, newest: newest, allowedSeconds: step)
            : .clockBehind(seen: seen, newest: newest, toleratedSeconds: Self.correction / Self.second)
        return expected
    }

    /// Whether somebody said that it is about this time.
    private func isConfirmed(_ now: Int64, _ uptime: Int64, _ allowed: Int64) -> Bool {
        guard lastLook == .min || uptime &- lastLook >= Self.second else { return false }
        lastLook = uptime
        guard let said = confirmed() else { return false }
        return said <= now &+ Self.second && now &- said <= allowed
    }

    /// Holds the system's clock against the records, as it is done before a house is opened.
    ///
    /// - Parameters:
    ///   - records: the house's.
    ///   - pause: how long nothing may have been done; seconds.
    ///   - now: by the system's clock.
    /// - Returns: why the clock is not believed; nil when it may be right.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public static func trouble(
        atStartOf records: Records, pause: Int64, now: Instant
    ) throws(RecordsError) -> RecordsError? {
        try records.newestTime().flatMap { trouble(now: now, newest: $0, pause: pause) }
    }

    private static func trouble(now: Instant, newest: Instant, pause: Int64) -> RecordsError? {
        now.seconds(since: newest) > pause ? .clockAhead(seen: now, newest: newest, allowedSeconds: pause) : nil
    }
}

extension Instant {
    fileprivate init(microseconds: Int64) { self.init(secondsSince1970: microseconds.flooredSeconds) }
}

extension Int64 {
    /// Microseconds as whole seconds, cut towards the past.
    fileprivate var flooredSeconds: Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: 1_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
