// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// The key is good for what the profile says: no use or purpose more, none less.
struct ExactUsageRule: LintRule {
    let name = "cpcps.exact-usage"
    let citation = "CP/CPS 6.1.7"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let profile = context.profile
        let usage = certificate.keyUsage ?? []
        let purposes = certificate.extendedKeyUsage ?? []
        return demand(
            usage == profile.keyUsage, seen: usage.names.joined(separator: ", "),
            allowed: profile.keyUsage.names.joined(separator: ", "))
            + demand(
                purposes == profile.extendedKeyUsage, seen: purposes.map(\.dotted).joined(separator: ", "),
                allowed: profile.extendedKeyUsage.map(\.dotted).joined(separator: ", "))
    }
}
