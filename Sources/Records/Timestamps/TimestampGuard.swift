// SPDX-License-Identifier: Apache-2.0
import DER

/// How far a clock may be from what is on record before no stamp is made by it.
public struct TimestampGuard: Sendable, Hashable {
    /// How far behind the mark it may be, as small corrections make it; microseconds.
    public let behindMicroseconds: Int64

    /// How far ahead of the mark it may be, as it is after a pause; seconds.
    public let aheadSeconds: Int64

    /// Takes the two bounds; what is below zero counts as zero.
    public init(behindMicroseconds: Int64, aheadSeconds: Int64) {
        self.behindMicroseconds = max(0, behindMicroseconds)
        self.aheadSeconds = max(0, aheadSeconds)
    }

    /// Holds a clock against the mark of a unit and the newest line of the audit log, whichever is later.
    func check(_ microseconds: Int64, mark: Int64?, newest: Instant?) throws(RecordsError) {
        let now = Instant(secondsSince1970: microseconds.flooredSeconds)
        let marked = mark.map { Instant(secondsSince1970: $0.flooredSeconds) }
        if let mark, let marked {
            let (difference, overflow) = microseconds.subtractingReportingOverflow(mark)
            guard !overflow, difference >= -behindMicroseconds else {
                throw .clockBehind(seen: now, newest: marked, toleratedSeconds: behindMicroseconds / 1_000_000)
            }
        }
        guard let latest = [marked, newest].compactMap({ $0 }).max() else { return }
        guard now.seconds(since: latest) <= aheadSeconds else {
            throw .clockAhead(seen: now, newest: latest, allowedSeconds: aheadSeconds)
        }
    }
}
