// SPDX-License-Identifier: Apache-2.0
public import DER

/// An authority of the tree: the root or an intermediate.
public struct AuthorityRecord: Sendable, Hashable {
    /// What it is called in paths and profiles: `root`, `health`, `trade`.
    public let name: String

    /// The name of its issuer; nil for a root.
    public let parent: String?

    /// Where its key is, such as a file's name or a token's label; never the key.
    public let keyReference: String

    /// Its certificate, DER; nil until it is certified.
    public let certificate: [UInt8]?

    /// When it was taken down.
    public let created: Instant

    /// Describes an authority.
    public init(name: String, parent: String?, keyReference: String, certificate: [UInt8]?, created: Instant) {
        self.name = name
        self.parent = parent
        self.keyReference = keyReference
        self.certificate = certificate
        self.created = created
    }
}
