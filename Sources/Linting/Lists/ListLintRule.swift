// SPDX-License-Identifier: Apache-2.0

/// One thing that every revocation list must be, as one clause of one document says it.
///
/// A rule looks at what was read back from the bytes that are about to be signed.
public protocol ListLintRule: HouseRule {
    /// Looks at one list.
    ///
    /// - Parameters:
    ///   - list: what the bytes say.
    ///   - context: who signs it, and what it is meant to cover.
    /// - Returns: none when the list keeps to the rule.
    func findings(in list: LintedList, context: ListLintContext) -> [Finding]
}
