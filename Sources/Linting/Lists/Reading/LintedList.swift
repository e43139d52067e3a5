// SPDX-License-Identifier: Apache-2.0
import DER
public import PKIX

/// A revocation list before it is signed, read back from its bytes for the rules to look at.
///
/// What a rule can judge is kept as it is written; only what is no list at all cannot be read.
///
/// - SeeAlso: RFC 5280 5.1.2.
public struct LintedList: Sendable {
    /// The number in the version field, 1 for version 2; `nil` when it is absent.
    public let version: Int?

    /// What it says that it is signed with.
    public let signature: AlgorithmIdentifier

    /// Who issues it.
    public let issuer: Name

    /// When its entries were read.
    public let thisUpdate: LintedTime

    /// When the next list is out at the latest; `nil` when it is absent.
    public let nextUpdate: LintedTime?

    /// What is to be said of the entries; `nil` when `revokedCertificates` is absent.
    public let entries: LintedEntries?

    /// The list's extensions.
    public let extensions: Extensions

    /// `authorityKeyIdentifier`.
    public let authorityKeyIdentifier: AuthorityKeyIdentifier?

    /// `cRLNumber`: the content octets of the INTEGER.
    public let number: [UInt8]?

    /// `deltaCRLIndicator`: the content octets of the INTEGER.
    public let deltaBase: [UInt8]?

    /// `issuingDistributionPoint`.
    public let distributionPoint: IssuingDistributionPoint?

    /// `freshestCRL`; `nil` when it is absent.
    public let freshest: [DistributionPoint]?

    /// `expiredCertsOnCRL`.
    public let expiredSince: LintedTime?

    /// Reads a list.
    ///
    /// - Parameter tbs: the `TBSCertList`, DER, nothing after it.
    /// - Throws: ``PKIXError`` for what is no list.
    public init(reading tbs: [UInt8]) throws(PKIXError) {
        var fields = try read(try DERReader.single(tbs, .sequence).reader())
        version = try read(try fields.readIfPresent(.integer)?.smallInteger())
        signature = try AlgorithmIdentifier(try read(try fields.read(.sequence)))
        issuer = try Name(try read(try fields.read(.sequence)))
        thisUpdate = LintedTime(try read(try fields.read()))
        nextUpdate =
            switch fields.nextTag {
            case Tag.utcTime, Tag.generalizedTime: LintedTime(try read(try fields.read()))
            default: nil
            }
        if let node = try read(try fields.readIfPresent(.sequence)) {
            entries = LintedEntries(reading: node.content, of: tbs)
        } else {
            entries = nil
        }
        if let wrapped = try read(try fields.readIfPresent(.contextConstructed(0))) {
            extensions = try Extensions(try read(try wrapped.only(.sequence)))
        } else {
            extensions = .none
        }
        try read(try fields.finish())
        authorityKeyIdentifier = try Self.value(OID.authorityKeyIdentifier, in: extensions, .sequence) {
            node throws(PKIXError) in try AuthorityKeyIdentifier(node)
        }
        number = try Self.value(OID.crlNumber, in: extensions, .integer) {
            node throws(PKIXError) in Array(try read(try node.integerBytes()))
        }
        deltaBase = try Self.value(OID.deltaCRLIndicator, in: extensions, .integer) {
            node throws(PKIXError) in Array(try read(try node.integerBytes()))
        }
        distributionPoint = try Self.value(OID.issuingDistributionPoint, in: extensions, .sequence) {
            node throws(PKIXError) in try IssuingDistributionPoint(node)
        }
        freshest = try Self.value(OID.freshestCRL, in: extensions, .sequence) {
            node throws(PKIXError) in try DistributionPoint.list(node)
        }
        expiredSince = try Self.value(OID.expiredCertsOnCRL, in: extensions, nil) { LintedTime($0) }
    }

    /// Reads one extension's value; any tag will do when none is given.
    private static func value<Value>(
        _ oid: ObjectIdentifier, in extensions: Extensions, _ tag: Tag?,
        _ body: (DERNode) throws(PKIXError) -> Value
    ) throws(PKIXError) -> Value? {
        guard let item = extensions[oid] else { return nil }
        do throws(PKIXError) {
            var reader = DERReader(item.value)
            let node = try read(try reader.read())
            if let tag { try read(try node.expect(tag)) }
            try read(try reader.finish())
            return try body(node)
        } catch {
            throw .malformedExtension(oid, error)
        }
    }
}

/// Runs one step of reading and turns its error into the paper room's.
@inline(__always)
func read<Value>(_ step: @autoclosure () throws(DERError) -> Value) throws(PKIXError) -> Value {
    do throws(DERError) {
        return try step()
    } catch {
        throw .der(error)
    }
}
