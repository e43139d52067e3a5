// SPDX-License-Identifier: Apache-2.0
public import DER

/// A registration office: where applicants prove who they are.
public struct OfficeRecord: Sendable, Hashable {
    /// What it is called in commands and lines, such as `medical-council-tehran`.
    public let id: String

    /// What kind of office, such as `medicalCouncil`, `counter`, `notary`, `chamber`.
    public let kind: String

    /// Its name in Persian.
    public let persianName: String

    /// Its name in English.
    public let englishName: String

    /// The profiles that it may enrol for; sorted.
    public let profiles: [String]

    /// Until when its own licence runs; it enrols no one afterwards.
    public let licensedUntil: Instant

    /// Where it is, what professions it may enrol, when it is open, how much it may do in a day.
    public let details: OfficeDetails

    /// Whether it may work.
    public let status: Standing

    /// When it was registered.
    public let created: Instant

    /// Whether an office or an officer may work.
    public enum Standing: String, Sendable, Hashable, CaseIterable {
        /// May work.
        case active
        /// May not, until resumed.
        case suspended
    }

    /// Describes an office.
    public init(
        id: String, kind: String, persianName: String, englishName: String, profiles: [String],
        licensedUntil: Instant, details: OfficeDetails = OfficeDetails(), status: Standing = .active, created: Instant
    ) {
        self.id = id
        self.kind = kind
        self.persianName = persianName
        self.englishName = englishName
        self.profiles = profiles.sorted()
        self.licensedUntil = licensedUntil
        self.details = details
        self.status = status
        self.created = created
    }
}
