// SPDX-License-Identifier: Apache-2.0
public import DER

/// A campaign: one act on many certificates, reviewed, approved by two officers and done in an order that was fixed before.
///
/// - SeeAlso: BR 5.7.1.2 (mass revocation); CP/CPS 5.7.
public struct CampaignRecord: Sendable, Hashable {
    /// Its name: `a`–`z`, digits and hyphens.
    public let id: String

    /// How far it has come.
    public let state: CampaignState

    /// The reviewed file, as it was read; JSON5.
    public let document: [UInt8]

    /// How many members it has.
    public let members: Int

    /// SHA-256 over its members in their order; empty while they are taken down.
    public let membersSHA256: [UInt8]

    /// SHA-256 of the plan, which officers sign; empty while members are taken down.
    public let planSHA256: [UInt8]

    /// Whether it is done on a copy, to practise.
    public let isRehearsal: Bool

    /// When it was planned.
    public let created: Instant

    /// When it was started; nil before.
    public let started: Instant?

    /// When it was finished or cancelled; nil before.
    public let ended: Instant?
}

/// A campaign as it is begun.
public struct CampaignDraft: Sendable, Hashable {
    /// Its name: `a`–`z`, digits and hyphens.
    public let id: String

    /// The reviewed file; JSON5.
    public let document: [UInt8]

    /// Whether it is done on a copy, to practise.
    public let isRehearsal: Bool

    /// Describes a campaign.
    public init(id: String, document: [UInt8], isRehearsal: Bool = false) {
        self.id = id
        self.document = document
        self.isRehearsal = isRehearsal
    }
}

/// An officer's signature under a campaign's plan.
public struct CampaignApproval: Sendable, Hashable {
    /// The officer, or the administrator at the console.
    public let officer: String

    /// Who they are outside the office, so that nobody approves twice; not shown anywhere.
    public let person: String

    /// Over the plan's statement; nil for an administrator at the console.
    public let signature: [UInt8]?

    /// When.
    public let time: Instant

    /// Describes an approval.
    public init(officer: String, person: String, signature: [UInt8]?, time: Instant) {
        self.officer = officer
        self.person = person
        self.signature = signature
        self.time = time
    }
}
