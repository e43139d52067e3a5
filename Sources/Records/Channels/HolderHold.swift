// SPDX-License-Identifier: Apache-2.0
public import DER

/// A hold that a holder placed on a certificate of theirs.
public struct HolderHold: Sendable, Hashable {
    /// How it was placed.
    public enum Way: String, Sendable, Hashable, CaseIterable {
        /// By the link in the notice of issuance.
        case link
        /// By somebody who was let in by a code.
        case code
    }

    /// What has become of it.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// It stands.
        case standing
        /// An office saw the holder: it stands until an office lifts it.
        case confirmed
        /// An office lifted it.
        case lifted
        /// Its time is over, or the certificate is revoked.
        case over
    }

    /// The certificate.
    public let certificate: CertificateReference
    /// How it was placed.
    public let way: Way
    /// What has become of it.
    public let state: State
    /// When it was placed.
    public let placed: Instant
    /// When it lifts by itself; nil for not at all.
    public let ends: Instant?
    /// Whether nobody had accepted the certificate yet: then it stops the acceptance.
    public let isStop: Bool
}
