// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// The signature algorithm is the profile's.
struct ProfileAlgorithmRule: LintRule {
    let name = "cpcps.signature-algorithm"
    let citation = "CP/CPS 7.1.3"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let seen = certificate.tbs.signature
        let allowed = AlgorithmIdentifier(context.profile.signatureAlgorithm)
        return demand(seen == allowed, seen: seen.algorithm.dotted, allowed: allowed.algorithm.dotted)
    }
}
