// SPDX-License-Identifier: Apache-2.0

/// Which certificates and reasons a revocation list speaks of.
///
/// - SeeAlso: RFC 5280 6.3.3 (b) and (d).
enum ListScope {
    /// Names of a list against names of a distribution point: more than this is no list in the field.
    static let maximumComparisons = 10_000

    /// Whether a complete list covers a certificate at one of its distribution points.
    ///
    /// That the list's issuer is the one that the point names has been seen to.
    ///
    /// - Parameters:
    ///   - list: the list.
    ///   - point: the distribution point.
    ///   - certificate: the certificate.
    /// - Returns: whether (b)(1) and (b)(2) hold.
    static func covers(
        _ list: CertificateList, at point: DistributionPoint, _ certificate: Certificate
    ) -> Bool {
        let scope = list.issuingDistributionPoint
        if !point.crlIssuer.isEmpty, scope?.isIndirect != true { return false }
        guard let scope else { return true }
        let isCA = certificate.basicConstraints?.isCA == true
        if scope.onlyContainsAttributeCerts || (scope.onlyContainsUserCerts && isCA)
            || (scope.onlyContainsCACerts && !isCA)
        {
            return false
        }
        guard let own = scope.name?.fullNames(issuer: list.issuer) else { return true }
        let wanted = names(of: point, certificate)
        guard own.count <= maximumComparisons / max(1, wanted.count) else { return false }
        return own.contains { name in wanted.contains { name.names(same: $0) } }
    }

    /// The reasons that a list covers at a distribution point: `interim_reasons_mask`.
    static func reasons(_ list: CertificateList, at point: DistributionPoint) -> ReasonFlags {
        let ofList = list.issuingDistributionPoint?.onlySomeReasons ?? .all
        return ofList.intersection(point.reasons ?? .all).intersection(.all)
    }

    /// The certificate issuer's name as if it were a distribution point: where to look when the certificate's own
    /// points, if it has any, do not cover all reasons.
    ///
    /// - SeeAlso: RFC 5280 6.3.3, the paragraph after (l).
    static func impliedPoint(of certificate: Certificate) -> DistributionPoint {
        let issuer: [GeneralName] = [.directoryName(certificate.tbs.issuer)] + certificate.issuerAlternativeName
        return DistributionPoint(name: .fullName(issuer))
    }

    /// The directory names of who issues the lists at a distribution point.
    static func issuers(at point: DistributionPoint, of certificate: Certificate) -> [Name] {
        guard !point.crlIssuer.isEmpty else { return [certificate.tbs.issuer] }
        return point.crlIssuer.compactMap { if case .directoryName(let name) = $0 { name } else { nil } }
    }

    private static func names(of point: DistributionPoint, _ certificate: Certificate) -> [GeneralName] {
        guard let name = point.name else { return point.crlIssuer }
        // A relative name hangs on the one list issuer that the point names, or else on the certificate's issuer.
        let issuer = issuers(at: point, of: certificate).first ?? certificate.tbs.issuer
        return name.fullNames(issuer: issuer)
    }
}

extension Certificate {
    /// Whose lists may speak of this certificate: its issuer's, and those that its distribution points name.
    ///
    /// - Returns: each issuer's ``Name/matchKey``.
    /// - SeeAlso: RFC 5280 4.2.1.13 (`cRLIssuer`).
    public var listIssuers: Set<[UInt8]> {
        let named = crlDistributionPoints.flatMap { ListScope.issuers(at: $0, of: self) }
        return Set([tbs.issuer.matchKey] + named.map(\.matchKey))
    }

    /// Whether a list's scope has room for this certificate, whoever issued the list.
    ///
    /// - SeeAlso: RFC 5280 6.3.3 (b).
    public func isInScope(of list: CertificateList) -> Bool {
        (crlDistributionPoints + [ListScope.impliedPoint(of: self)]).contains {
            ListScope.covers(list, at: $0, self)
        }
    }
}
