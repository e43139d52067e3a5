// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// Every attribute of a name is written in a string type that it may have, a country as two capital letters.
///
/// New certificates write UTF8String or PrintableString; the older types are for the comparison of old names.
struct AttributeTypeRule: LintRule {
    let name = "rfc5280.attribute-type"
    let citation = "RFC 5280 4.1.2.4 and appendix A.1; ISO 3166-1"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        certificate.subject.attributes.flatMap { attribute in
            let allowed = Self.tags(for: attribute.type)
            let isTwoCapitals =
                attribute.valueContent.count == 2 && attribute.valueContent.allSatisfy { (0x41...0x5a).contains($0) }
            return demand(
                allowed.contains(attribute.valueTag),
                seen: "\(attribute.type.dotted) with tag \(attribute.valueTag.octet)",
                allowed: "tag " + allowed.map { "\($0.octet)" }.joined(separator: " or "))
                + demand(
                    attribute.type != OID.countryName || isTwoCapitals,
                    seen: "a country of \(attribute.valueContent.count) bytes", allowed: "two capital letters")
        }
    }

    private static func tags(for type: ObjectIdentifier) -> [Tag] {
        switch type {
        case OID.countryName, OID.serialNumber, OID.dnQualifier: [.printableString]
        case OID.emailAddress, OID.domainComponent: [.ia5String]
        default: [.utf8String, .printableString]
        }
    }
}
