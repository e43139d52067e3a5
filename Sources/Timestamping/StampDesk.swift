// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records

/// Gives out the number and the time of each stamp: each number once, each time after the one before.
///
/// Numbers and times come out of a reservation that was durable before any of it is used, so neither a crash nor a clock
/// that was set back makes one come twice.
final class StampDesk: @unchecked Sendable {
    /// What a stamp bears.
    struct Slip {
        let serialNumber: SerialNumber
        let microseconds: Int64
    }

    private let lock = NSLock()
    private let unit: String
    private let plan: StampingPlan
    private let records: Records
    private let clock: FineClock

    private var numbers: Range<Int64> = 0..<0
    private var prefix: [UInt8] = []
    private var mark: Int64 = .min
    private var last: Int64 = .min
    /// The clocks when the last stamp was made, or the last confirmation taken.
    private var anchor: (now: Int64, uptime: Int64)?
    private var lastLook: Int64 = .min
    private var trouble: TimestampingError?

    init(unit: String, plan: StampingPlan, records: Records, clock: FineClock) {
        self.unit = unit
        self.plan = plan
        self.records = records
        self.clock = clock
    }

    /// Why the last stamp was not made; `nil` when it was.
    var complaint: TimestampingError? { lock.withLock { trouble } }

    /// Draws the next number and time.
    ///
    /// - Throws: ``TimestampingError`` of the clock or the records.
    func draw() throws(TimestampingError) -> Slip {
        lock.lock()
        defer { lock.unlock() }
        do throws(TimestampingError) {
            let slip = try next()
            trouble = nil
            return slip
        } catch {
            trouble = error
            throw error
        }
    }

    private func next() throws(TimestampingError) -> Slip {
        let now = clock.now()
        let uptime = clock.uptime()
        try refuseStep(now, uptime)
        // Small corrections set a clock back by less than what is promised of it; more is no correction.
        guard last == .min || now >= last - StampingPlan.leaseMicroseconds else {
            throw .clockBehind(seen: Self.instant(now), newest: Self.instant(last))
        }
        var time = plan.isOrdered && last != .min ? max(now, last + 1) : now
        while numbers.isEmpty || time > mark {
            try reserve(at: now, stampingAt: time)
            if plan.isOrdered, last != .min { time = max(now, last + 1) }
        }
        let number = numbers.lowerBound
        numbers = (number + 1)..<numbers.upperBound
        last = max(last, time)
        anchor = (now, uptime)
        return Slip(serialNumber: SerialNumber(unsigned: Self.octets(number) + prefix), microseconds: time)
    }

    /// Refuses a clock that ran ahead of the one that no one sets, until someone says that it is right.
    private func refuseStep(_ now: Int64, _ uptime: Int64) throws(TimestampingError) {
        guard let anchor else { return }
        let step = (now &- anchor.now) &- (uptime &- anchor.uptime)
        guard step > plan.maximumStepSeconds * 1_000_000 else { return }
        // Looked up once a second at most: a flood of requests is not to become a flood of queries.
        if lastLook == .min || uptime - lastLook >= 1_000_000 {
            lastLook = uptime
            let confirmed = try recorded { () throws(RecordsError) in try records.timestampMark(of: unit) }
            if let confirmed, confirmed > mark, confirmed <= now,
                now - confirmed <= plan.maximumStepSeconds * 1_000_000
            {
                self.anchor = nil
                return
            }
        }
        throw .clockAhead(
            seen: Self.instant(now), newest: Self.instant(anchor.now), allowedSeconds: plan.maximumStepSeconds)
    }

    private func reserve(at now: Int64, stampingAt time: Int64) throws(TimestampingError) {
        let bounds = TimestampGuard(
            behindMicroseconds: StampingPlan.leaseMicroseconds, aheadSeconds: plan.maximumPauseSeconds)
        let base = max(now, time)
        let reservation = try recorded { () throws(RecordsError) in
            try records.reserveTimestamps(
                of: unit, count: StampingPlan.block, at: now,
                for: base - now + StampingPlan.leaseMicroseconds, guarding: bounds)
        }
        do throws(CryptographyError) {
            // Numbers of a home that was restored from an old copy come twice; with this beside them they differ.
            prefix = try SecureRandom.bytes(8)
        } catch {
            throw .key(error)
        }
        // What another process, or this one before it was started again, may have stamped with.
        if let previous = reservation.previousMarkMicroseconds, previous != mark { last = max(last, previous) }
        numbers = reservation.numbers
        mark = reservation.markMicroseconds
    }

    private func recorded<Value>(_ step: () throws(RecordsError) -> Value) throws(TimestampingError) -> Value {
        do throws(RecordsError) {
            return try step()
        } catch {
            switch error {
            case .clockBehind(let seen, let newest, _): throw .clockBehind(seen: seen, newest: newest)
            case .clockAhead(let seen, let newest, let allowed):
                throw .clockAhead(seen: seen, newest: newest, allowedSeconds: allowed)
            default: throw .records(error)
            }
        }
    }

    static func instant(_ microseconds: Int64) -> Instant {
        Instant(secondsSince1970: Int64((Double(microseconds) / 1_000_000).rounded(.down)))
    }

    private static func octets(_ number: Int64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * (7 - Int64($0)))) }
    }
}
