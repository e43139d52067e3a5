// SPDX-License-Identifier: Apache-2.0
public import DER
public import Records

/// A registration office as it is to be set up.
public struct OfficeRegistration: Sendable, Hashable {
    /// What it is to be called: `a`–`z`, digits and hyphens, beginning with a letter, at most 64.
    public let id: String

    /// What kind of place it is.
    public let kind: OfficeKind

    /// Its name in Persian.
    public let persianName: String

    /// Its name in English: printable ASCII, at most 128.
    public let englishName: String

    /// The profiles that it may enrol for.
    public let profiles: [String]

    /// Until when its licence runs: three years from now at most.
    public let licensedUntil: Instant

    /// Where it is, which professions it may enrol, when it is open, how much it may do in a day.
    public let details: OfficeDetails

    /// Describes an office.
    public init(
        id: String, kind: OfficeKind, persianName: String, englishName: String, profiles: [String],
        licensedUntil: Instant, details: OfficeDetails = OfficeDetails()
    ) {
        self.details = details
        self.id = id
        self.kind = kind
        self.persianName = persianName
        self.englishName = englishName
        self.profiles = profiles
        self.licensedUntil = licensedUntil
    }
}
