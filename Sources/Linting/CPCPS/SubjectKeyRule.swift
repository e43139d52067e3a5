// SPDX-License-Identifier: Apache-2.0
import Cryptography
import PKIX

/// The certified key is a sound one, of a kind that the profile allows, and not the issuer's own.
struct SubjectKeyRule: LintRule {
    let name = "cpcps.subject-key"
    let citation = "CP/CPS 6.1.5 and 6.1.6"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let encoded = certificate.tbs.subjectPublicKeyInfo
        let key: PublicKey
        do throws(KeyWeakness) {
            key = try context.keyRules.check(subjectPublicKeyInfo: encoded)
        } catch {
            return [finding(CaseWords.of(error), allowed: "a key without known weakness")]
        }
        return demand(
            encoded != context.issuer?.tbs.subjectPublicKeyInfo, seen: "the issuer's key", allowed: "another key")
            + demand(
                context.profile.allowedKeys.contains(key.kind), seen: "\(key.kind)",
                allowed: context.profile.allowedKeys.map(\.description).joined(separator: ", "))
    }
}
