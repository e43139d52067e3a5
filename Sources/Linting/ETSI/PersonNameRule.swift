// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// A natural person is named by country, given name and surname or a pseudonym, common name and serial number;
/// an organisation by country, name, identifier and common name.
struct PersonNameRule: LintRule {
    let name = "etsi.person-name"
    let citation = "ETSI EN 319 412-2 4.2.4; ETSI EN 319 412-3 4.2.1"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        guard context.profile.kind == .subscriber else { return [] }
        let types = certificate.subject.attributes.map(\.type)
        let isOrganisation = types.contains(OID.organizationIdentifier) && !types.contains(OID.serialNumber)
        let wanted: [ObjectIdentifier] =
            if isOrganisation {
                [OID.countryName, OID.organizationName, OID.organizationIdentifier, OID.commonName]
            } else if types.contains(OID.pseudonym) {
                [OID.countryName, OID.pseudonym, OID.commonName, OID.serialNumber]
            } else {
                [OID.countryName, OID.givenName, OID.surname, OID.commonName, OID.serialNumber]
            }
        return wanted.filter { !types.contains($0) }.map { finding("no \($0.dotted)", allowed: "present") }
    }
}
