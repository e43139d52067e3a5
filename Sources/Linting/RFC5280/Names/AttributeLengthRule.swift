// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// Every attribute of a name has a value, not longer than its upper bound.
struct AttributeLengthRule: LintRule {
    let name = "rfc5280.attribute-length"
    let citation = "RFC 5280 appendix A.1 (upper bounds)"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        certificate.subject.attributes.flatMap { attribute in
            let length = Self.length(of: attribute)
            let bounds = AttributeTypeAndValue.bounds(of: attribute.type)
            return demand(
                bounds.contains(length), seen: "\(attribute.type.dotted) of \(length) characters",
                allowed: "\(bounds.lowerBound) to \(bounds.upperBound) characters")
        }
    }

    /// In characters; a value that is no text has none.
    private static func length(of attribute: AttributeTypeAndValue) -> Int {
        switch attribute.valueTag {
        case .utf8String, .printableString, .ia5String:
            // Read before, so it is well formed: every character has one octet that does not continue another.
            attribute.valueContent.count { $0 & 0xc0 != 0x80 }
        default: attribute.string?.unicodeScalars.count ?? 0
        }
    }
}
