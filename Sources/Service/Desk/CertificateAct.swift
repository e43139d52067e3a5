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
        do throws(RevocationError) {
            switch self {
            case .hold: _ = try clerk.hold(reference, because: cause, by: officer, at: time)
            case .release: _ = try clerk.release(reference, because: cause, by: officer, at: time)
            case .revoke:
                _ = try clerk.revoke(
                    reference, reason: rule?.reason ?? .unspecified, because: cause, by: officer, at: time)
            }
        } catch {
            throw Problem(error)
        }
        call.wake()
        // It is on record; if this fails the loop that reads the records twice a second makes it visible.
        try? call.service.refreshStatus()
    }
}
