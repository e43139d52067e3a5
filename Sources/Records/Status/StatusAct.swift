// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// What is done to a certificate's status.
public enum StatusAct: Sendable, Hashable {
    /// It is not to be relied on until it is released or revoked.
    case hold
    /// The hold is lifted.
    case release
    /// It is not to be relied on any more, for ever.
    case revoke(reason: RevocationReason, invalidityDate: Instant?)

    /// The statuses that it is done from.
    ///
    /// - SeeAlso: CP/CPS 4.9; ETSI EN 319 411-1 REV-6.3.9-04 (revoked is final).
    public var allowed: [RecordedStatus] {
        switch self {
        case .hold: [.good]
        case .release: [.onHold]
        case .revoke: [.good, .onHold, .pendingAcceptance]
        }
    }

    /// The status that it leads to.
    public var next: RecordedStatus {
        switch self {
        case .hold: .onHold
        case .release: .good
        case .revoke: .revoked
        }
    }

    /// The step of one certificate.
    func step(of reference: CertificateReference, because cause: String) -> StatusStep {
        var step = StatusStep(reference: reference, allowed: allowed, next: next, cause: cause)
        switch self {
        case .hold: step.reason = .certificateHold
        case .release: break
        case .revoke(let reason, let invalidityDate):
            step.reason = reason
            step.invalidityDate = invalidityDate
        }
        return step
    }

    /// Refuses the reasons that are another act's: a hold is one, and `removeFromCRL` is for delta lists.
    ///
    /// - SeeAlso: RFC 5280 5.3.1.
    func refuseOtherActsReasons() throws(RecordsError) {
        guard case .revoke(let reason, _) = self, reason == .certificateHold || reason == .removeFromCRL else { return }
        throw .value(field: "reason", seen: "\(reason)", allowed: "any but certificateHold and removeFromCRL")
    }
}
