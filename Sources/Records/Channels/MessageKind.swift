// SPDX-License-Identifier: Apache-2.0

/// What a message to a person is about.
public enum MessageKind: String, Sendable, Hashable, CaseIterable {
    /// The code without which a certificate is not accepted.
    case activation
    /// A certificate was issued in the holder's name.
    case issued
    /// The code that lets a holder in.
    case signIn
    /// The code that shows where an application stands.
    case tracking
    /// The holder's certificate is on hold.
    case held
    /// The holder's own hold is over.
    case lifted
    /// The holder's certificate was revoked.
    case revoked
    /// The holder's certificate was put on hold by somebody else.
    case suspended
    /// A hold was lifted by somebody else.
    case released

    /// Whether it tells that a certificate's status was changed by somebody other than its holder.
    ///
    /// - SeeAlso: ETSI EN 319 411-1 REV-6.3.9-03.
    public var isStatusChange: Bool { [.revoked, .suspended, .released].contains(self) }
}
