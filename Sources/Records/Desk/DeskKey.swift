// SPDX-License-Identifier: Apache-2.0
public import DER

/// A key that an officer signs acts with in a browser, beside the key of their certificate.
///
/// The key of the certificate opens the connection and cannot be used by a page; this one can, and never leaves the
/// browser that made it.
public struct DeskKey: Sendable, Hashable {
    /// How far it has come.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// The officer brought it; nobody has confirmed it yet.
        case offered
        /// Somebody else has seen that it is the officer's: it signs.
        case confirmed
        /// It signs no more; what it signed stays signed.
        case withdrawn
    }

    /// SHA-256 of ``subjectPublicKeyInfo``; 32 bytes.
    public let sha256: [UInt8]
    /// Whose it is.
    public let officer: String
    /// The key, DER.
    public let subjectPublicKeyInfo: [UInt8]
    /// How far it has come.
    public let state: State
    /// When it was brought.
    public let offered: Instant
    /// When its state last changed.
    public let changed: Instant
    /// Who confirmed it; never the officer.
    public let confirmedBy: String?
}
