// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// Lists are signed with the digest that belongs to the issuer's kind of key, SHA-256 or better.
struct ListDigestRule: ListLintRule {
    let name = "cpcps.list-algorithm"
    let citation = "CP/CPS 7.1.3 and 7.2"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        let allowed = SignatureAlgorithmRule.algorithms(for: context.keyKind).map(AlgorithmIdentifier.init)
        return demand(
            allowed.contains(list.signature), seen: list.signature.algorithm.dotted,
            allowed: allowed.map(\.algorithm.dotted).joined(separator: " or "))
    }
}
