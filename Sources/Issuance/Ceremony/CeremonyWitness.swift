// SPDX-License-Identifier: Apache-2.0

/// Somebody who is present at a ceremony from beginning to end.
public struct CeremonyWitness: Sendable, Hashable {
    /// The name, as it goes into the transcript.
    public let name: String

    /// What they are there for.
    public let role: CeremonyRole

    /// Names a witness.
    public init(name: String, role: CeremonyRole) {
        self.name = name
        self.role = role
    }
}

/// What somebody is at a ceremony for; nobody has two roles.
///
/// - SeeAlso: RFC 3647 4.5.2 (trusted roles, separation of duties).
public enum CeremonyRole: String, Sendable, Hashable, CaseIterable {
    /// Runs the ceremony.
    case ceremonyAdministrator
    /// Holds the passphrase of the key.
    case keyCustodian
    /// Looks on, and signs that it was so.
    case auditor
}
