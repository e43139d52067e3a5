// SPDX-License-Identifier: Apache-2.0
import DER
import Identity
import PKIX

/// Every text in a name has the one spelling that the house stores and shows.
///
/// Otherwise «علی» with an Arabic yeh and «علی» with a Persian one are two people to every program and one to every
/// reader.
struct CanonicalNamesRule: LintRule {
    let name = "cpcps.canonical-names"
    let citation = "CP/CPS 3.1.4; RFC 5280 4.1.2.4 (normalization form C)"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        certificate.subject.attributes.flatMap { attribute in
            // Compared as bytes: Swift's own comparison takes canonically equivalent texts for the same.
            let text = attribute.string ?? ""
            return demand(
                Array(PersianText.display(text).utf8) == Array(text.utf8),
                seen: "\(attribute.type.dotted) in another spelling", allowed: "the canonical spelling")
        }
    }
}
