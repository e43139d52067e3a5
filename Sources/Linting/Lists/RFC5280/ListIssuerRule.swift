// SPDX-License-Identifier: Apache-2.0
import PKIX

/// The issuer's name is the subject of the issuer's certificate, byte for byte, and not empty.
///
/// Relying parties look a certificate's list up by its issuer's name.
struct ListIssuerRule: ListLintRule {
    let name = "rfc5280.list-issuer"
    let citation = "RFC 5280 5.1.2.3"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        demand(!list.issuer.isEmpty, seen: "empty", allowed: "a name")
            + demand(
                list.issuer == context.issuer.subject, seen: list.issuer.description,
                allowed: context.issuer.subject.description)
    }
}
