// SPDX-License-Identifier: Apache-2.0
public import DER

/// The certificate policies that a path is valid for.
///
/// - SeeAlso: RFC 5280 6.1.6; RFC 9618 5.5.
public struct ValidPolicies: Hashable, Sendable {
    /// What the authorities vouch for, in the words of the anchor's domain; anyPolicy when nothing limits it.
    public let authorityConstrained: Set<ObjectIdentifier>

    /// What is left of it among the policies that the relying party takes; empty when nothing is.
    ///
    /// An empty set is a failure only where an explicit policy is required.
    public let userConstrained: Set<ObjectIdentifier>

    /// Takes both sets.
    public init(authorityConstrained: Set<ObjectIdentifier>, userConstrained: Set<ObjectIdentifier>) {
        self.authorityConstrained = authorityConstrained
        self.userConstrained = userConstrained
    }
}
