// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// The issuer's certificate and the status responder are found at plain HTTP addresses.
struct AuthorityInformationRule: LintRule {
    let name = "rfc5280.authority-information-access"
    let citation = "RFC 5280 4.2.2.1"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        certificate.authorityInformationAccess.flatMap { description in
            let isKnown = description.method == OID.ocspAccess || description.method == OID.caIssuersAccess
            let address = description.uri ?? "no URI"
            return demand(isKnown, seen: description.method.dotted, allowed: "caIssuers or ocsp")
                + demand(
                    WebAddress.isWellFormed(address, plain: true), seen: address,
                    allowed: "plain \(WebAddress.allowed)")
        }
    }
}
