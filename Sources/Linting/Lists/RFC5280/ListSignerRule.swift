// SPDX-License-Identifier: Apache-2.0
import PKIX

/// The issuer may sign lists: cRLSign is among its key usages.
struct ListSignerRule: ListLintRule {
    let name = "rfc5280.list-signer"
    let citation = "RFC 5280 4.2.1.3 and 6.3.3 (f)"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        demand(
            context.issuer.keyUsage?.contains(.cRLSign) ?? false,
            seen: context.issuer.keyUsage?.names.joined(separator: ", ") ?? "no key usage", allowed: "cRLSign")
    }
}
