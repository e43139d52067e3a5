// SPDX-License-Identifier: Apache-2.0

/// What a path is held to about the revocation of its certificates.
public enum RevocationChecking: Hashable, Sendable {
    /// Each certificate must be shown to be good by evidence that is current; anything else fails the path.
    case required

    /// The freshest evidence for each certificate is reported, current or not, and nothing fails for its sake.
    ///
    /// For validators that weigh revocation by proven times themselves (ETSI EN 319 102-1 5.2.5, 5.2.6).
    case reported

    /// Revocation is not looked at.
    case notChecked
}
