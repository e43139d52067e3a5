// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// Nothing in a name is invisible: no controls, no direction marks, no private or unassigned characters.
///
/// With a right-to-left override one name reads as another. The zero-width non-joiner is part of Persian spelling,
/// and stays; the other characters of format are not.
struct VisibleNamesRule: LintRule {
    let name = "cpcps.visible-names"
    let citation = "CP/CPS 3.1.4; Unicode Standard Annex 9 2"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        certificate.subject.attributes.flatMap { attribute in
            (attribute.string ?? "").unicodeScalars.filter(Self.isHidden).map { scalar in
                finding(
                    "\(attribute.type.dotted) with U+\(String(scalar.value, radix: 16, uppercase: true))",
                    allowed: "characters that are seen")
            }
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        // Most are ASCII or Persian letters, whose properties need not be looked up.
        switch scalar.value {
        case 0x20...0x7e, 0x620...0x64a, 0x67e...0x6d3: return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: return true
        case .format: return scalar != "\u{200c}"
        default: return false
        }
    }
}
