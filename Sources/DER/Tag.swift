// SPDX-License-Identifier: Apache-2.0

/// The identifier octet of an X.690 value: class, form and number in one byte.
///
/// Tag numbers above 30 need more octets; no structure that Mohr reads uses one, so they are refused by the reader
/// and every tag fits in a byte.
///
/// - SeeAlso: X.690 8.1.2.
public struct Tag: Hashable, Sendable {
    /// The identifier octet as it stands in the encoding.
    public let octet: UInt8

    /// Takes an identifier octet as it stands in the encoding.
    public init(octet: UInt8) {
        self.octet = octet
    }

    /// Whether the content is itself a series of values (bit 6).
    public var isConstructed: Bool { octet & 0x20 != 0 }

    /// The same class and number in the constructed form.
    public var constructed: Tag { Tag(octet: octet | 0x20) }

    /// The same class and number in the primitive form.
    public var primitive: Tag { Tag(octet: octet & ~0x20) }

    /// A primitive, context-specific tag: `[number] IMPLICIT` over a primitive type.
    ///
    /// - Parameter number: 0 to 30; higher numbers are cut to five bits.
    /// - Returns: the tag.
    public static func context(_ number: UInt8) -> Tag { Tag(octet: 0x80 | (number & 0x1f)) }

    /// A constructed, context-specific tag: `[number] EXPLICIT`, or `IMPLICIT` over a constructed type.
    ///
    /// - Parameter number: 0 to 30; higher numbers are cut to five bits.
    /// - Returns: the tag.
    public static func contextConstructed(_ number: UInt8) -> Tag { Tag(octet: 0xa0 | (number & 0x1f)) }

    /// BOOLEAN.
    public static let boolean = Tag(octet: 0x01)
    /// INTEGER.
    public static let integer = Tag(octet: 0x02)
    /// BIT STRING.
    public static let bitString = Tag(octet: 0x03)
    /// OCTET STRING.
    public static let octetString = Tag(octet: 0x04)
    /// NULL.
    public static let null = Tag(octet: 0x05)
    /// OBJECT IDENTIFIER.
    public static let objectIdentifier = Tag(octet: 0x06)
    /// ENUMERATED.
    public static let enumerated = Tag(octet: 0x0a)
    /// UTF8String.
    public static let utf8String = Tag(octet: 0x0c)
    /// NumericString.
    public static let numericString = Tag(octet: 0x12)
    /// PrintableString.
    public static let printableString = Tag(octet: 0x13)
    /// TeletexString (T61String).
    public static let teletexString = Tag(octet: 0x14)
    /// IA5String.
    public static let ia5String = Tag(octet: 0x16)
    /// UTCTime.
    public static let utcTime = Tag(octet: 0x17)
    /// GeneralizedTime.
    public static let generalizedTime = Tag(octet: 0x18)
    /// VisibleString.
    public static let visibleString = Tag(octet: 0x1a)
    /// UniversalString.
    public static let universalString = Tag(octet: 0x1c)
    /// BMPString.
    public static let bmpString = Tag(octet: 0x1e)
    /// SEQUENCE and SEQUENCE OF.
    public static let sequence = Tag(octet: 0x30)
    /// SET and SET OF.
    public static let set = Tag(octet: 0x31)
}
