// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Database
import PKIX

// The order of issuance: serial number → linted draft → audit line → sign → compare → file. Every
// signature that an authority's key makes is on record before it is made.
extension Records {
    /// Reserves a serial number; the application, if there is one, moves from approved to issuing.
    ///
    /// - Parameters:
    ///   - reference: the authority and a number drawn at random.
    ///   - request: what it is for.
    ///   - actor: who issues.
    ///   - time: when.
    /// - Throws: ``RecordsError/serialTaken(_:)``: draw another; ``RecordsError/applicationMoved(id:seen:expected:)``
    ///   if the application is not approved, or is being issued by someone else.
    /// - SeeAlso: RFC 5280 4.1.2.2.
    public func reserveSerial(
        _ reference: CertificateReference, for request: IssuanceRequest, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.requireLease()
            try ledger.open(
                reference, for: request, draft: nil, line: (AuditAct.certificateReserved, [:]), as: .reserved,
                by: Hand(actor: actor, time: time))
        }
    }

    /// Files what is to be signed, after the lints passed it.
    ///
    /// - Parameters:
    ///   - draft: the TBSCertificate and its linted copy.
    ///   - reference: whose number was reserved.
    ///   - actor: who issues.
    ///   - time: when.
    /// - Throws: ``RecordsError/issuanceMoved(_:seen:expected:)``, ``RecordsError/unknownCertificate(_:)``.
    public func fileDraft(
        _ draft: IssuanceDraft, of reference: CertificateReference, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.requireLease()
            let issuance = try ledger.issuance(reference, at: [.reserved])
            let key = DraftedKey(tbs: draft.tbs)
            if let key { try ledger.refuseReported(key) }
            try ledger.advance(
                issuance,
                """
                UPDATE issuances SET state = 'drafted', name_key = ?, national_id_key = ?, licence = ?,
                not_before = ?, not_after = ?, public_key_sha256 = ?, key_algorithm = ? WHERE id = ? AND state = ?
                """,
                [
                    .text(orNull: draft.subject.name), .text(orNull: draft.subject.nationalID),
                    .text(orNull: draft.subject.licence), .time(draft.validity.notBefore),
                    .time(draft.validity.notAfter), .blob(orNull: key?.sha256), .text(orNull: key?.algorithm),
                ], ifTaken: .serialTaken(reference))
            try ledger.keep(draft, of: issuance.id)
            try ledger.note(
                AuditAct.certificateDrafted, of: reference.auditSubject, by: actor, at: time,
                details: draft.auditDetails)
        }
    }

    /// Records that the key is about to be used on the draft: only after this returns may it be.
    ///
    /// - Parameters:
    ///   - reference: whose draft was filed.
    ///   - actor: who signs.
    ///   - time: when.
    /// - Throws: ``RecordsError/issuanceMoved(_:seen:expected:)``; ``RecordsError/clockBehind(seen:newest:toleratedSeconds:)``;
    ///   after any error the key must not be used.
    public func recordIntentToSign(
        _ reference: CertificateReference, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.requireLease()
            try ledger.refuseClockBehind(time)
            let issuance = try ledger.issuance(reference, at: [.drafted])
            let tbs = try ledger.draftedTBS(of: issuance)
            try ledger.advance(issuance, to: .signing)
            try ledger.note(
                AuditAct.certificateSigning, of: reference.auditSubject, by: actor, at: time,
                details: ["tbsSHA256": DigestAlgorithm.sha256.digest(tbs).hex])
        }
    }

    /// Reserves the number, files the draft and records the intent to sign, all in one transaction.
    ///
    /// For whoever has drawn and linted before anything is on record: one sync of the disk instead of
    /// three. After this returns the key may be used, once.
    ///
    /// - Parameters:
    ///   - reference: the authority and a number drawn at random, which the draft has.
    ///   - request: what it is for.
    ///   - draft: the TBSCertificate and its linted copy.
    ///   - actor: who signs.
    ///   - time: when.
    /// - Throws: ``RecordsError/serialTaken(_:)``: draw another and draft anew;
    ///   ``RecordsError/applicationMoved(id:seen:expected:)``;
    ///   ``RecordsError/clockBehind(seen:newest:toleratedSeconds:)``; after any error the key must not be used.
    public func recordIntentToSign(
        _ reference: CertificateReference, for request: IssuanceRequest, draft: IssuanceDraft, by actor: String,
        at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.requireLease()
            try ledger.refuseClockBehind(time)
            try ledger.open(
                reference, for: request, draft: draft, line: (AuditAct.certificateSigning, draft.auditDetails),
                as: .signing, by: Hand(actor: actor, time: time))
        }
    }

    /// Files the signed certificate: from now on it is issued, with the given status.
    ///
    /// - Parameters:
    ///   - certificate: DER; its TBSCertificate must be the drafted one, byte for byte.
    ///   - reference: whose intent is on record.
    ///   - status: what it begins as: good, or waiting to be accepted by the subscriber.
    ///   - actor: who signed.
    ///   - time: when.
    /// - Returns: the record, now issued.
    /// - Throws: ``RecordsError/certificateDiffersFromDraft(_:)``, ``RecordsError/issuanceMoved(_:seen:expected:)``,
    ///   ``RecordsError/certificateExists(sha256:)``.
    /// - SeeAlso: RFC 3647 4.4.3.
    @discardableResult
    public func fileCertificate(
        _ certificate: [UInt8], of reference: CertificateReference, as status: RecordedStatus = .pendingAcceptance,
        by actor: String, at time: Instant
    ) throws(RecordsError) -> IssuanceRecord {
        guard status == .good || status == .pendingAcceptance else {
            throw .value(field: "status", seen: status.rawValue, allowed: "good, pendingAcceptance")
        }
        let sha256 = DigestAlgorithm.sha256.digest(certificate)
        return try write { ledger throws(RecordsError) in
            try ledger.requireLease()
            return try ledger.file(
                certificate, sha256: sha256, of: reference, as: status, by: Hand(actor: actor, time: time))
        }
    }

    /// Gives an issuance up before it is finished; its application, if any, is approved again.
    ///
    /// If the intent to sign is on record a signature may exist, so the number is revoked and goes on
    /// the list.
    ///
    /// - Parameters:
    ///   - reference: which.
    ///   - cause: why.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/issuanceMoved(_:seen:expected:)``, ``RecordsError/unknownCertificate(_:)``.
    public func abandon(
        _ reference: CertificateReference, because cause: String, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.requireLease()
            let issuance = try ledger.issuance(reference, at: [.reserved, .drafted, .signing])
            try ledger.abandon(issuance, because: cause, by: Hand(actor: actor, time: time))
        }
    }
}
