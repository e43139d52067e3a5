// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Closes what a crash left unfinished, and says what it was.
    ///
    /// An issuance that had only a number or a draft is abandoned: nothing was signed. One in
    /// `signing` is abandoned too, and never signed again; since a signature may exist, its number is
    /// revoked and goes on the list. The applications are approved again. All of it is one
    /// transaction; doing it twice does nothing the second time.
    ///
    /// - Parameter time: when the process started; intervals and lines are dated by it.
    /// - Returns: each issuance closed, with how far it had come.
    /// - Throws: ``RecordsError``; then no issuance may be begun.
    /// - Important: only for the process that holds the issuing keys, before it takes work: an
    ///   issuance in progress elsewhere would be given up under its hands.
    public func recover(at time: Instant) throws(RecordsError) -> RecoveryReport {
        try write { ledger throws(RecordsError) in
            try ledger.requireLease()
            let hand = Hand(actor: "recovery", time: time)
            let unfinished = try ledger.transaction.rows(IssuanceRecord.selection + IssuanceRecord.unfinished) {
                row throws(RecordsError) in try IssuanceRecord(row)
            }
            var closed: [RecoveryReport.Closed] = []
            for record in unfinished {
                let mayBeSigned = try ledger.abandon(
                    OpenIssuance(record), because: "the process stopped while it was \(record.state.rawValue)", by: hand
                )
                closed.append(
                    RecoveryReport.Closed(
                        reference: record.reference, reached: record.state, mayBeSigned: mayBeSigned,
                        application: record.application))
            }
            let forgotten = try ledger.interruptClaims(at: time)
            return RecoveryReport(closed: closed, claimsForgotten: forgotten)
        }
    }
}
