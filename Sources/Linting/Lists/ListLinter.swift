// SPDX-License-Identifier: Apache-2.0
import PKIX

/// Looks at a revocation list that is about to be signed, and lets it be signed when no rule objects.
///
/// The entries are gone through once, as bytes: a list may have a million of them and be made every few minutes.
///
/// - SeeAlso: RFC 5280 5; CP/CPS 4.9.7 and 7.2.
public struct ListLinter: Sendable {
    /// The rules, in the order of their findings.
    public let rules: [any ListLintRule]

    /// Every rule of the house.
    public static let standard = ListLinter(rules: StandardListRules.all)

    /// Makes a linter of some rules.
    ///
    /// - Parameter rules: in the order in which findings are wanted.
    public init(rules: [any ListLintRule]) { self.rules = rules }

    /// Clears a list for signing.
    ///
    /// - Parameters:
    ///   - tbs: the `TBSCertList`, DER; the bytes that are cleared are these.
    ///   - context: who signs it, and what it is meant to cover.
    /// - Returns: leave to sign it, once.
    /// - Throws: ``LintingError/refused(_:)`` with every rule's findings, ``LintingError/unreadable(_:)`` for bytes
    ///   that are no list.
    /// - Complexity: linear in the number of entries: each is looked at once.
    public func clear(_ tbs: [UInt8], in context: ListLintContext) throws(LintingError) -> ListClearance {
        let list: LintedList
        do throws(PKIXError) {
            list = try LintedList(reading: tbs)
        } catch {
            throw .unreadable(error)
        }
        let findings = rules.flatMap { $0.findings(in: list, context: context) }
        guard findings.isEmpty else { throw .refused(findings) }
        return ListClearance(tbs: tbs, algorithm: context.algorithm, entryCount: list.entries?.count ?? 0)
    }
}
