// SPDX-License-Identifier: Apache-2.0
public import DER

/// A paper that is on file of an application.
public struct EvidenceRecord: Sendable, Hashable {
    /// Its number: random.
    public let id: String
    /// The tracking code.
    public let application: String
    /// What it is, in enrollment's words.
    public let kind: String
    /// What its bytes are, by their own beginning: `image/jpeg`.
    public let mediaType: String
    /// Bytes.
    public let size: Int
    /// SHA-256 of its bytes, unsealed; 32 bytes.
    public let sha256: [UInt8]
    /// The key of its file under the home's; nil once it was deleted.
    public let wrappedKey: [UInt8]?
    /// Who took it in.
    public let actor: String
    /// When.
    public let time: Instant
    /// When it was deleted; nil while it is there.
    public let deleted: Instant?

    /// Describes a paper.
    public init(
        id: String, application: String, kind: String, mediaType: String, size: Int, sha256: [UInt8],
        wrappedKey: [UInt8]?, actor: String, time: Instant, deleted: Instant? = nil
    ) {
        self.id = id
        self.application = application
        self.kind = kind
        self.mediaType = mediaType
        self.size = size
        self.sha256 = sha256
        self.wrappedKey = wrappedKey
        self.actor = actor
        self.time = time
        self.deleted = deleted
    }
}
