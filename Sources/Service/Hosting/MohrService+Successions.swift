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
    /// configuration gives. One that is to be replaced is on hold from the first officer's word on and revoked at the
    /// second's; when the replacement comes to nothing, an officer lifts the hold. One whose follower came to nothing stays as it is. Whatever is interrupted is done the
    /// next time.
    ///
    /// - Throws: ``ServiceError``.
    public func settleSuccessions() throws(ServiceError) {
        let now = clock()
        let open = try Self.records { () throws(RecordsError) in try records.unsettledSuccessions() }
        var hasChanged = false
        for (succession, state, since) in open {
            switch (succession.kind, state) {
            case (.renewal, .accepted):
                guard since.advanced(bySeconds: configuration.renewal.graceSeconds) <= now else { continue }
                hasChanged = try revoke(succession, at: now) || hasChanged
            case (.replacement, .approved), (.replacement, .issuing), (.replacement, .issued),
                (.replacement, .accepted):
                // Two officers have said that the key is lost.
                hasChanged = try revoke(succession, at: now) || hasChanged
            case (.replacement, .drafted), (.replacement, .submitted), (.replacement, .entered),
                (.replacement, .returned):
                hasChanged = try hold(succession, at: now) || hasChanged
                continue
            case (_, .rejected), (_, .withdrawn), (_, .expired): break
            case (.renewal, _): continue
            }
            try Self.records { () throws(RecordsError) in try records.settle(succession, at: now) }
        }
        if hasChanged { try refreshStatus() }
    }

    /// Holds what is to be replaced, if it is good; says whether it did.
    private func hold(_ succession: SuccessionRecord, at now: Instant) throws(ServiceError) -> Bool {
        let status = try Self.records { () throws(RecordsError) in
            try records.status(of: succession.predecessor, at: now)?.status
        }
        guard status == .good else { return false }
        return try Self.revocation { () throws(RevocationError) in
            try clerk.hold(
                succession.predecessor, because: "replacement \(succession.application) was asked for", by: "service",
                at: now
            ).isNew
        }
    }

    /// Revokes what is followed, unless it is revoked or over already; says whether it did.
    private func revoke(_ succession: SuccessionRecord, at now: Instant) throws(ServiceError) -> Bool {
        let issuance = try Self.records { () throws(RecordsError) in try records.issuance(succession.predecessor) }
        let status = try Self.records { () throws(RecordsError) in
            try records.status(of: succession.predecessor, at: now)?.status
        }
        guard status != .revoked, issuance.validity.map({ now <= $0.notAfter }) ?? false else { return false }
        return try Self.revocation { () throws(RevocationError) in
            try clerk.revoke(
                succession.predecessor, reason: succession.reason, because: "another certificate follows it",
                by: "service",
                at: now
            ).isNew
        }
    }
}
