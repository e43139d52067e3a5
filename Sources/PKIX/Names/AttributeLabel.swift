// SPDX-License-Identifier: Apache-2.0
public import DER

/// The short names of attribute types, as people and configuration files write them.
///
/// - SeeAlso: RFC 4514 3; RFC 4519.
public enum AttributeLabel {
    /// The label of a type: `CN` for the common name.
    ///
    /// - Parameter type: the attribute's type.
    /// - Returns: `nil` for a type without one.
    public static func label(of type: ObjectIdentifier) -> String? {
        labels[type]
    }

    /// The type that a label stands for.
    ///
    /// - Parameter label: in the spelling of ``label(of:)``.
    /// - Returns: `nil` for any other word.
    public static func type(labelled label: String) -> ObjectIdentifier? {
        types[label]
    }

    /// The type that an ASN.1 name stands for: `countryName`, as profiles and ceremonies write it.
    ///
    /// - Parameter name: as in RFC 5280 appendix A and X.520.
    /// - Returns: `nil` for any other word.
    public static func type(named name: String) -> ObjectIdentifier? {
        asn1Names[name]
    }

    /// Every ASN.1 name that ``type(named:)`` knows, in alphabetical order.
    public static let allNames = asn1Names.keys.sorted()

    private static let asn1Names: [String: ObjectIdentifier] = [
        "commonName": OID.commonName, "countryName": OID.countryName, "dnQualifier": OID.dnQualifier,
        "domainComponent": OID.domainComponent, "emailAddress": OID.emailAddress,
        "generationQualifier": OID.generationQualifier, "givenName": OID.givenName, "initials": OID.initials,
        "localityName": OID.localityName, "name": OID.name, "organizationIdentifier": OID.organizationIdentifier,
        "organizationName": OID.organizationName, "organizationalUnitName": OID.organizationalUnitName,
        "pseudonym": OID.pseudonym, "serialNumber": OID.serialNumber,
        "stateOrProvinceName": OID.stateOrProvinceName, "streetAddress": OID.streetAddress, "surname": OID.surname,
        "title": OID.title, "userID": OID.userID,
    ]

    /// Every label, in alphabetical order.
    public static let allLabels = types.keys.sorted()

    private static let types: [String: ObjectIdentifier] = [
        "C": OID.countryName, "CN": OID.commonName, "DC": OID.domainComponent, "GN": OID.givenName,
        "L": OID.localityName, "O": OID.organizationName, "OU": OID.organizationalUnitName, "SN": OID.surname,
        "ST": OID.stateOrProvinceName, "STREET": OID.streetAddress, "UID": OID.userID, "dnQualifier": OID.dnQualifier,
        "emailAddress": OID.emailAddress, "generationQualifier": OID.generationQualifier, "initials": OID.initials,
        "name": OID.name, "organizationIdentifier": OID.organizationIdentifier, "pseudonym": OID.pseudonym,
        "serialNumber": OID.serialNumber, "title": OID.title,
    ]

    private static let labels = Dictionary(uniqueKeysWithValues: types.map { ($1, $0) })
}
