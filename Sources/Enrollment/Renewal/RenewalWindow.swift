// SPDX-License-Identifier: Apache-2.0
public import DER

/// When a certificate's holder may renew it, and when they are asked to.
///
/// Every certificate is asked for at a time of its own, worked out from its hash: a year's renewals do not come on the
/// day on which a year's certificates were issued.
///
/// - SeeAlso: RFC 9773 4 (the same thought, for servers).
public struct RenewalWindow: Sendable, Hashable {
    /// From when on a renewal is taken.
    public let opens: Instant
    /// From when on the holder is asked to renew.
    public let suggestedStart: Instant
    /// By when the holder is asked to have renewed.
    public let suggestedEnd: Instant
    /// The certificate's last second; after it an office has to see the holder.
    public let closes: Instant
    /// SHA-256 of the terms that are accepted with a renewal, hexadecimal.
    public let termsSHA256: String

    /// How long the suggested window is, in seconds: two weeks, a holiday long.
    private static let suggestedSeconds: Int64 = 14 * 86_400

    init(certificateSHA256: [UInt8], notAfter: Instant, policy: RenewalPolicy, termsSHA256: String) {
        opens = notAfter.advanced(bySeconds: -policy.windowSeconds)
        let drawn = certificateSHA256.prefix(7).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let spread = max(0, min(policy.spreadSeconds, policy.windowSeconds))
        suggestedStart = opens.advanced(bySeconds: drawn % (spread + 1))
        suggestedEnd = min(suggestedStart.advanced(bySeconds: Self.suggestedSeconds), notAfter)
        closes = notAfter
        self.termsSHA256 = termsSHA256
    }
}
