// SPDX-License-Identifier: Apache-2.0

/// The main indication of a validation.
///
/// - SeeAlso: ETSI EN 319 102-1 5.1.3.
public enum Indication: String, Sendable, Hashable, CaseIterable {
    /// Every check of the policy passed.
    case totalPassed = "TOTAL-PASSED"
    /// The signature is cryptographically or formally wrong, or was made when the certificate was no good.
    case totalFailed = "TOTAL-FAILED"
    /// What is known allows neither.
    case indeterminate = "INDETERMINATE"
}
