// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Database
import PKIX

/// Who acts, and when.
struct Hand: Sendable {
    let actor: String
    let time: Instant
}

/// What an issuance's next step is built on.
struct OpenIssuance {
    let id: Int
    let reference: CertificateReference
    let state: IssuanceState
    let application: String?
}

extension OpenIssuance {
    init(_ record: IssuanceRecord) {
        self.init(id: record.id, reference: record.reference, state: record.state, application: record.application)
    }
}

// The steps of the journal. Each checks that the one before it is on record.
extension Ledger {
    /// Writes a new row; with a draft it starts further on, since both are one transaction then.
    func open(
        _ reference: CertificateReference, for request: IssuanceRequest, draft: IssuanceDraft?,
        line: (act: String, details: [String: String]), as state: IssuanceState, by hand: Hand
    ) throws(RecordsError) {
        let serial = reference.serial
        guard serial.isPositive, serial.bytes.count <= 20 else {
            throw .value(field: "serial", seen: serial.hex, allowed: "above zero, at most 20 octets")
        }
        try requireAuthority(reference.authority)
        if let application = request.application {
            let moved = try move(
                ApplicationStep(
                    id: application, from: [.approved], to: .issuing, actor: hand.actor, time: hand.time))
            try requireApproval(of: moved)
        }
        let id = try note(
            line.act, of: reference.auditSubject, by: hand.actor, at: hand.time,
            details: line.details.merging(["profile": request.profile, "application": request.application ?? ""]) {
                $1
            })
        let key = draft.flatMap { DraftedKey(tbs: $0.tbs) }
        if let key { try refuseReported(key) }
        try run(
            """
            INSERT INTO issuances
                (id, authority, serial, application, office, profile, state, name_key, national_id_key, licence,
                not_before, not_after, reserved, public_key_sha256, key_algorithm, chip_batch)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(Int64(id)), .text(reference.authority), .serial(serial), .text(orNull: request.application),
                .text(orNull: request.office), .text(request.profile), .text(state),
                .text(orNull: draft?.subject.name), .text(orNull: draft?.subject.nationalID),
                .text(orNull: draft?.subject.licence), .time(orNull: draft?.validity.notBefore),
                .time(orNull: draft?.validity.notAfter), .time(hand.time),
                .blob(orNull: key?.sha256), .text(orNull: key?.algorithm), .text(orNull: request.chipBatch),
            ],
            ifTaken: .serialTaken(reference))
        if let draft { try keep(draft, of: id) }
    }

    func keep(_ draft: IssuanceDraft, of id: Int) throws(RecordsError) {
        try transaction.run(
            "INSERT INTO drafts (issuance, tbs, lint_certificate) VALUES (?, ?, ?)",
            [.integer(Int64(id)), .blob(draft.tbs), .blob(draft.lintCertificate)])
        try keep(words: draft.nameWords, of: id)
    }

    /// Finds an issuance that must be at a certain step.
    func issuance(
        _ reference: CertificateReference, at expected: [IssuanceState]
    ) throws(RecordsError) -> OpenIssuance {
        let found = try transaction.row(
            "SELECT id, state, application FROM issuances WHERE authority = ? AND serial = ?",
            [.text(reference.authority), .serial(reference.serial)]
        ) { row throws(RecordsError) in
            OpenIssuance(
                id: Int(try row.integer(0)), reference: reference,
                state: try row.value(1, of: "issuances", "state"), application: try row.textOrNil(2))
        }
        guard let found else { throw .unknownCertificate(reference) }
        guard expected.contains(found.state) else {
            throw .issuanceMoved(reference, seen: found.state, expected: expected)
        }
        return found
    }

    /// Compare and set of the state.
    ///
    /// The statement sets the state and whatever goes with it, `WHERE id = ? AND state = ?`; the values are those
    /// before the condition's.
    func advance(
        _ issuance: OpenIssuance, _ sql: String, _ values: [DatabaseValue], ifTaken refusal: RecordsError
    ) throws(RecordsError) {
        let changed = try run(
            sql, values + [.integer(Int64(issuance.id)), .text(issuance.state)], ifTaken: refusal)
        guard changed == 1 else {
            let now = try self.issuance(issuance.reference, at: IssuanceState.allCases)
            throw .issuanceMoved(issuance.reference, seen: now.state, expected: [issuance.state])
        }
    }

    /// Compare and set of the state alone.
    func advance(_ issuance: OpenIssuance, to next: IssuanceState) throws(RecordsError) {
        try advance(
            issuance, "UPDATE issuances SET state = ? WHERE id = ? AND state = ?", [.text(next)],
            ifTaken: .serialTaken(issuance.reference))
    }

    /// What was linted and is to be signed.
    func draftedTBS(of issuance: OpenIssuance) throws(RecordsError) -> [UInt8] {
        let tbs = try transaction.row("SELECT tbs FROM drafts WHERE issuance = ?", [.integer(Int64(issuance.id))]) {
            row throws(RecordsError) in try row.blob(0)
        }
        guard let tbs else { throw .damaged(table: "drafts", column: "tbs") }
        return tbs
    }

    /// Gives an issuance up; where the key may have been used, its number is revoked for ever.
    ///
    /// - Returns: whether a signature may exist.
    @discardableResult
    func abandon(_ issuance: OpenIssuance, because cause: String, by hand: Hand) throws(RecordsError) -> Bool {
        let mayBeSigned = issuance.state == .signing
        try advance(issuance, to: .abandoned)
        let line = try note(
            AuditAct.certificateAbandoned, of: issuance.reference.auditSubject, by: hand.actor, at: hand.time,
            details: ["at": issuance.state.rawValue, "revoked": mayBeSigned ? "yes" : "no"])
        if mayBeSigned {
            let interval = StatusInterval(status: .revoked, since: hand.time, reason: .unspecified)
            try openInterval(
                interval, ordinal: 0, of: issuance.id, issuance.reference, by: hand.actor, because: cause, line: line)
        }
        if let application = issuance.application {
            try move(
                ApplicationStep(
                    id: application, from: [.issuing], to: .approved, actor: hand.actor, time: hand.time,
                    cause: cause))
        }
        return mayBeSigned
    }
}

extension IssuanceDraft {
    /// The hash by which the audit log names what is to be signed.
    var auditDetails: [String: String] { ["tbsSHA256": DigestAlgorithm.sha256.digest(tbs).hex] }
}
