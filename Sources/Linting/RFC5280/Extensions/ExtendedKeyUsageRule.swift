// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// Purposes are named once each, never as "any", and fit the key's usage; a time stamping unit has one purpose alone.
struct ExtendedKeyUsageRule: LintRule {
    let name = "rfc5280.extended-key-usage"
    let citation = "RFC 5280 4.2.1.12; RFC 3161 2.3"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        guard let purposes = certificate.extendedKeyUsage else { return [] }
        let usage = certificate.keyUsage ?? []
        let misfits = purposes.filter { purpose in
            Self.usages(for: purpose).map { usage.isDisjoint(with: $0) } ?? false
        }
        return demand(Set(purposes).count == purposes.count, seen: "a purpose twice", allowed: "each once")
            + demand(
                !purposes.contains(OID.anyExtendedKeyUsage), seen: "anyExtendedKeyUsage",
                allowed: "purposes that are named")
            + demand(
                misfits.isEmpty,
                seen: misfits.map(\.dotted).joined(separator: ", ") + " with "
                    + usage.names.joined(separator: ", "),
                allowed: "a key usage consistent with every purpose")
            + demand(
                purposes == [OID.timeStamping] || !purposes.contains(OID.timeStamping),
                seen: "\(purposes.count) purposes", allowed: "timeStamping alone")
    }

    /// The usages of which a purpose needs one at least; `nil` for purposes that RFC 5280 does not list.
    private static func usages(for purpose: ObjectIdentifier) -> KeyUsage? {
        switch purpose {
        case OID.serverAuthentication: [.digitalSignature, .keyEncipherment, .keyAgreement]
        case OID.clientAuthentication: [.digitalSignature, .keyAgreement]
        case OID.codeSigning: [.digitalSignature]
        case OID.emailProtection: [.digitalSignature, .nonRepudiation, .keyEncipherment, .keyAgreement]
        case OID.timeStamping, OID.ocspSigning, OID.documentSigning: [.digitalSignature, .nonRepudiation]
        default: nil
        }
    }
}
