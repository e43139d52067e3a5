// SPDX-License-Identifier: Apache-2.0
import PKIX

/// The key that signs is named by the identifier in the issuer's certificate, and by nothing else.
struct ListKeyIdentifierRule: ListLintRule {
    let name = "rfc5280.list-authority-key-identifier"
    let citation = "RFC 5280 5.2.1"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let identifier = list.authorityKeyIdentifier else { return [finding("absent", allowed: "present")] }
        return demand(
            identifier.keyIdentifier != nil && identifier.keyIdentifier == context.issuer.subjectKeyIdentifier,
            seen: identifier.keyIdentifier == nil ? "no key identifier" : "another key identifier",
            allowed: "the issuer's subject key identifier")
            + demand(
                identifier.issuer.isEmpty && identifier.serialNumber == nil, seen: "issuer and serial number",
                allowed: "key identifier alone")
    }
}
