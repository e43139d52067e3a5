// SPDX-License-Identifier: Apache-2.0
import PKIX

/// keyUsage is there, and says that certificates are signed exactly when the subject is an authority.
struct KeyUsageRule: LintRule {
    let name = "rfc5280.key-usage"
    let citation = "RFC 5280 4.2.1.3 and 4.2.1.9"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        guard let usage = certificate.keyUsage else { return [finding("absent", allowed: "present")] }
        let isCA = certificate.basicConstraints?.isCA == true
        let onlyAgreement: KeyUsage = [.encipherOnly, .decipherOnly]
        return demand(
            usage.contains(.keyCertSign) == isCA, seen: usage.names.joined(separator: ", "),
            allowed: isCA ? "keyCertSign, since cA is true" : "no keyCertSign, since cA is not true")
            + demand(
                usage.isDisjoint(with: onlyAgreement) || usage.contains(.keyAgreement),
                seen: usage.names.joined(separator: ", "),
                allowed: "encipherOnly and decipherOnly beside keyAgreement only")
    }
}
