// SPDX-License-Identifier: Apache-2.0
public import DER

/// One certificate on a revocation list.
///
/// - SeeAlso: RFC 5280 5.3.
public struct RevokedEntry: Sendable, Hashable {
    /// The certificate's number.
    public let serialNumber: SerialNumber

    /// When the issuer revoked it.
    public let revocationDate: Instant

    /// Why; `nil` when the entry does not say.
    public let reason: RevocationReason?

    /// Since when the key is suspected, or the certificate was no longer to be relied on.
    ///
    /// - SeeAlso: RFC 5280 5.3.2.
    public let invalidityDate: Instant?

    /// Who issued the certificate; `nil` when it is who issued the list.
    ///
    /// In an indirect list an entry that does not say takes over what the entry before it says; here that is done.
    ///
    /// - SeeAlso: RFC 5280 5.3.3.
    public let certificateIssuer: Name?

    /// Takes an entry's parts.
    ///
    /// - Parameters:
    ///   - serialNumber: the certificate's number.
    ///   - revocationDate: when it was revoked.
    ///   - reason: why; `unspecified` is written by leaving it out.
    ///   - invalidityDate: since when it was not to be relied on.
    ///   - certificateIssuer: who issued the certificate, if not the list's issuer.
    public init(
        serialNumber: SerialNumber, revocationDate: Instant, reason: RevocationReason? = nil,
        invalidityDate: Instant? = nil, certificateIssuer: Name? = nil
    ) {
        self.serialNumber = serialNumber
        self.revocationDate = revocationDate
        self.reason = reason
        self.invalidityDate = invalidityDate
        self.certificateIssuer = certificateIssuer
    }
}
