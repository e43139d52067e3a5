// SPDX-License-Identifier: Apache-2.0
public import DER

/// How a distribution point is named: in full, or by what is added to its issuer's name.
///
///     DistributionPointName ::= CHOICE {
///         fullName                [0] GeneralNames,
///         nameRelativeToCRLIssuer [1] RelativeDistinguishedName }
///
/// - SeeAlso: RFC 5280 4.2.1.13 and 5.2.5.
public enum DistributionPointName: Sendable, Hashable {
    /// Names for the same list; one or more.
    case fullName([GeneralName])
    /// One relative distinguished name to put after the issuer's name.
    case relativeToIssuer([AttributeTypeAndValue])

    /// Reads the name from the explicit tag around the choice.
    ///
    /// - Parameter node: `distributionPoint [0]`; its tag has been checked.
    /// - Throws: ``PKIXError``.
    public init(explicit node: DERNode) throws(PKIXError) {
        var reader = try node.fields(node.tag)
        let choice = try reader.next()
        try reader.end()
        switch choice.tag {
        case .contextConstructed(0):
            self = .fullName(try GeneralName.list(choice))
        case .contextConstructed(1):
            self = .relativeToIssuer(try Name.attributes(of: choice))
        default:
            throw .unexpected(
                field: "DistributionPointName", seen: "tag \(choice.tag.octet)", allowed: "[0] or [1]",
                offset: choice.offset)
        }
    }

    /// The names in full.
    ///
    /// - Parameter issuer: the name of who issues the list, which a relative name is added to.
    /// - Returns: one name or more.
    public func fullNames(issuer: Name) -> [GeneralName] {
        switch self {
        case .fullName(let names): names
        case .relativeToIssuer(let attributes): [.directoryName(issuer.appending(attributes))]
        }
    }

    /// Writes the name inside its explicit tag.
    ///
    /// - Parameters:
    ///   - explicit: the number of the tag around the choice.
    ///   - writer: what to append to.
    public func encode(explicit: UInt8, into writer: inout DERWriter) {
        writer.explicit(explicit) { writer in
            switch self {
            case .fullName(let names):
                GeneralName.encode(names, tag: .contextConstructed(0), into: &writer)
            case .relativeToIssuer(let attributes):
                writer.setOf(attributes.map { Array($0.encoded) }, tag: .contextConstructed(1))
            }
        }
    }
}
