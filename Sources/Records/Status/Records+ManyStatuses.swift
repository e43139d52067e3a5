// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// How many certificates one transaction takes: enough to make the disk's sync a small part of each one's cost, few
    /// enough that others who write wait less than a tenth of a second.
    public static let statusChunk = 1_000

    /// Does one act to many certificates in one transaction, with a line in the audit log for each that it changes.
    ///
    /// The rules are those of the single acts. A certificate that cannot be changed is told so and keeps none of the
    /// others back; either all changes are on the disk when this returns, or none is.
    ///
    /// - Parameters:
    ///   - act: what is done.
    ///   - certificates: to which, at most ``statusChunk``; one that is named twice stands already the second time.
    ///   - cause: why, in words.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Returns: what came of each, in their order.
    /// - Throws: ``RecordsError/value(field:seen:allowed:)`` for too many certificates or a reason that is another
    ///   act's; ``RecordsError/database(_:)``, and then nothing was changed.
    @discardableResult
    public func change(
        _ act: StatusAct, of certificates: [CertificateReference], because cause: String, by actor: String,
        at time: Instant
    ) throws(RecordsError) -> [StatusOutcome] {
        try act.refuseOtherActsReasons()
        guard certificates.count <= Self.statusChunk else {
            throw .value(field: "certificates", seen: "\(certificates.count)", allowed: "0 to \(Self.statusChunk)")
        }
        guard !certificates.isEmpty else { return [] }
        let hand = Hand(actor: actor, time: time)
        return try write { ledger throws(RecordsError) in
            var outcomes: [StatusOutcome] = []
            outcomes.reserveCapacity(certificates.count)
            for certificate in certificates {
                let result = try ledger.change(act, of: certificate, because: cause, by: hand)
                outcomes.append(StatusOutcome(certificate: certificate, result: result))
            }
            return outcomes
        }
    }
}

extension Ledger {
    /// Does an act to one of many: a refusal is an answer here, so that the others go on.
    fileprivate func change(
        _ act: StatusAct, of reference: CertificateReference, because cause: String, by hand: Hand
    ) throws(RecordsError) -> StatusOutcome.Result {
        let open: OpenInterval
        do throws(RecordsError) {
            open = try openInterval(of: reference)
        } catch .unknownCertificate {
            return .refused(.unknownCertificate(reference), standing: nil)
        } catch .issuanceMoved(_, let seen, let expected) {
            return .refused(.issuanceMoved(reference, seen: seen, expected: expected), standing: nil)
        }
        if act.allowed.contains(open.interval.status) {
            do throws(RecordsError) {
                return .changed(try step(act.step(of: reference, because: cause), from: open, by: hand))
            } catch .certificateExpired(_, let since) {
                return .refused(.certificateExpired(reference, since: since), standing: open.interval)
            }
        }
        if try stands(act, open) { return .standing(open.interval) }
        let refusal: RecordsError =
            open.interval.status == .revoked
            ? .revokedAlready(reference, since: open.interval.since)
            : .statusStep(reference, seen: open.interval.status, allowed: act.allowed)
        return .refused(refusal, standing: open.interval)
    }

    /// Whether an act of the same meaning led to the status that stands.
    private func stands(_ act: StatusAct, _ open: OpenInterval) throws(RecordsError) -> Bool {
        guard open.interval.status == act.next else { return false }
        switch act {
        case .hold: return true
        case .revoke(let reason, let invalidityDate):
            return open.interval.reason == reason
                && (invalidityDate == nil || open.interval.invalidityDate == invalidityDate)
        case .release:
            let before = try transaction.row(
                "SELECT status FROM status_intervals WHERE issuance = ? AND ordinal = ?",
                [.integer(Int64(open.issuance)), .integer(Int64(open.ordinal - 1))]
            ) { row throws(RecordsError) in try row.text(0) }
            return before == RecordedStatus.onHold.rawValue
        }
    }
}
