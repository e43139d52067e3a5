// SPDX-License-Identifier: Apache-2.0
import Records

/// What a campaign will take, worked out before it starts.
///
/// - SeeAlso: ETSI EN 319 411-1 OVR-6.5.6-02 (capacity is projected).
public struct CampaignForecast: Sendable, Hashable {
    /// What was measured on this machine right now.
    public struct Speed: Sendable, Hashable {
        /// Members a second, audited and durable.
        public let membersPerSecond: Double
        /// OCSP answers signed a second, on all cores.
        public let answersPerSecond: Double

        /// Describes measured speeds; zero and less is taken for one.
        public init(membersPerSecond: Double, answersPerSecond: Double) {
            self.membersPerSecond = membersPerSecond > 0 ? membersPerSecond : 1
            self.answersPerSecond = answersPerSecond > 0 ? answersPerSecond : 1
        }
    }

    /// An authority's lists when all is done.
    public struct Lists: Sendable, Hashable {
        /// Whose.
        public let authority: String
        /// Entries now.
        public let entriesBefore: Int
        /// Entries then.
        public let entriesAfter: Int
        /// The full list; bytes.
        public let fullBytes: Int
        /// One part of it; bytes.
        public let partBytes: Int
    }

    /// Seconds to come to every member, by the rate or by the machine, whichever is slower.
    public let seconds: Double

    /// Days that offices need to see every holder; nil if they have no part in it.
    public let officeDays: Int?

    /// Offices that have holders to see.
    public let offices: Int

    /// Days by the rate alone; nil without one, or when it is within a day.
    public let rateDays: Int?

    /// Each authority's lists.
    public let lists: [Lists]

    /// OCSP answers to sign anew, and how long that takes.
    public let answers: Int

    /// Seconds to sign those answers.
    public let answerSeconds: Double

    /// Works it out.
    ///
    /// - Parameters:
    ///   - document: what the campaign is.
    ///   - census: its members, counted.
    ///   - speed: as measured.
    ///   - entries: how many entries each authority's list has now.
    ///   - shards: into how many parts a list is cut.
    public init(
        _ document: CampaignDocument, _ census: CampaignCensus, _ speed: Speed, entries: [String: Int], shards: Int
    ) {
        let total = Double(census.total)
        let byMachine = total / speed.membersPerSecond
        var byRate = 0.0
        var days: Int?
        if let rate = document.rate {
            let windows = (census.total + rate.count - 1) / rate.count
            // The last stretch ends when its last member is come to, at the machine's pace.
            byRate = Double(max(0, windows - 1)) * Double(rate.seconds)
            if rate.seconds == 86_400 || byRate > 86_400 {
                days = Int((Double(windows) * Double(rate.seconds) / 86_400).rounded(.up))
            }
        }
        seconds = max(byMachine, byRate)
        rateDays = days
        let seen = census.offices.filter { !$0.key.isEmpty }
        offices = seen.count
        if let perDay = document.officePerDay, case .replace = document.act {
            officeDays = seen.values.map { ($0 + perDay - 1) / perDay }.max()
        } else {
            officeDays = nil
        }
        lists = census.authorities.sorted { $0.key < $1.key }.map { authority, members in
            let before = entries[authority] ?? 0
            let after = before + members
            return Lists(
                authority: authority, entriesBefore: before, entriesAfter: after,
                fullBytes: Self.frameBytes + after * Self.entryBytes,
                partBytes: Self.frameBytes + (after / max(1, shards) + 1) * Self.entryBytes)
        }
        answers = census.total
        answerSeconds = total / speed.answersPerSecond
    }

    /// An entry with a serial number of 17 octets, a UTCTime and a reason: 2 + 19 + 15 + 14 octets.
    static let entryBytes = 50

    /// What stands around the entries: names, times, extensions, signature.
    static let frameBytes = 500
}
