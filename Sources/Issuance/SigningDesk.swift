// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Linting
import PKIX
import Records

/// Where one authority's key is used on certificates, and the one order in which that is done.
///
///     serial number → draft → lints → on record, with the intent to sign → sign → compare → on record
///
/// Authorities at work and ceremonies sit at the same desk; a root's has no issuer's certificate.
///
/// - SeeAlso: CP/CPS 4.3.1.
struct SigningDesk: Sendable {
    let authority: String
    let issuer: Certificate?
    let key: any SigningKey
    let records: Records
    let site: IssuingSite

    private var actor: String { "ca:\(authority)" }

    /// More draws than this without a free number do not happen by chance: 2^-128 each.
    private static let draws = 8

    /// Issues what a closure drafts.
    ///
    /// - Parameters:
    ///   - request: what the serial number is for.
    ///   - searchKeys: what the holder will be found by.
    ///   - profile: what is issued under.
    ///   - status: what the certificate begins as.
    ///   - draft: makes a draft; called again when a number turns out to be taken.
    /// - Returns: the certificate, filed.
    /// - Throws: ``IssuanceError``.
    func issue(
        for request: IssuanceRequest, searchKeys: SubjectKeys, under profile: CertificateProfile,
        as status: RecordedStatus, _ draft: (IssuingParameters) throws(IssuanceError) -> TBSCertificate
    ) throws(IssuanceError) -> Certificate {
        for _ in 0..<Self.draws {
            let time = site.clock()
            let serial = try site.drawSerialNumber()
            site.reached(.serialDrawn)
            let clearance = try clear(try draft(try parameters(serial, time, profile)), profile, time)
            site.reached(.draftCleared)

            let reference = CertificateReference(authority: authority, serial: serial)
            let keySHA256 = DigestAlgorithm.sha256.digest(clearance.draft.subjectPublicKeyInfo)
            let filed = IssuanceDraft(
                tbs: clearance.tbs, lintCertificate: clearance.lintCertificate, subject: searchKeys,
                validity: clearance.draft.validity)
            guard try recordIntent(reference, request, filed, keySHA256, time) else { continue }
            site.reached(.intentRecorded)
            return try finish(clearance, reference, as: status)
        }
        throw .serialsRepeat(draws: Self.draws)
    }

    /// Drafts and lints, and leaves no trace: what the rules would refuse is told before a key is made.
    ///
    /// - Parameters:
    ///   - profile: what would be issued under.
    ///   - draft: makes a draft.
    /// - Throws: ``IssuanceError``.
    func tryOut(
        under profile: CertificateProfile, _ draft: (IssuingParameters) throws(IssuanceError) -> TBSCertificate
    ) throws(IssuanceError) {
        let time = site.clock()
        let clearance = try clear(
            try draft(try parameters(try site.drawSerialNumber(), time, profile)), profile, time)
        _ = clearance.spend()
    }

    private func parameters(
        _ serial: SerialNumber, _ time: Instant, _ profile: CertificateProfile
    ) throws(IssuanceError) -> IssuingParameters {
        let shard = ShardNumber.of(serial, count: site.shardCount)
        return IssuingParameters(
            issuer: issuer, serialNumber: serial, time: time,
            jitterSeconds: try site.drawNumber(upTo: profile.validityJitterSeconds),
            locations: IssuerLocations(publicURL: site.publicURL, authority: authority, shard: "\(shard)"))
    }

    private func clear(
        _ draft: TBSCertificate, _ profile: CertificateProfile, _ time: Instant
    ) throws(IssuanceError) -> Clearance {
        do throws(LintingError) {
            return try Linter.standard.with(keyRules: site.keyRules).clear(
                draft, under: profile, issuer: issuer, at: time)
        } catch {
            switch error {
            case .refused(let findings): throw .refused(findings)
            case .unreadable(let cause): throw .unreadable(cause)
            case .algorithm(let seen, let kind): throw .algorithm(seen, kind)
            case .issuerKey(let cause), .throwAwayKey(let cause): throw .key(cause)
            }
        }
    }

    /// Puts number, draft and intent on record; `false` when the number is taken.
    private func recordIntent(
        _ reference: CertificateReference, _ request: IssuanceRequest, _ draft: IssuanceDraft, _ keySHA256: [UInt8],
        _ time: Instant
    ) throws(IssuanceError) -> Bool {
        do throws(RecordsError) {
            try records.refuseKey(keySHA256, of: draft.subject)
            try records.recordIntentToSign(reference, for: request, draft: draft, by: actor, at: time)
            return true
        } catch .serialTaken {
            return false
        } catch .keyOfSomeoneElse {
            throw .keyOfSomeoneElse
        } catch .keyReported {
            throw .keyReported
        } catch {
            // A server that went away before it answered may have kept it.
            if error.storeFault != nil {
                records.giveUp(reference, because: "the issuance failed", by: actor, at: site.clock())
            }
            throw .records(error)
        }
    }

    /// Signs what is on record, compares, and files it; whatever goes wrong, the number is given up and revoked.
    private func finish(
        _ clearance: consuming Clearance, _ reference: CertificateReference, as status: RecordedStatus
    ) throws(IssuanceError) -> Certificate {
        do throws(IssuanceError) {
            let certificate = try sign(clearance, reference)
            site.reached(.signed)
            try file(certificate, reference, as: status)
            site.reached(.certificateFiled)
            return certificate
        } catch {
            records.giveUp(reference, because: "the issuance failed", by: actor, at: site.clock())
            throw error
        }
    }

    private func file(
        _ certificate: Certificate, _ reference: CertificateReference, as status: RecordedStatus
    ) throws(IssuanceError) {
        do throws(RecordsError) {
            try records.fileCertificate(certificate.encoded, of: reference, as: status, by: actor, at: site.clock())
        } catch {
            throw .records(error)
        }
    }

    /// Uses the key, once, and reads back what came of it: the bytes that were linted, under a signature that verifies.
    ///
    /// A fault in a key's hardware can give a signature that does not verify and from which the key can be worked out;
    /// such a one must not leave the house.
    private func sign(
        _ clearance: consuming Clearance, _ reference: CertificateReference
    ) throws(IssuanceError) -> Certificate {
        let (cleared, algorithm) = (clearance.tbs, clearance.algorithm)
        let draft = clearance.spend()
        // Written anew: what is signed has to come out as what was linted.
        let tbs = draft.encoded()
        let signature: [UInt8]
        do throws(CryptographyError) {
            signature = try key.sign(tbs, by: algorithm)
        } catch {
            throw .key(error)
        }
        let certificate = try? Certificate.assemble(
            tbs: tbs, signatureAlgorithm: draft.signature, signature: signature)
        guard let certificate, certificate.tbsEncoded == cleared[...], certificate.isSigned(by: key.publicKey) else {
            throw .signedOtherwise(reference)
        }
        return certificate
    }
}
