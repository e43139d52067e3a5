// SPDX-License-Identifier: Apache-2.0
public import DER

extension Name {
    /// Makes a name, each attribute in a relative distinguished name of its own.
    ///
    /// Country, serial number and qualifier are written as PrintableString, mail addresses and domain components as
    /// IA5String, everything else as UTF8String.
    ///
    /// - Parameter attributes: types and values, most significant first.
    /// - Throws: ``PKIXError/attributeLength(_:seen:allowed:)`` for a value that is empty or longer than its upper
    ///   bound, ``PKIXError/attributeCharacter(_:allowed:)`` for one that its string type cannot hold.
    /// - SeeAlso: RFC 5280 4.1.2.4 and appendix A.1.
    public init(_ attributes: [(ObjectIdentifier, String)]) throws(PKIXError) {
        var names: [[AttributeTypeAndValue]] = []
        for (type, value) in attributes {
            names.append([try AttributeTypeAndValue(type: type, value: value)])
        }
        self.init(encodedSlice: Self.encode(names)[...], relativeDistinguishedNames: names)
    }
}

extension AttributeTypeAndValue {
    /// Makes an attribute, in the string type that its attribute type has.
    ///
    /// - Parameters:
    ///   - type: which attribute it is.
    ///   - value: the text.
    /// - Throws: as ``Name/init(_:)``.
    public init(type: ObjectIdentifier, value: String) throws(PKIXError) {
        let length = value.unicodeScalars.count
        let bounds = Self.bounds(of: type)
        guard bounds.contains(length) else {
            throw .attributeLength(type, seen: length, allowed: bounds)
        }
        let tag: Tag
        switch type {
        case OID.countryName, OID.serialNumber, OID.dnQualifier:
            guard value.utf8.allSatisfy(Self.isPrintable) else {
                throw .attributeCharacter(type, allowed: "PrintableString")
            }
            tag = .printableString
        case OID.emailAddress, OID.domainComponent:
            guard value.utf8.allSatisfy({ $0 < 0x80 }) else {
                throw .attributeCharacter(type, allowed: "IA5String")
            }
            tag = .ia5String
        default:
            tag = .utf8String
        }
        let encoded = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.objectIdentifier(type)
                writer.primitive(tag, value.utf8)
            }
        }
        self.init(type: type, valueTag: tag, valueLength: value.utf8.count, encoded: encoded[...])
    }

    /// The lengths that a value may have, in characters.
    ///
    /// - Parameter type: the attribute's type.
    /// - Returns: at least 1 for every type.
    /// - SeeAlso: RFC 5280 appendix A.1 (upper bounds); X.520.
    public static func bounds(of type: ObjectIdentifier) -> ClosedRange<Int> {
        switch type {
        case OID.countryName: 2...2
        case OID.commonName, OID.organizationName, OID.organizationalUnitName, OID.title, OID.serialNumber,
            OID.dnQualifier:
            1...64
        case OID.localityName, OID.stateOrProvinceName, OID.streetAddress, OID.pseudonym: 1...128
        case OID.emailAddress: 1...255
        case OID.userID: 1...256
        default: 1...32_768
        }
    }

    /// Whether an octet is in PrintableString's alphabet (X.680 41.4).
    static func isPrintable(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x41...0x5a, 0x61...0x7a, 0x30...0x39, 0x20, 0x27...0x29, 0x2b...0x2f, 0x3a, 0x3d, 0x3f: true
        default: false
        }
    }
}
