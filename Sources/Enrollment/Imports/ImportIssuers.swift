// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX
public import Records

/// The authorities whose certificates are taken in, and what they say of them.
///
/// Each certificate that is given counts as an anchor: whoever runs the import vouches for it. Their lists are checked
/// once, before the first row.
public struct ImportIssuers: Sendable {
    /// Why an issuer or a list cannot be used.
    public enum Fault: Error, Sendable, Equatable {
        /// The certificate is no authority's, or its key cannot be read.
        case issuer(name: String)
        /// The list is not signed by any of the issuers.
        case listSigner(issuer: String)
        /// The list is a delta, is indirect, covers some reasons only, or has a critical extension that nobody knows.
        case listKind(issuer: String)
    }

    /// The authorities, each once.
    public let certificates: [Certificate]
    private let anchors: [TrustAnchor]
    private let store = EvidenceStore()
    private let lists: [[UInt8]: [CertificateList]]

    /// Takes issuers and their lists.
    ///
    /// - Parameters:
    ///   - certificates: of authorities.
    ///   - lists: complete ones; in parts, if the issuer divides them.
    /// - Throws: ``Fault``.
    public init(_ certificates: [Certificate], lists: [CertificateList]) throws(Fault) {
        var (kept, anchors): ([Certificate], [TrustAnchor]) = ([], [])
        for certificate in certificates where !kept.contains(certificate) {
            guard certificate.basicConstraints?.isCA == true,
                certificate.keyUsage?.contains(.keyCertSign) ?? true,
                let anchor = try? TrustAnchor(certificate: certificate)
            else { throw .issuer(name: "\(certificate.subject)") }
            kept.append(certificate)
            anchors.append(anchor)
        }
        var byIssuer: [[UInt8]: [CertificateList]] = [:]
        for list in lists {
            let scope = list.issuingDistributionPoint
            guard list.deltaBase == nil, scope?.isIndirect != true, scope?.onlySomeReasons == nil,
                !list.hasUnknownCriticalExtension
            else { throw .listKind(issuer: "\(list.issuer)") }
            guard anchors.contains(where: { $0.name.matches(list.issuer) && list.isSigned(by: $0.publicKey) }) else {
                throw .listSigner(issuer: "\(list.issuer)")
            }
            byIssuer[list.issuer.matchKey, default: []].append(list)
        }
        self.certificates = kept
        self.anchors = anchors
        self.lists = byIssuer.mapValues { $0.sorted { $0.thisUpdate > $1.thisUpdate } }
    }

    /// Finds who issued a certificate.
    ///
    /// Judged as of its first second: what has expired since was an honest certificate too.
    ///
    /// - Parameter certificate: from elsewhere.
    /// - Returns: one of ``certificates``.
    /// - Throws: ``ImportRefusal/issuer(_:)``.
    public func issuer(of certificate: Certificate) throws(ImportRefusal) -> Certificate {
        var policy = PathPolicy(time: certificate.validity.notBefore)
        policy.revocation = .notChecked
        var failure = PathFailureCode.noPathFound
        for anchor in anchors where anchor.name.matches(certificate.issuer) {
            let result = PathValidator().validate(certificate, anchors: [anchor], store: store, policy: policy)
            let life = anchor.certificate.validity
            guard result.path != nil else {
                failure = result.failures.first?.code ?? failure
                continue
            }
            if life.notBefore <= certificate.validity.notBefore, certificate.validity.notBefore <= life.notAfter {
                return anchor.certificate
            }
        }
        throw .issuer(failure)
    }

    /// What the newest list that covers a certificate says of it.
    ///
    /// - Parameter certificate: one that an issuer of these issued.
    /// - Returns: good when it is not listed.
    /// - Throws: ``ImportRefusal/statusUnknown``.
    public func standing(of certificate: Certificate) throws(ImportRefusal) -> ImportedStanding {
        let own = lists[certificate.issuer.matchKey] ?? []
        guard let list = own.first(where: { certificate.isInScope(of: $0) }) else { throw .statusUnknown }
        guard let entry = list.entry(for: certificate.serialNumber, issuer: certificate.issuer),
            entry.reason != .removeFromCRL
        else { return ImportedStanding(status: .good, since: certificate.validity.notBefore, asOf: list.thisUpdate) }
        return ImportedStanding(
            status: entry.reason == .certificateHold ? .onHold : .revoked, since: entry.revocationDate,
            reason: entry.reason, asOf: list.thisUpdate)
    }

    /// Whether a newer list is due than the newest one of any issuer.
    ///
    /// - Parameter time: now.
    /// - Returns: whether what is taken over may be old.
    public func isBehind(at time: Instant) -> Bool {
        lists.values.contains { own in own.first?.nextUpdate.map { $0 < time } ?? true }
    }
}
