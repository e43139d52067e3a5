// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import PKIX
public import Records

/// An issuer's name, the key behind it, and what it has issued.
///
/// It keeps no state of its own, so requests need not queue for it: that no serial number is drawn twice is the
/// records' promise, kept on disk, and outlives this process. Any number of threads may issue at once, and share the
/// disk's syncs.
///
/// - SeeAlso: RFC 3647 1.3.1; CP/CPS 4.3.
public struct CertificateAuthority: Sendable {
    /// As in records, paths and URLs: `health`.
    public let name: String

    /// The authority's certificate.
    public let certificate: Certificate

    let desk: SigningDesk
    let site: IssuingSite

    /// Opens an authority for business.
    ///
    /// - Parameters:
    ///   - name: as on record.
    ///   - certificate: the authority's.
    ///   - key: the one that the certificate names.
    ///   - records: where every issuance goes.
    ///   - site: addresses, clock, random numbers.
    /// - Throws: ``IssuanceError/foreignKey(authority:)`` when key and certificate do not belong together.
    public init(
        name: String, certificate: Certificate, key: any SigningKey, records: Records, site: IssuingSite
    ) throws(IssuanceError) {
        guard key.publicKey.subjectPublicKeyInfo == certificate.tbs.subjectPublicKeyInfo else {
            throw .foreignKey(authority: name)
        }
        self.name = name
        self.certificate = certificate
        self.site = site
        desk = SigningDesk(authority: name, issuer: certificate, key: key, records: records, site: site)
    }

    /// Issues one certificate.
    ///
    /// What is meant to be signed is filed before the key is used: if the machine stops between signing and filing,
    /// it is on record to be revoked by.
    ///
    /// - Parameters:
    ///   - request: what an office approved; it checked proof of possession (CP/CPS 3.2.1).
    ///   - profile: the rules to issue under; never an authority's, which only a ceremony makes.
    /// - Returns: the signed certificate, already filed: good, or for a subscriber waiting to be accepted.
    /// - Throws: ``IssuanceError``. After a fault the serial number is spent: ask again and a new one is drawn.
    /// - SeeAlso: RFC 5280 4.1; CP/CPS 4.3.1.
    public func issue(
        _ request: ApprovedRequest, under profile: CertificateProfile
    ) throws(IssuanceError) -> Certificate {
        try desk.issue(
            for: Self.recordsRequest(request, profile), searchKeys: request.searchKeys, under: profile,
            as: profile.kind == .subscriber ? .pendingAcceptance : .good
        ) { parameters throws(IssuanceError) in
            let draft: TBSCertificate
            do throws(ProfileError) {
                draft = try profile.draft(of: request.content, by: parameters)
            } catch {
                throw .draft(error)
            }
            return try draft.fitted(
                to: certificate, limit: request.notAfterLimit, isCut: profile.kind != .subscriber)
        }
    }

    private static func recordsRequest(_ request: ApprovedRequest, _ profile: CertificateProfile) -> IssuanceRequest {
        guard let application = request.applicationID, let office = request.office else {
            return IssuanceRequest(
                withoutApplicationUnder: profile.name, office: request.office, chipBatch: request.chipBatch)
        }
        return IssuanceRequest(
            application: application, office: office, profile: profile.name, chipBatch: request.chipBatch)
    }
}
