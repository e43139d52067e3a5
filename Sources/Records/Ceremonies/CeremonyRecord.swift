// SPDX-License-Identifier: Apache-2.0
public import DER

/// A ceremony on record: begun, and perhaps ended.
public struct CeremonyRecord: Sendable, Hashable {
    /// The sequence of the audit line that began it.
    public let id: Int

    /// The authority that the act is about; it may not be on record yet.
    public let authority: String

    /// What is done: `createRoot`.
    public let act: String

    /// SHA-256 of the ceremony's file; 32 bytes.
    public let documentSHA256: [UInt8]

    /// When it began first.
    public let begun: Instant

    /// SHA-256 of the key that was made, as its SubjectPublicKeyInfo; nil before, and where none is made.
    public let publicKeySHA256: [UInt8]?

    /// When it ended; nil while it can be resumed.
    public let ended: Instant?

    /// SHA-256 of the transcript; nil while there is none, and for one that was given up.
    public let transcriptSHA256: [UInt8]?
}

/// A certificate of an authority's key beside its own: a link of a roll-over, a cross-certificate.
public struct AuthorityLinkRecord: Sendable, Hashable {
    /// What it is called in paths and URLs: `root-by-root-g2`.
    public let name: String

    /// The authority that issued it.
    public let issuer: String

    /// DER.
    public let certificate: [UInt8]

    /// When it was taken down.
    public let created: Instant

    /// Describes a link.
    public init(name: String, issuer: String, certificate: [UInt8], created: Instant) {
        self.name = name
        self.issuer = issuer
        self.certificate = certificate
        self.created = created
    }
}
