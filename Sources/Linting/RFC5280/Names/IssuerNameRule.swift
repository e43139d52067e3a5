// SPDX-License-Identifier: Apache-2.0
import PKIX

/// The issuer's name is the subject of the issuer's certificate, byte for byte, and not empty.
///
/// Relying parties may compare names as bytes; a name that merely matches breaks their paths.
struct IssuerNameRule: LintRule {
    let name = "rfc5280.issuer"
    let citation = "RFC 5280 4.1.2.4 and 6.1.3 (a)(4)"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let issuer = context.issuer ?? certificate
        return demand(!certificate.issuer.isEmpty, seen: "empty", allowed: "a name")
            + demand(
                certificate.issuer == issuer.subject, seen: certificate.issuer.description,
                allowed: issuer.subject.description)
    }
}
