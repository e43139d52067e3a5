// SPDX-License-Identifier: Apache-2.0
import PKIX

/// Revocation lists are found at plain HTTP addresses, each list for all reasons and by the certificate's issuer.
struct DistributionPointsRule: LintRule {
    let name = "rfc5280.distribution-points"
    let citation = "RFC 5280 4.2.1.13"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        certificate.crlDistributionPoints.flatMap { point in
            let uris = point.uris
            let wrong = uris.filter { !WebAddress.isWellFormed($0, plain: true) }
            return demand(!uris.isEmpty, seen: "no URI", allowed: "a full name with a URI")
                + demand(wrong.isEmpty, seen: wrong.joined(separator: ", "), allowed: "plain \(WebAddress.allowed)")
                + demand(
                    point.reasons == nil && point.crlIssuer.isEmpty, seen: "reasons or a CRL issuer",
                    allowed: "a list for all reasons by the certificate's issuer")
        }
    }
}
