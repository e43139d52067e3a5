// SPDX-License-Identifier: Apache-2.0
import PKIX

/// Exactly one list, one responder and one issuer's certificate are named, each where the profile has an address for it.
struct RepositoryRule: LintRule {
    let name = "cpcps.repository"
    let citation = "CP/CPS 2.1 and 7.1.2"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let access = certificate.authorityInformationAccess
        let profile = context.profile
        return count(certificate.crlDistributionPoints.flatMap(\.uris).count, of: "lists", profile.crlDistributionPoint)
            + count(access.filter { $0.method == OID.ocspAccess }.count, of: "responders", profile.ocspURL)
            + count(access.filter { $0.method == OID.caIssuersAccess }.count, of: "issuers", profile.issuerURL)
    }

    private func count(_ seen: Int, of what: String, _ template: URLTemplate?) -> [Finding] {
        let allowed = template == nil ? 0 : 1
        return demand(seen == allowed, seen: "\(seen) \(what)", allowed: "\(allowed)")
    }
}
