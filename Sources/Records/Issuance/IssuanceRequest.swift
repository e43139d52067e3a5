// SPDX-License-Identifier: Apache-2.0

/// What a serial number is reserved for.
public struct IssuanceRequest: Sendable, Hashable {
    /// The approved application; nil for what no one applies for: authorities, officers, responders.
    public let application: String?

    /// The profile to issue under.
    public let profile: String

    /// The office that the certificate is found by; nil if none enrolled the holder.
    public let office: String?

    /// The batch of chips or tokens that the key lives in, canonical; nil if nobody said.
    public let chipBatch: String?

    /// For an approved application.
    public init(application: String, office: String, profile: String, chipBatch: String? = nil) {
        self.application = application
        self.office = office
        self.chipBatch = chipBatch
        self.profile = profile
    }

    /// For a certificate that no one applies for.
    public init(withoutApplicationUnder profile: String, office: String? = nil, chipBatch: String? = nil) {
        application = nil
        self.profile = profile
        self.office = office
        self.chipBatch = chipBatch
    }
}
