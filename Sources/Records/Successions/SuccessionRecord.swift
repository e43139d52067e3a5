// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// That an application follows a certificate.
public struct SuccessionRecord: Sendable, Hashable {
    /// Why there is a follower.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The holder asked with the certificate's own key.
        case renewal
        /// The key is lost or in other hands; an office enrols the holder anew.
        case replacement
    }

    /// The certificate that is followed.
    public let predecessor: CertificateReference

    /// The tracking code of the application that follows it.
    public let application: String

    /// Why there is a follower.
    public let kind: Kind

    /// Of a renewal: what the old key signed, CMS SignedData.
    public let statement: [UInt8]?

    /// What the predecessor is to be revoked with.
    public let reason: RevocationReason

    /// When what was to become of the predecessor had become of it; nil until then.
    public let settled: Instant?
}
