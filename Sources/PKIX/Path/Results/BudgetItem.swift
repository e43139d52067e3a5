// SPDX-License-Identifier: Apache-2.0

/// What of a ``PathBudget`` ran out.
public enum BudgetItem: String, Hashable, Sendable, CaseIterable {
    /// Certificates in one path.
    case pathLength
    /// Signatures computed.
    case signatureChecks
    /// Complete paths examined.
    case paths
    /// Issuer candidates looked at.
    case steps
    /// Policy graph or name constraint comparisons.
    case comparisons
}
