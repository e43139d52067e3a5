// SPDX-License-Identifier: Apache-2.0
public import DER

/// Which certificates and reasons a revocation list covers.
///
///     IssuingDistributionPoint ::= SEQUENCE {
///         distributionPoint          [0] DistributionPointName OPTIONAL,
///         onlyContainsUserCerts      [1] BOOLEAN DEFAULT FALSE,
///         onlyContainsCACerts        [2] BOOLEAN DEFAULT FALSE,
///         onlySomeReasons            [3] ReasonFlags OPTIONAL,
///         indirectCRL                [4] BOOLEAN DEFAULT FALSE,
///         onlyContainsAttributeCerts [5] BOOLEAN DEFAULT FALSE }
///
/// - SeeAlso: RFC 5280 5.2.5.
public struct IssuingDistributionPoint: Sendable, Hashable {
    /// The list's own name, which the certificates it covers repeat; `nil` when it has none.
    public let name: DistributionPointName?

    /// Whether it holds certificates of end entities only.
    public let onlyContainsUserCerts: Bool

    /// Whether it holds certificates of authorities only.
    public let onlyContainsCACerts: Bool

    /// The reasons it covers; `nil` for all.
    public let onlySomeReasons: ReasonFlags?

    /// Whether it holds certificates that others have issued.
    public let isIndirect: Bool

    /// Whether it holds attribute certificates only.
    public let onlyContainsAttributeCerts: Bool

    /// Takes the parts.
    ///
    /// - Parameters:
    ///   - name: the list's own name.
    ///   - onlyContainsUserCerts: end entities only.
    ///   - onlyContainsCACerts: authorities only.
    ///   - onlySomeReasons: the reasons covered; `nil` for all.
    ///   - isIndirect: certificates of other issuers too.
    ///   - onlyContainsAttributeCerts: attribute certificates only.
    public init(
        name: DistributionPointName?, onlyContainsUserCerts: Bool = false, onlyContainsCACerts: Bool = false,
        onlySomeReasons: ReasonFlags? = nil, isIndirect: Bool = false, onlyContainsAttributeCerts: Bool = false
    ) {
        self.name = name
        self.onlyContainsUserCerts = onlyContainsUserCerts
        self.onlyContainsCACerts = onlyContainsCACerts
        self.onlySomeReasons = onlySomeReasons
        self.isIndirect = isIndirect
        self.onlyContainsAttributeCerts = onlyContainsAttributeCerts
    }

    /// Reads the extension's value.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``; `unexpected` for a flag that is written although it has its default (X.690 11.5).
    public init(_ node: DERNode) throws(PKIXError) {
        try der(node.expect(.sequence))
        var fields = try der(node.reader())
        if let choice = try der(fields.readIfPresent(.contextConstructed(0))) {
            name = try DistributionPointName(explicit: choice)
        } else {
            name = nil
        }
        onlyContainsUserCerts = try Self.flag(1, in: &fields)
        onlyContainsCACerts = try Self.flag(2, in: &fields)
        if let flags = try der(fields.readIfPresent(.context(3))) {
            onlySomeReasons = try ReasonFlags(flags, implicit: .context(3))
        } else {
            onlySomeReasons = nil
        }
        isIndirect = try Self.flag(4, in: &fields)
        onlyContainsAttributeCerts = try Self.flag(5, in: &fields)
        try der(fields.finish())
    }

    /// Writes the extension's value.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            name?.encode(explicit: 0, into: &writer)
            if onlyContainsUserCerts { writer.boolean(true, implicit: .context(1)) }
            if onlyContainsCACerts { writer.boolean(true, implicit: .context(2)) }
            onlySomeReasons?.encode(into: &writer, implicit: .context(3))
            if isIndirect { writer.boolean(true, implicit: .context(4)) }
            if onlyContainsAttributeCerts { writer.boolean(true, implicit: .context(5)) }
        }
    }

    private static func flag(_ number: UInt8, in fields: inout DERReader) throws(PKIXError) -> Bool {
        guard let node = try der(fields.readIfPresent(.context(number))) else { return false }
        guard try der(node.boolean(implicit: .context(number))) else {
            throw .unexpected(
                field: "IssuingDistributionPoint [\(number)]", seen: "FALSE", allowed: "TRUE or absent",
                offset: node.offset)
        }
        return true
    }
}
