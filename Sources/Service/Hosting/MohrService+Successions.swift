// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import PKIX
import Records
import Revocation

extension MohrService {
    /// Does with certificates what is due now that others follow them.
    ///
    /// A certificate whose renewal was accepted is revoked as superseded, at once or after the grace that the
    /// configuration gives. One whose follower came to nothing stays as it is. Whatever is interrupted is done the
    /// next time.
    ///
    /// - Throws: ``ServiceError``.
    public func settleSuccessions() throws(ServiceError) {
        let now = clock()
        let open = try Self.records { () throws(RecordsError) in try records.unsettledSuccessions() }
        var hasChanged = false
        for (succession, state, since) in open {
            switch state {
            case .accepted:
                guard since.advanced(bySeconds: configuration.renewal.graceSeconds) <= now else { continue }
                hasChanged = try supersede(succession, at: now) || hasChanged
            case .rejected, .withdrawn, .expired: break
            case .drafted, .submitted, .entered, .approved, .issuing, .issued, .returned: continue
            }
            try Self.records { () throws(RecordsError) in try records.settle(succession, at: now) }
        }
        if hasChanged { try refreshStatus() }
    }

    /// Revokes what is followed, unless it is revoked or over already; says whether it did.
    private func supersede(_ succession: SuccessionRecord, at now: Instant) throws(ServiceError) -> Bool {
        let issuance = try Self.records { () throws(RecordsError) in try records.issuance(succession.predecessor) }
        let status = try Self.records { () throws(RecordsError) in
            try records.status(of: succession.predecessor, at: now)?.status
        }
        guard status != .revoked, issuance.validity.map({ now <= $0.notAfter }) ?? false else { return false }
        return try Self.revocation { () throws(RevocationError) in
            try clerk.revoke(
                succession.predecessor, reason: .superseded, because: "another certificate follows it", by: "service",
                at: now
            ).isNew
        }
    }
}
