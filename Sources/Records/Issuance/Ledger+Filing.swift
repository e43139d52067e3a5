// SPDX-License-Identifier: Apache-2.0
import DER
import Database
import PKIX

extension Ledger {
    /// Files a signed certificate, whose intent is on record; see ``Records/fileCertificate(_:of:as:by:at:)``.
    func file(
        _ certificate: [UInt8], sha256: [UInt8], of reference: CertificateReference, as status: RecordedStatus,
        by hand: Hand
    ) throws(RecordsError) -> IssuanceRecord {
        let before = try IssuanceRecord.find(reference, in: reading)
        let issuance = OpenIssuance(before)
        guard before.state == .signing else {
            throw .issuanceMoved(reference, seen: before.state, expected: [.signing])
        }
        guard try draftedTBS(of: issuance)[...] == Self.tbs(in: certificate) else {
            throw .certificateDiffersFromDraft(reference)
        }
        try putOnRecord(certificate, sha256: sha256, of: reference, issuance, as: status, by: hand)
        if let application = issuance.application {
            try move(
                ApplicationStep(id: application, from: [.issuing], to: .issued, actor: hand.actor, time: hand.time))
            try announce(reference, sha256: sha256, for: application, at: hand.time)
        }
        return before.filed(as: sha256, at: hand.time)
    }

    /// The line, the row, the certificate and its first status.
    func putOnRecord(
        _ certificate: [UInt8], sha256: [UInt8], of reference: CertificateReference, _ issuance: OpenIssuance,
        as status: RecordedStatus, by hand: Hand
    ) throws(RecordsError) {
        let line = try note(
            AuditAct.certificateFiled, of: reference.auditSubject, by: hand.actor, at: hand.time,
            details: ["certificateSHA256": sha256.hex, "status": status.rawValue])
        try advance(
            issuance,
            """
            UPDATE issuances SET state = 'issued', filed = ?, filed_time = ?, certificate_sha256 = ?
            WHERE id = ? AND state = ?
            """,
            [.integer(Int64(line)), .time(hand.time), .blob(sha256)], ifTaken: .certificateExists(sha256: sha256))
        try transaction.run(
            "INSERT INTO certificates (issuance, der) VALUES (?, ?)",
            [.integer(Int64(issuance.id)), .blob(certificate)])
        try openInterval(
            StatusInterval(status: status, since: hand.time), ordinal: 0, of: issuance.id, reference,
            certificateSHA256: sha256, by: hand.actor, because: "issued", line: line)
    }

    /// The first element of a certificate, as encoded; nil if the bytes are no certificate's.
    private static func tbs(in certificate: [UInt8]) -> ArraySlice<UInt8>? {
        do throws(DERError) {
            var fields = try DERReader.single(certificate, .sequence).reader()
            return try fields.read(.sequence).encoded
        } catch {
            return nil
        }
    }
}
