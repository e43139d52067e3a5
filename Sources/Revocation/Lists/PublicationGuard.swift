// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import PKIX

/// Whether a list may leave the house: a function of its bytes, those of the list before it, and the records.
///
/// It has no key, no clock and no disk, and trusts nothing that whoever drew the list up says of it: the list is read
/// from its bytes, its signature checked under the issuer's certificate.
///
/// - SeeAlso: RFC 5280 5 and 5.2.3; ETSI EN 319 411-1 CSS-6.3.9.
public struct PublicationGuard: Sendable {
    private let authority: String
    private let scope: String
    private let issuer: Certificate
    private let key: PublicKey

    /// Stands at the door of one scope.
    ///
    /// - Parameters:
    ///   - authority: its name, for refusals.
    ///   - scope: what the lists cover, for refusals: `full`, `shard-3`, `delta`.
    ///   - issuer: the authority's certificate.
    /// - Throws: ``RevocationError/certificate(_:)`` when the certificate's key cannot be read.
    public init(authority: String, scope: String, issuer: Certificate) throws(RevocationError) {
        self.authority = authority
        self.scope = scope
        self.issuer = issuer
        key = try papered(try issuer.publicKey())
    }

    /// Lets a list out, or says why not.
    ///
    /// - Parameters:
    ///   - candidate: the list to be published, DER.
    ///   - previous: the list that is out, DER; nil for the first.
    ///   - index: every issued certificate; asked whether a hold was lifted.
    /// - Returns: the list, as it reads.
    /// - Throws: ``RevocationError``: `listUnreadable`, `listUnverified`, `scopeChanged`, `listNumberBehind`,
    ///   `listTimeBehind`, `entryDropped` or `entryChanged`.
    /// - Complexity: linear in the length of both.
    @discardableResult
    public func admit(
        _ candidate: [UInt8], after previous: [UInt8]?, index: any IssuedCertificates
    ) throws(RevocationError) -> CertificateList {
        let list = try read(candidate)
        try admit(list, after: previous, index: index)
        return list
    }

    /// The same for a list that ``read(_:)`` gave.
    func admit(
        _ list: CertificateList, after previous: [UInt8]?, index: any IssuedCertificates
    ) throws(RevocationError) {
        guard let previous else { return }
        let old = try read(previous)
        guard list.issuingDistributionPoint == old.issuingDistributionPoint,
            (list.deltaBase == nil) == (old.deltaBase == nil)
        else { throw .scopeChanged(authority: authority, scope: scope) }
        guard old.number < list.number, Self.isAtMost(old.deltaBase, list.deltaBase) else {
            throw .listNumberBehind(authority: authority, scope: scope, seen: list.number, newest: old.number)
        }
        guard list.thisUpdate > old.thisUpdate else {
            throw .listTimeBehind(
                authority: authority, scope: scope, seen: list.thisUpdate, newest: old.thisUpdate)
        }
        // A delta repeats what its base lacks and no more; what the two together say is another check.
        if list.deltaBase == nil {
            try ListSuccession(authority: authority, scope: scope, index: index).check(list, following: old)
        }
    }

    /// Reads a list and checks that it is one of the issuer's, by the rules of its profile.
    ///
    /// - Parameter encoded: DER.
    /// - Returns: the list.
    /// - Throws: ``RevocationError/listUnreadable(authority:scope:_:)``,
    ///   ``RevocationError/listUnverified(authority:scope:)``.
    public func read(_ encoded: [UInt8]) throws(RevocationError) -> CertificateList {
        let list: CertificateList
        do throws(PKIXError) {
            list = try CertificateList(der: encoded)
        } catch {
            throw .listUnreadable(authority: authority, scope: scope, error)
        }
        guard list.issuer == issuer.subject, list.isSigned(by: key), list.version == 2, list.crlNumber != nil,
            let end = list.nextUpdate, end > list.thisUpdate, !list.hasUnknownCriticalExtension
        else { throw .listUnverified(authority: authority, scope: scope) }
        return list
    }

    private static func isAtMost(_ left: [UInt8]?, _ right: [UInt8]?) -> Bool {
        guard let left, let right else { return true }
        return left.count == right.count ? !right.lexicographicallyPrecedes(left) : left.count < right.count
    }
}

extension CertificateList {
    /// `cRLNumber`, which this house draws from 64 bits; anything longer is as large as can be.
    var number: Int64 { crlNumber.map(Self.number) ?? 0 }

    /// The number of the list that a delta builds on; nil for a complete list.
    var deltaBaseNumber: Int64? { deltaBase.map(Self.number) }

    private static func number(_ octets: [UInt8]) -> Int64 {
        let magnitude = octets.drop { $0 == 0 }
        guard magnitude.count <= 8 else { return .max }
        return Int64(clamping: magnitude.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}
