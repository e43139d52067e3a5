// SPDX-License-Identifier: Apache-2.0
import DER
import Identity
import PKIX

/// Every text in a name has the one spelling that the house stores and shows.
///
/// Otherwise «علی» with an Arabic yeh and «علی» with a Persian one are two people to every program and one to every
/// reader.
struct CanonicalNamesRule: LintRule {
    let name = "cpcps.canonical-names"
    let citation = "CP/CPS 3.1.4; RFC 5280 4.1.2.4 (normalization form C)"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        certificate.subject.attributes.flatMap { attribute in
            demand(
                (attribute.valueTag == .utf8String || attribute.valueTag == .printableString)
                    && Self.isPlain(attribute.valueContent) || Self.isCanonical(attribute.string ?? ""),
                seen: "\(attribute.type.dotted) in another spelling", allowed: "the canonical spelling")
        }
    }

    /// Whether a text is of visible ASCII or Persian letters with single spaces inside, which have one spelling only.
    ///
    /// Nearly every name is; the others are spelled out and compared.
    private static func isPlain(_ octets: ArraySlice<UInt8>) -> Bool {
        var last: UInt32 = 0x20
        var lead: UInt8 = 0
        for octet in octets {
            let scalar: UInt32
            if lead != 0 {
                scalar = UInt32(lead & 0x1f) << 6 | UInt32(octet & 0x3f)
                lead = 0
                guard isPersianLetter(scalar) else { return false }
            } else if (0xd8...0xdb).contains(octet) {
                lead = octet
                continue
            } else {
                scalar = UInt32(octet)
                guard (0x20...0x7e).contains(scalar), scalar != 0x20 || last != 0x20 else { return false }
            }
            last = scalar
        }
        return last != 0x20 && lead == 0
    }

    /// The alphabet from آ to ی without its Arabic twins.
    private static func isPersianLetter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x622...0x624, 0x626...0x628, 0x62a...0x63a, 0x641, 0x642, 0x644...0x648, 0x67e, 0x686, 0x698, 0x6a9,
            0x6af, 0x6cc:
            true
        default: false
        }
    }

    private static func isCanonical(_ text: String) -> Bool {
        // Compared as bytes: Swift's own comparison takes canonically equivalent texts for the same.
        PersianText.display(text).utf8.elementsEqual(text.utf8)
    }
}
