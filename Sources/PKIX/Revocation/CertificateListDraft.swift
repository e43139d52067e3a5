// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER

/// A revocation list before it is signed.
///
/// Written in two steps, so that the key may be on a device: ``encodedTBS(signatureAlgorithm:)`` gives the bytes to
/// sign, ``assemble(tbs:signatureAlgorithm:signature:)`` puts the signature to them.
///
/// - SeeAlso: RFC 5280 5.
public struct CertificateListDraft: Sendable {
    /// Who issues the list.
    public var issuer: Name

    /// When its entries were read.
    public var thisUpdate: Instant

    /// When the next list is out at the latest.
    public var nextUpdate: Instant

    /// `cRLNumber`, big-endian, at most 20 octets; lists of version 2 must have one.
    public var number: [UInt8]

    /// The revoked certificates; sorted when they are written.
    public var entries: RevokedEntriesDraft

    /// What the list covers; `nil` when it covers everything its issuer issued.
    public var issuingDistributionPoint: IssuingDistributionPoint?

    /// Which of the issuer's keys signs.
    public var authorityKeyIdentifier: AuthorityKeyIdentifier

    /// The number of the list that this one only adds to; `nil` for a complete list.
    public var deltaBase: [UInt8]?

    /// Further extensions, written after those above.
    public var extensions: [Extension]

    /// Draws up a list.
    ///
    /// - Parameters:
    ///   - issuer: who issues it.
    ///   - thisUpdate: when the entries were read.
    ///   - nextUpdate: when the next list is out at the latest.
    ///   - number: `cRLNumber`, big-endian, at most 20 octets.
    ///   - entries: the revoked certificates.
    ///   - authorityKeyIdentifier: which of the issuer's keys signs.
    ///   - issuingDistributionPoint: what the list covers, if not everything.
    ///   - deltaBase: the number of the list that this one only adds to.
    ///   - extensions: further extensions.
    public init(
        issuer: Name, thisUpdate: Instant, nextUpdate: Instant, number: [UInt8], entries: RevokedEntriesDraft,
        authorityKeyIdentifier: AuthorityKeyIdentifier, issuingDistributionPoint: IssuingDistributionPoint? = nil,
        deltaBase: [UInt8]? = nil, extensions: [Extension] = []
    ) {
        self.issuer = issuer
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.number = number
        self.entries = entries
        self.authorityKeyIdentifier = authorityKeyIdentifier
        self.issuingDistributionPoint = issuingDistributionPoint
        self.deltaBase = deltaBase
        self.extensions = extensions
    }

    /// The bytes to sign: `TBSCertList` of version 2.
    ///
    /// - Parameter signatureAlgorithm: what they will be signed with.
    /// - Returns: DER. The same draft and algorithm give the same bytes.
    /// - Complexity: linear in the number of entries when they were added in order of their numbers.
    public func encodedTBS(signatureAlgorithm: SignatureAlgorithm) -> [UInt8] {
        var writer = DERWriter(reservingCapacity: entries.byteCount + 1024)
        writer.sequence { writer in
            writer.integer(1)
            AlgorithmIdentifier(signatureAlgorithm).encode(into: &writer)
            writer.raw(issuer.encodedSlice)
            writer.time(thisUpdate)
            writer.time(nextUpdate)
            // An empty list of entries must be absent (RFC 5280 5.1.2.6).
            if entries.count > 0 {
                writer.sequence { entries.encode(into: &$0) }
            }
            writer.explicit(0) { writer in
                writer.sequence { writer in
                    for item in allExtensions { item.encode(into: &writer) }
                }
            }
        }
        return writer.bytes
    }

    /// Puts a signature to a list.
    ///
    /// - Parameters:
    ///   - tbs: what ``encodedTBS(signatureAlgorithm:)`` gave.
    ///   - signatureAlgorithm: the same algorithm.
    ///   - signature: the signature's value over `tbs`.
    /// - Returns: the list in DER.
    public static func assemble(
        tbs: [UInt8], signatureAlgorithm: SignatureAlgorithm, signature: [UInt8]
    ) -> [UInt8] {
        var writer = DERWriter(reservingCapacity: tbs.count + signature.count + 128)
        writer.sequence { writer in
            writer.raw(tbs)
            AlgorithmIdentifier(signatureAlgorithm).encode(into: &writer)
            writer.bitString(signature)
        }
        return writer.bytes
    }

    private var allExtensions: [Extension] {
        var all = [
            Extension(oid: OID.authorityKeyIdentifier, isCritical: false) {
                authorityKeyIdentifier.encode(into: &$0)
            },
            Extension(oid: OID.crlNumber, isCritical: false) { $0.integer(unsigned: number) },
        ]
        if let deltaBase {
            all.append(Extension(oid: OID.deltaCRLIndicator, isCritical: true) { $0.integer(unsigned: deltaBase) })
        }
        if let issuingDistributionPoint {
            all.append(
                Extension(oid: OID.issuingDistributionPoint, isCritical: true) {
                    issuingDistributionPoint.encode(into: &$0)
                })
        }
        return all + extensions
    }
}
