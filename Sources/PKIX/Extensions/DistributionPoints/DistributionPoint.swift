// SPDX-License-Identifier: Apache-2.0
public import DER

/// Where a revocation list that covers a certificate is found, and which reasons it covers.
///
///     DistributionPoint ::= SEQUENCE {
///         distributionPoint [0] DistributionPointName OPTIONAL,
///         reasons           [1] ReasonFlags OPTIONAL,
///         cRLIssuer         [2] GeneralNames OPTIONAL }
///
/// - SeeAlso: RFC 5280 4.2.1.13.
public struct DistributionPoint: Sendable, Hashable {
    /// The list's name; `nil` when it is the CRL issuer's.
    public let name: DistributionPointName?

    /// The reasons that the list covers; `nil` for all.
    public let reasons: ReasonFlags?

    /// Who issues the list, when it is not the certificate's issuer; empty when it is.
    public let crlIssuer: [GeneralName]

    /// Takes a distribution point's parts.
    ///
    /// - Parameters:
    ///   - name: the list's name.
    ///   - reasons: the reasons that the list covers; `nil` for all.
    ///   - crlIssuer: who issues the list; empty for the certificate's issuer.
    public init(name: DistributionPointName?, reasons: ReasonFlags? = nil, crlIssuer: [GeneralName] = []) {
        self.name = name
        self.reasons = reasons
        self.crlIssuer = crlIssuer
    }

    /// A point that names one URI.
    public init(uri: String) {
        self.init(name: .fullName([.uri(uri)]))
    }

    /// Reads a distribution point.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``; `empty` when neither a name nor an issuer is there (RFC 5280 4.2.1.13: "reasons"
    ///   must not stand alone).
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        if let choice = try fields.nextIfPresent(.contextConstructed(0)) {
            name = try DistributionPointName(explicit: choice)
        } else {
            name = nil
        }
        if let flags = try fields.nextIfPresent(.context(1)) {
            reasons = try ReasonFlags(flags, implicit: .context(1))
        } else {
            reasons = nil
        }
        if let issuer = try fields.nextIfPresent(.contextConstructed(2)) {
            crlIssuer = try GeneralName.list(issuer)
        } else {
            crlIssuer = []
        }
        try fields.end()
        guard name != nil || !crlIssuer.isEmpty else { throw .empty(field: "DistributionPoint", offset: node.offset) }
    }

    /// Reads `CRLDistributionPoints`, one point or more.
    ///
    /// - Parameter node: the SEQUENCE OF.
    /// - Returns: the points in their order.
    /// - Throws: ``PKIXError``.
    public static func list(_ node: DERNode) throws(PKIXError) -> [DistributionPoint] {
        try node.list(of: "CRLDistributionPoints") { item throws(PKIXError) in try DistributionPoint(item) }
    }

    /// The URIs of the full name, in their order.
    public var uris: [String] {
        guard case .fullName(let names) = name else { return [] }
        return names.compactMap { if case .uri(let uri) = $0 { uri } else { nil } }
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            name?.encode(explicit: 0, into: &writer)
            reasons?.encode(into: &writer, implicit: .context(1))
            if !crlIssuer.isEmpty { GeneralName.encode(crlIssuer, tag: .contextConstructed(2), into: &writer) }
        }
    }
}
