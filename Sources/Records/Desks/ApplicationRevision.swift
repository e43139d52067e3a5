// SPDX-License-Identifier: Apache-2.0
public import DER

/// What an application said before it was changed.
public struct ApplicationRevision: Sendable, Hashable {
    /// The last version that said so.
    public let version: Int
    /// The profile that was asked for.
    public let profile: String
    /// What the applicant said.
    public let subject: SubjectFields
    /// SHA-256 of the SubjectPublicKeyInfo then; 32 bytes.
    public let publicKeySHA256: [UInt8]
    /// Who changed it.
    public let actor: String
    /// When it was changed.
    public let time: Instant
}
