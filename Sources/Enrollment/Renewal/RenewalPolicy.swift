// SPDX-License-Identifier: Apache-2.0

/// When and how often subscribers renew with the key of the certificate that they hold, without a visit to an office.
///
/// - SeeAlso: ETSI EN 319 411-1 REG-6.3.7; CP/CPS 4.7.
public struct RenewalPolicy: Sendable, Hashable {
    /// How long before a certificate ends its renewal opens; seconds.
    public var windowSeconds: Int64
    /// Over how much of that time holders are asked to spread; seconds, less than the window.
    public var spreadSeconds: Int64
    /// How many renewals may follow each other before the holder has to be seen at an office again.
    public var withoutProof: Int
    /// How old the proof of identity at an office may be; seconds.
    public var proofSeconds: Int64
    /// How long the old certificate stays good beside the accepted new one; seconds.
    public var graceSeconds: Int64

    /// Makes a policy.
    ///
    /// - Parameters:
    ///   - windowSeconds: 90 days.
    ///   - spreadSeconds: 60 days.
    ///   - withoutProof: two.
    ///   - proofSeconds: 825 days, as SBR 4.2.1 has it for evidence.
    ///   - graceSeconds: none.
    public init(
        windowSeconds: Int64 = 90 * 86_400, spreadSeconds: Int64 = 60 * 86_400, withoutProof: Int = 2,
        proofSeconds: Int64 = 825 * 86_400, graceSeconds: Int64 = 0
    ) {
        self.windowSeconds = windowSeconds
        self.spreadSeconds = spreadSeconds
        self.withoutProof = withoutProof
        self.proofSeconds = proofSeconds
        self.graceSeconds = graceSeconds
    }
}
