// SPDX-License-Identifier: Apache-2.0
public import DER

/// A stretch of time for which a licensing body says something of a licence, as it is on record.
public struct LicencePeriod: Sendable, Hashable {
    /// What is said: `entitled`, `suspended`, `struckOff`.
    public let standing: String
    /// How far a suspension reaches: `d` to `g`.
    public let scope: String?
    /// What it forbids, a bit an act.
    public let acts: Int
    /// Where one of scope `d` holds.
    public let place: String?
    /// The first moment.
    public let from: Instant
    /// The first moment after it; nil for no end.
    public let until: Instant?
    /// The body's code for why.
    public let reason: String?

    /// States a period.
    public init(
        standing: String, scope: String?, acts: Int, place: String?, from: Instant, until: Instant?, reason: String?
    ) {
        self.standing = standing
        self.scope = scope
        self.acts = acts
        self.place = place
        self.from = from
        self.until = until
        self.reason = reason
    }
}
