// SPDX-License-Identifier: Apache-2.0
import DER

/// The extensions of a revocation list that Mohr interprets.
///
/// - SeeAlso: RFC 5280 5.2; X.509 9.5.2.8 (`expiredCertsOnCRL`).
struct CertificateListExtensions {
    var crlNumber: [UInt8]?
    var deltaBase: [UInt8]?
    var issuingDistributionPoint: IssuingDistributionPoint?
    var authorityKeyIdentifier: AuthorityKeyIdentifier?
    var freshestCRL: [DistributionPoint] = []
    var expiredCertsOnCRL: Instant?

    /// The extensions whose meaning the validator follows.
    static let understood: Set<ObjectIdentifier> = [
        OID.crlNumber, OID.deltaCRLIndicator, OID.issuingDistributionPoint, OID.authorityKeyIdentifier,
        OID.freshestCRL, OID.expiredCertsOnCRL,
    ]

    init(_ extensions: Extensions) throws(PKIXError) {
        for item in extensions.all where Self.understood.contains(item.oid) {
            do throws(PKIXError) {
                try take(item)
            } catch {
                throw .malformedExtension(item.oid, error)
            }
        }
    }

    private mutating func take(_ item: Extension) throws(PKIXError) {
        switch item.oid {
        case OID.crlNumber:
            crlNumber = try Self.number(item.value)
        case OID.deltaCRLIndicator:
            deltaBase = try Self.number(item.value)
        case OID.issuingDistributionPoint:
            issuingDistributionPoint = try IssuingDistributionPoint(try der(DERReader.single(item.value, .sequence)))
        case OID.authorityKeyIdentifier:
            authorityKeyIdentifier = try AuthorityKeyIdentifier(try der(DERReader.single(item.value, .sequence)))
        case OID.freshestCRL:
            freshestCRL = try DistributionPoint.list(try der(DERReader.single(item.value, .sequence)))
        case OID.expiredCertsOnCRL:
            expiredCertsOnCRL = try der(DERReader.single(item.value, .generalizedTime).generalizedTime())
        default:
            break
        }
    }

    private static func number(_ value: ArraySlice<UInt8>) throws(PKIXError) -> [UInt8] {
        let node = try der(DERReader.single(value, .integer))
        let magnitude = try der(node.unsignedInteger())
        guard node.content.count <= CertificateList.maximumNumberOctets else {
            throw .outOfRange(
                field: "CRLNumber", seen: "\(node.content.count) octets",
                allowed: "\(CertificateList.maximumNumberOctets) octets", offset: node.offset)
        }
        return Array(magnitude)
    }
}
