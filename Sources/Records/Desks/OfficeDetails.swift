// SPDX-License-Identifier: Apache-2.0

/// What an office is beside its name, kind and licence.
public struct OfficeDetails: Sendable, Hashable {
    /// Where it is, in Persian, as a person would tell another; empty if nobody said.
    public let place: String
    /// The professions that it may enrol, by their names in `PKI/professions.json5`; empty for every one of its
    /// profiles.
    public let professions: [String]
    /// When it is open, in enrollment's own form; empty for always.
    public let hours: String
    /// How many applications its officers may enter in a day of Tehran; nil for no quota of its own.
    public let dailyQuota: Int?

    /// Describes an office.
    public init(place: String = "", professions: [String] = [], hours: String = "", dailyQuota: Int? = nil) {
        self.place = place
        self.professions = professions.sorted()
        self.hours = hours
        self.dailyQuota = dailyQuota
    }
}
