// SPDX-License-Identifier: Apache-2.0
import Enrollment
import PKIX
import Revocation

extension MohrService {
    /// Closes what waited too long: applications that no one finished, certificates that their holder did not accept.
    ///
    /// - Throws: ``ServiceError``.
    func closeOverdue() throws(ServiceError) {
        let overdue = try Self.enrollment { () throws(EnrollmentError) in
            _ = try registration.expireOverdue()
            try registration.deleteOverdueEvidence()
            return try registration.overdueAcceptances()
        }
        for reference in overdue {
            try Self.revocation { () throws(RevocationError) in
                _ = try clerk.revoke(
                    reference, reason: .cessationOfOperation, because: "not accepted in time", by: "service",
                    at: clock())
            }
        }
        if !overdue.isEmpty { try refreshStatus() }
    }

    private static func enrollment<Value>(
        _ act: () throws(EnrollmentError) -> Value
    ) throws(ServiceError) -> Value {
        do throws(EnrollmentError) {
            return try act()
        } catch {
            throw .enrollment(error)
        }
    }
}
