// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// The profession is the profile's, named in both languages, with the number of a licence where the profile asks one.
///
/// Whether someone may prescribe is read from here and from nowhere else.
struct ProfessionRule: LintRule {
    let name = "cpcps.profession"
    let citation = "CP/CPS 7.1.2; Common PKI part 1, table 29a"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        // Presence is the closed list's to judge.
        guard let rule = context.profile.admission, let admission = certificate.admission else { return [] }
        let length = admission.registrationNumber?.utf8.count ?? 0
        return demand(
            admission.professionOIDs == [rule.profession],
            seen: admission.professionOIDs.map(\.dotted).joined(separator: ", "), allowed: rule.profession.dotted)
            + demand(
                admission.professionItems == rule.professionItems,
                seen: admission.professionItems.joined(separator: ", "),
                allowed: rule.professionItems.joined(separator: ", "))
            + demand(
                admission.admissionAuthority == rule.authority.map { .directoryName($0) }, seen: "another authority",
                allowed: rule.authority?.description ?? "none")
            + demand(
                !rule.requiresLicenceNumber || (1...128).contains(length),
                seen: "a licence number of \(length) characters", allowed: "1 to 128 characters")
    }
}
