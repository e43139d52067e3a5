// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Records that the subscriber accepted a certificate, if the code that was sent to them is the one: both in one
    /// transaction, and a code that is not the one counts as tried all the same.
    ///
    /// - Parameters:
    ///   - reference: the certificate.
    ///   - application: the tracking code.
    ///   - check: tells whether what was typed is the code of an id; nil where no code is asked for.
    ///   - actor: who says so.
    ///   - time: when.
    ///   - signature: the subscriber's, over what they accept.
    /// - Returns: ``CodeOutcome/right`` when it is accepted.
    /// - Throws: as ``accept(_:by:at:signature:)``; ``RecordsError/statusStep(_:seen:allowed:)`` with the status on hold
    ///   when its holder has stopped it.
    /// - SeeAlso: 21 CFR 1311.105 (c) (two channels).
    public func accept(
        _ reference: CertificateReference, of application: String, code check: CodeCheck?, by actor: String,
        at time: Instant, signature: [UInt8]
    ) throws(RecordsError) -> CodeOutcome {
        try write { ledger throws(RecordsError) in
            let issuance = try ledger.issuance(reference, at: [.issued])
            if try ledger.reading.isStopped(issuance.id) {
                throw .statusStep(reference, seen: .onHold, allowed: [.pendingAcceptance])
            }
            if let check {
                let outcome = try ledger.tryCode(.activation, of: application, at: time, check)
                if outcome != .right {
                    var details = ["purpose": CodePurpose.activation.rawValue]
                    switch outcome {
                    case .wrong(let left): (details["outcome"], details["left"]) = ("wrong", "\(left)")
                    case .locked: details["outcome"] = "locked"
                    case .expired: details["outcome"] = "expired"
                    case .none, .right: details["outcome"] = "none"
                    }
                    try ledger.note(
                        AuditAct.activationTried, of: "application:\(application)", by: actor, at: time,
                        details: details)
                    return outcome
                }
                try ledger.note(
                    AuditAct.activationTried, of: "application:\(application)", by: actor, at: time,
                    details: ["purpose": CodePurpose.activation.rawValue, "outcome": "right"])
            }
            let step = StatusStep(
                reference: reference, allowed: [.pendingAcceptance], next: .good, cause: "accepted by the subscriber")
            try ledger.step(step, by: Hand(actor: actor, time: time))
            try ledger.move(
                ApplicationStep(
                    id: application, from: [.issued], to: .accepted, actor: actor, time: time, signature: signature))
            return .right
        }
    }

    /// Whether a certificate answers a renewal, for which the old key spoke.
    ///
    /// - Parameter application: the tracking code.
    /// - Returns: true for a renewal.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func isRenewal(_ application: String) throws(RecordsError) -> Bool {
        try successions(byApplication: application).contains { $0.kind == .renewal }
    }
}
