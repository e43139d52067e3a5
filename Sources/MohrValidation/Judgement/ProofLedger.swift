// SPDX-License-Identifier: Apache-2.0
import DER

/// When each object is known to have existed: the earliest proof of each.
///
/// - SeeAlso: ETSI EN 319 102-1 5.6.2.3 (POE extraction).
struct ProofLedger: Sendable {
    /// The moment of judgement, at which everything at hand exists.
    let now: ReferenceTime

    private var earliest: [Facts.ID: ReferenceTime] = [:]

    init(now: ReferenceTime) { self.now = now }

    /// The earliest moment at which an object is known to have existed.
    func time(of object: Facts.ID) -> ReferenceTime { earliest[object] ?? now }

    /// Takes a proof in; one from the future proves nothing.
    mutating func take(_ object: Facts.ID, at time: Instant, by source: ReferenceTime.Source) {
        let known = self.time(of: object)
        // Of the very moment of judgement, a proof says more than the clock.
        let isOnlyClock = known.source != .timestamp && known.source != .receipt
        guard time < known.value || (time == known.value && isOnlyClock) else { return }
        earliest[object] = ReferenceTime(time, source)
    }
}
