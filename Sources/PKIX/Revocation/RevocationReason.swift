// SPDX-License-Identifier: Apache-2.0
import DER

/// Why a certificate was revoked.
///
/// The numbers are those of `CRLReason`; 7 is not used.
///
/// - SeeAlso: RFC 5280 5.3.1.
public enum RevocationReason: Int, Sendable, Hashable, CaseIterable {
    /// No reason given; written by leaving the reason out.
    case unspecified = 0
    /// The subscriber's key is, or may be, in other hands.
    case keyCompromise = 1
    /// The issuer's key is, or may be, in other hands.
    case cACompromise = 2
    /// Name or other information in the certificate is no longer right.
    case affiliationChanged = 3
    /// Another certificate has taken its place.
    case superseded = 4
    /// It is no longer needed.
    case cessationOfOperation = 5
    /// Suspended: it may become valid again.
    case certificateHold = 6
    /// No longer suspended; in delta lists only.
    case removeFromCRL = 8
    /// A right that the certificate attests was withdrawn.
    case privilegeWithdrawn = 9
    /// The attribute authority's key is, or may be, in other hands.
    case aACompromise = 10

    /// Reads a reason.
    ///
    /// - Parameter node: the ENUMERATED.
    /// - Throws: ``PKIXError``; `outOfRange` for a number without a meaning.
    init(_ node: DERNode) throws(PKIXError) {
        let number = try der(node.enumerated())
        guard let reason = RevocationReason(rawValue: number) else {
            throw .outOfRange(
                field: "CRLReason", seen: String(number), allowed: "0 to 6, 8 to 10", offset: node.offset)
        }
        self = reason
    }
}
