// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// A key of 112 bits of strength is not certified beyond the end of 2030.
///
/// RSA below 3,072 bits is as strong as that; every curve of the house is of 128 bits or more. What was certified until
/// then ends in time by itself, and nobody has to remember to change a profile.
struct KeyStrengthRule: LintRule {
    let name = "cpcps.key-strength"
    let citation = "NIST SP 800-57 part 1 5.6.3; CP/CPS 6.1.5"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let end = certificate.validity.notAfter
        guard let sunset = Self.sunset, end > sunset else { return [] }
        do throws(KeyWeakness) {
            let key = try context.keyRules.check(subjectPublicKeyInfo: certificate.tbs.subjectPublicKeyInfo)
            guard case .rsa(let bits) = key.kind, bits < Self.strongBits else { return [] }
            return [finding("\(key.kind) to \(end.rfc3339)", allowed: "rsa\(Self.strongBits), or to \(sunset.rfc3339)")]
        } catch {
            // Another rule's (`cpcps.subject-key`).
            return []
        }
    }

    private static let strongBits = 3_072
    private static let sunset = Instant(year: 2030, month: 12, day: 31, hour: 23, minute: 59, second: 59)
}
