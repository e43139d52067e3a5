// SPDX-License-Identifier: Apache-2.0
public import DER

/// What was known of the signer's certificate at the reference time.
public struct CertificateStatusReport: Sendable, Hashable {
    /// The status.
    public let status: Status
    /// Where it comes from; `nil` when nothing is known.
    public let source: Source?
    /// When it was true at the latest.
    public let thisUpdate: Instant?

    /// The status words of the report.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// Neither revoked nor on hold, by evidence that is current.
        case good
        /// Revoked for good.
        case revoked
        /// On hold, or not accepted by its holder yet.
        case onHold
        /// Past its validity.
        case expired
        /// Nothing is known, or nothing current.
        case unknown
    }

    /// The sources of a status.
    public enum Source: String, Sendable, Hashable, CaseIterable {
        /// A revocation list.
        case crl
        /// An OCSP answer.
        case ocsp
        /// The authority's own records.
        case records
    }
}
