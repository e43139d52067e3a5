// SPDX-License-Identifier: Apache-2.0
public import DER

/// What is on record of a key that is in other hands.
public struct KeyReport: Sendable, Hashable {
    /// SHA-256 of the key's SubjectPublicKeyInfo in DER; 32 bytes.
    public let sha256: [UInt8]

    /// The sequence of the audit line that says so.
    public let sequence: Int

    /// Who reported it: an actor as in the audit log.
    public let reporter: String

    /// Why, in words.
    public let cause: String

    /// SHA-256 of what the key itself signed to prove it, 32 bytes; nil when nothing was.
    public let proofSHA256: [UInt8]?

    /// When it was reported.
    public let time: Instant
}
