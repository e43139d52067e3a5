// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import PKIX
import Records
import Revocation

/// What officers do with certificates at the desk.
enum CertificateAct: String, CaseIterable {
    case hold
    case release
    case revoke

    /// The statuses that it starts from.
    var from: Set<RecordedStatus> {
        switch self {
        case .hold: [.good]
        case .release: [.onHold]
        case .revoke: [.good, .onHold, .pendingAcceptance]
        }
    }

    /// Whether it can be done now.
    ///
    /// - Parameters:
    ///   - status: the certificate's.
    ///   - own: what the holder did, if it stands: their hold can be confirmed, and the way to an acceptance that they
    ///     stopped be opened again.
    /// - Returns: whether the act's form is shown and its call answered.
    func isOpen(at status: RecordedStatus, _ own: HolderHold?) -> Bool {
        switch self {
        case .hold: from.contains(status) || (status == .onHold && own?.isStop == false && own?.state == .standing)
        case .release: from.contains(status) || (status == .pendingAcceptance && own?.isStop == true)
        case .revoke: from.contains(status)
        }
    }

    /// What it is called where it can be done, with what comes of it: `hold`, or `confirmHold` for a holder's own.
    func word(at status: RecordedStatus) -> String {
        from.contains(status) ? rawValue : self == .hold ? "confirmHold" : "liftStop"
    }

    /// Does it, and lets verdicts and answers go by it before the officer is told.
    ///
    /// - Parameters:
    ///   - record: the certificate.
    ///   - rule: the reason; only of a revocation.
    ///   - cause: why, in the officer's words.
    ///   - call: whose act it is.
    /// - Throws: what the clerk of statuses refused.
    func perform(
        on record: IssuanceRecord, reason rule: ReasonRule?, because cause: String, _ call: DeskCall
    ) throws(Problem) {
        guard CertificateRoutes.mayChange(record, call.officer) else {
            throw .role(
                seen: call.officer.role,
                allowed: record.application == nil ? [.administrator] : [.approver, .supervisor])
        }
        let (clerk, reference, officer, time) = (call.service.clerk, record.reference, call.officer.id, call.now)
        let own = try call.recording { () throws(RecordsError) in try call.service.records.holderHold(of: reference) }
        do throws(RevocationError) {
            switch self {
            case .hold: _ = try clerk.hold(reference, because: cause, by: officer, at: time)
            // There is no hold to lift then: nobody had accepted it.
            case .release where own?.isStop == true: break
            case .release: _ = try clerk.release(reference, because: cause, by: officer, at: time)
            case .revoke:
                _ = try clerk.revoke(
                    reference, reason: rule?.reason ?? .unspecified, because: cause, by: officer, at: time)
            }
        } catch {
            throw Problem(error)
        }
        if own != nil, self != .revoke {
            try call.enrolling { () throws(EnrollmentError) in
                _ = try call.service.registration.settleHold(
                    of: reference, as: self == .hold ? .confirmed : .lifted, by: officer)
            }
        }
        call.wake()
        // It is on record; if this fails the loop that reads the records twice a second makes it visible.
        try? call.service.refreshStatus()
    }
}
