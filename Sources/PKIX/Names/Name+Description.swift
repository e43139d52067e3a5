// SPDX-License-Identifier: Apache-2.0
public import DER

extension Name: CustomStringConvertible {
    /// The name on one line, least significant attribute first: `CN=Root,O=Mohr,C=IR`.
    ///
    /// Besides what RFC 4514 escapes, controls and the characters that change the direction of writing are shown as
    /// hexadecimal pairs, so that no name can pass for another on a screen.
    ///
    /// - SeeAlso: RFC 4514 2.
    public var description: String {
        relativeDistinguishedNames.reversed()
            .map { $0.map(\.description).joined(separator: "+") }
            .joined(separator: ",")
    }

    /// Types and texts of every attribute, most significant first; values that are no text are left out.
    public var attributeStrings: [(ObjectIdentifier, String)] {
        attributes.compactMap { attribute in attribute.string.map { (attribute.type, $0) } }
    }
}

extension AttributeTypeAndValue: CustomStringConvertible {
    /// The attribute as RFC 4514 writes it: `CN=Root`, or `1.2.3=#0500` when type or value has no text.
    public var description: String {
        guard let label = AttributeLabel.label(of: type), let text = string else {
            return "\(type.dotted)=#" + Self.hex(DERWriter.bytes { $0.primitive(valueTag, valueContent) })
        }
        return "\(label)=" + Self.escape(text)
    }

    private static func escape(_ text: String) -> String {
        var escaped = ""
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "\"", "+", ",", ";", "<", ">", "\\":
                escaped += "\\\(scalar)"
            case "#" where index == 0:
                escaped += "\\#"
            case " " where index == 0 || index == scalars.count - 1:
                escaped += "\\ "
            default:
                if isUnsafeToShow(scalar) {
                    for octet in String(scalar).utf8 { escaped += "\\" + hex([octet]) }
                } else {
                    escaped.unicodeScalars.append(scalar)
                }
            }
        }
        return escaped
    }

    private static func isUnsafeToShow(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1f, 0x7f...0x9f, 0x061c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
        default: false
        }
    }

    private static func hex(_ octets: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: octets.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
