// SPDX-License-Identifier: Apache-2.0

/// What a process does; one process may do all.
public enum Role: String, Sendable, Hashable, CaseIterable {
    /// Holds the authorities' keys: issues what offices approved and publishes lists. Opens no listener.
    case certificateAuthority = "ca"
    /// Serves the offices: takes in applications and officers' acts. Holds no authority's key.
    case registrationAuthority = "ra"
    /// Serves everyone: lists, OCSP, verdicts. Holds no authority's key.
    case validationAuthority = "va"

    /// The roles that a word stands for: one of the three, or `all`.
    public static func roles(named word: String) -> Set<Role>? {
        word == "all" ? Set(allCases) : Role(rawValue: word).map { [$0] }
    }

    /// The word for roles: one of the three, or `all`.
    static func word(for roles: Set<Role>) -> String {
        roles.count == 1 ? roles.first?.rawValue ?? "all" : "all"
    }
}
