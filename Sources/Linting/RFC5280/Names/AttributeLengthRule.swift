// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// Every attribute of a name has a value, not longer than its upper bound.
struct AttributeLengthRule: LintRule {
    let name = "rfc5280.attribute-length"
    let citation = "RFC 5280 appendix A.1 (upper bounds)"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        certificate.subject.attributes.flatMap { attribute in
            let length = attribute.string?.unicodeScalars.count ?? 0
            let bounds = AttributeTypeAndValue.bounds(of: attribute.type)
            return demand(
                bounds.contains(length), seen: "\(attribute.type.dotted) of \(length) characters",
                allowed: "\(bounds.lowerBound) to \(bounds.upperBound) characters")
        }
    }
}
