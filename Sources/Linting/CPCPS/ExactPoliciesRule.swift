// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// The policies are the profile's, in its order.
///
/// A policy says how the holder's identity was proved; one too many is a proof that never took place.
struct ExactPoliciesRule: LintRule {
    let name = "cpcps.exact-policies"
    let citation = "CP/CPS 7.1.6"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let seen = certificate.certificatePolicies?.identifiers ?? []
        let allowed = context.profile.policies
        return demand(
            seen == allowed, seen: seen.map(\.dotted).joined(separator: ", "),
            allowed: allowed.map(\.dotted).joined(separator: ", "))
    }
}
