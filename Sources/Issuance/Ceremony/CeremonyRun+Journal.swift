// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records

extension CeremonyRun {
    /// Issues at a desk, through the same journal as every certificate; or finds what an earlier run issued.
    ///
    /// - Parameters:
    ///   - desk: the issuer's; a root sits at its own.
    ///   - profile: what is issued under.
    ///   - key: the one that is certified.
    ///   - entry: the ceremony on record.
    ///   - draft: makes a draft.
    /// - Returns: the certificate, filed.
    /// - Throws: ``CeremonyError``.
    mutating func issue(
        at desk: SigningDesk, under profile: CertificateProfile, _ key: PublicKey, _ entry: CeremonyRecord,
        _ draft: (IssuingParameters) throws(IssuanceError) -> TBSCertificate
    ) throws(CeremonyError) -> Certificate {
        if let found = try issued(by: desk.authority, under: profile, key, since: entry.begun) { return found }
        try giveUpUnfinished(by: desk.authority, under: profile)
        do throws(IssuanceError) {
            return try desk.issue(
                for: IssuanceRequest(withoutApplicationUnder: profile.name), searchKeys: SubjectKeys(),
                under: profile, as: .good, draft)
        } catch {
            throw .issuance(error)
        }
    }

    /// What was filed since the ceremony began, for this key.
    private func issued(
        by authority: String, under profile: CertificateProfile, _ key: PublicKey, since begun: Instant
    ) throws(CeremonyError) -> Certificate? {
        let filed = try recorded { () throws(RecordsError) in
            try records.certificates(
                matching: .issued(from: begun, before: station.site.clock().advanced(bySeconds: 1)), limit: 10_000)
        }
        for record in filed where record.reference.authority == authority && record.profile == profile.name {
            let bytes = try recorded { () throws(RecordsError) in try records.certificate(record.reference) }
            guard let bytes, let certificate = try? Certificate(der: bytes) else { continue }
            if certificate.tbs.subjectPublicKeyInfo == key.subjectPublicKeyInfo { return certificate }
        }
        return nil
    }

    /// What was meant to be signed when an earlier run was killed: it may be signed, so its number is revoked.
    ///
    /// Only ceremonies issue under profiles of authorities, and this authority's key is here: no other process is at it.
    private mutating func giveUpUnfinished(
        by authority: String, under profile: CertificateProfile
    ) throws(CeremonyError) {
        let open = try recorded { () throws(RecordsError) in try records.unfinishedIssuances() }
        for record in open where record.reference.authority == authority && record.profile == profile.name {
            try recorded { () throws(RecordsError) in
                try records.abandon(
                    record.reference, because: "the ceremony was interrupted", by: Self.actor,
                    at: station.site.clock())
            }
            try did(.signatureGivenUp, record.reference.serial.hex)
        }
    }
}
