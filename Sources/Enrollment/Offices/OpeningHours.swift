// SPDX-License-Identifier: Apache-2.0
public import DER
import Identity

/// When an office is open, by the clock of Tehran.
///
/// Written as people here write it, the week beginning on Saturday: `sat-wed 08:00-14:00; thu 08:00-12:00`. A day that is
/// not named is closed, as Friday is; a day may have several times. Empty means always.
public struct OpeningHours: Sendable, Hashable {
    /// The hours in the one form in which equal hours have equal text.
    public let text: String

    /// Seconds from midnight, by day, Saturday first; both ends counted to the minute.
    private let days: [[Range<Int>]]

    /// Always open.
    public static let always = OpeningHours()

    /// What a counter works by when nobody said anything else: Thursday afternoon and Friday are the weekend.
    public static let usual = "sat-wed 08:00-14:00; thu 08:00-12:00"

    private init() {
        text = ""
        days = []
    }

    private init(_ days: [[Range<Int>]]) {
        self.days = days
        text = Self.written(days)
    }

    /// Reads hours.
    ///
    /// - Parameter text: as above; empty for always.
    /// - Throws: ``EnrollmentError/handling(_:)`` for anything else.
    public init(checking text: String) throws(EnrollmentError) {
        guard text.utf8.count <= 400 else { throw .handling(.hours(seen: String(text.prefix(64)))) }
        let trimmed = text.split(separator: ";").map { $0.split(separator: " ") }.filter { !$0.isEmpty }
        guard !trimmed.isEmpty else {
            self.init()
            return
        }
        var days = [[Range<Int>]](repeating: [], count: 7)
        for part in trimmed {
            guard let names = part.first, part.count >= 2, let span = Self.days(String(names)) else {
                throw .handling(.hours(seen: String(text.prefix(64))))
            }
            for word in part.dropFirst() {
                guard let time = Self.time(String(word)) else {
                    throw .handling(.hours(seen: String(text.prefix(64))))
                }
                for day in span { days[day].append(time) }
            }
        }
        for day in days.indices {
            days[day].sort { $0.lowerBound < $1.lowerBound }
            let overlaps = zip(days[day], days[day].dropFirst()).contains { $0.upperBound > $1.lowerBound }
            guard !overlaps else { throw .handling(.hours(seen: String(text.prefix(64)))) }
        }
        self.init(days)
    }

    /// Whether the office is open at a time.
    public func isOpen(at time: Instant) -> Bool {
        guard !days.isEmpty else { return true }
        let (day, second) = Self.local(time)
        return days[day].contains { $0.contains(second) }
    }

    /// When the office opens next; nil if it never does, or is open now.
    public func nextOpening(after time: Instant) -> Instant? {
        guard !days.isEmpty, !isOpen(at: time) else { return nil }
        let (day, second) = Self.local(time)
        for ahead in 0...7 {
            let candidates = days[(day + ahead) % 7].filter { ahead > 0 || $0.lowerBound > second }
            guard let first = candidates.first else { continue }
            return time.advanced(bySeconds: Int64(ahead * 86_400 + first.lowerBound - second))
        }
        return nil
    }

    /// How many seconds of the day have passed in Tehran.
    static func secondOfDay(at time: Instant) -> Int { local(time).second }

    /// The day of the week, Saturday 0, and the second within it.
    private static func local(_ time: Instant) -> (day: Int, second: Int) {
        let date = TehranClock.date(secondsSince1970: time.secondsSince1970)
        // 1970-01-01 was a Thursday, the sixth day of this week.
        let day = ((date.unixDay + 5) % 7 + 7) % 7
        let seconds = (time.secondsSince1970 % 86_400 + TehranClock.offsetSeconds) % 86_400
        return (day, Int((seconds + 86_400) % 86_400))
    }

    private static let names = ["sat", "sun", "mon", "tue", "wed", "thu", "fri"]

    private static func days(_ text: String) -> ClosedRange<Int>? {
        let ends = text.lowercased().split(separator: "-", omittingEmptySubsequences: false).map {
            names.firstIndex(of: String($0))
        }
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last else {
            return nil
        }
        return first...last
    }

    private static func time(_ text: String) -> Range<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { second(String($0)) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first < last else { return nil }
        return first..<last
    }

    private static func second(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour <= 24, minute <= 59, hour < 24 || minute == 0
        else { return nil }
        return hour * 3_600 + minute * 60
    }

    private static func written(_ days: [[Range<Int>]]) -> String {
        var parts: [String] = []
        var day = 0
        while day < 7 {
            var last = day
            while last < 6, days[last + 1] == days[day] { last += 1 }
            if !days[day].isEmpty {
                let span = last == day ? names[day] : "\(names[day])-\(names[last])"
                parts.append(
                    ([span] + days[day].map { "\(clock($0.lowerBound))-\(clock($0.upperBound))" }).joined(
                        separator: " "))
            }
            day = last + 1
        }
        return parts.joined(separator: "; ")
    }

    private static func clock(_ second: Int) -> String {
        let (hour, minute) = (second / 3_600, second / 60 % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}
