// SPDX-License-Identifier: Apache-2.0
public import DER

/// A lane of a campaign: whom it comes to before the others.
///
/// A certificate goes into the first lane of which any condition is met; into a last lane, `others`, if none is.
public struct CampaignLane: Sendable, Hashable {
    /// What it is called: `a`–`z`, digits and hyphens.
    public let name: String

    /// Licence numbers, canonical: of emergency doctors, for instance.
    public let licences: Set<String>

    /// Offices.
    public let offices: Set<String>

    /// Profiles.
    public let profiles: Set<String>

    /// Professions of the Admission extension.
    public let professions: Set<ObjectIdentifier>

    /// Titles of the subject, as the profile's vocabulary has them.
    public let titles: Set<String>

    /// The lane of those who are in no other.
    public static let others = CampaignLane(
        name: "others", licences: [], offices: [], profiles: [], professions: [], titles: [])
}
