// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Database

extension Ledger {
    /// Writes a message down that is to be sent; of two with one id the first stays.
    func queue(_ draft: MessageDraft, at time: Instant) throws(RecordsError) {
        guard (1...64).contains(draft.id.utf8.count), (1...128).contains(draft.subject.utf8.count) else {
            throw .value(field: "message", seen: "\(draft.id.utf8.count) characters", allowed: "1 to 64")
        }
        try transaction.run(
            """
            INSERT INTO messages (id, kind, subject, code, state, attempts, due, expires, created, changed, failure)
            VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?, ?, ?, NULL) ON CONFLICT (id) DO NOTHING
            """,
            [
                .text(draft.id), .text(draft.kind), .text(draft.subject), .text(orNull: draft.code), .time(time),
                .time(draft.expires), .time(time), .time(time),
            ])
    }

    /// Writes down what a holder is to be told of a certificate that was filed just now.
    ///
    /// Ids come from the certificate's digest, so that nothing is said twice whatever is tried again.
    func announce(
        _ reference: CertificateReference, sha256: [UInt8], for application: String, at time: Instant
    ) throws(RecordsError) {
        if let seconds = announcements.noticeSeconds {
            try queue(
                MessageDraft(
                    id: Self.name("issued", sha256), kind: .issued, subject: reference.description,
                    expires: time.advanced(bySeconds: seconds)), at: time)
        }
        // Who renews is known by the old key, which signed for the new one.
        guard let terms = announcements.activation, try !isRenewal(application) else { return }
        let expires = time.advanced(bySeconds: terms.seconds)
        let id = Self.name("activation", sha256)
        try open(
            CodeRecord(
                id: id, purpose: .activation, subject: application, holder: nil, state: .open, tries: terms.tries,
                created: time, expires: expires))
        try queue(
            MessageDraft(id: id, kind: .activation, subject: application, code: id, expires: expires), at: time)
    }

    /// Writes down that the holder is to be told of a step that was not their own.
    ///
    /// Its id is the step's, so that nothing is said twice; what it says is worked out when it is sent.
    ///
    /// - SeeAlso: ETSI EN 319 411-1 REV-6.3.9-03 (whoever holds it is told of a change of its status).
    func announce(_ step: StatusStep, from open: OpenInterval, at time: Instant) throws(RecordsError) {
        guard let seconds = announcements.changeSeconds, step.isTold, open.hasApplicant else { return }
        let kind: MessageKind
        switch step.next {
        case .revoked: kind = .revoked
        case .onHold: kind = .suspended
        case .good where open.interval.status == .onHold: kind = .released
        // An acceptance is the holder's own act.
        case .good, .pendingAcceptance: return
        }
        try queue(
            MessageDraft(
                id: "status-\(open.issuance)-\(open.ordinal + 1)", kind: kind, subject: step.reference.description,
                expires: time.advanced(bySeconds: seconds)), at: time)
    }

    private static func name(_ kind: String, _ sha256: [UInt8]) -> String {
        Hex.encode(DigestAlgorithm.sha256.digest(Array("mohr message v1\n\(kind)\n".utf8) + sha256).prefix(16))
    }
}
