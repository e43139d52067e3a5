// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import PKIX
import Records
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
        let longAgo = clock().advanced(bySeconds: -Self.deskPaperSeconds)
        do throws(RecordsError) {
            try records.discardPapers(before: longAgo)
        } catch {
            throw .records(error)
        }
    }

    /// How long the desk keeps what an officer looked for or began and did not touch again: personal data that nobody
    /// needs any more.
    static let deskPaperSeconds: Int64 = 30 * 86_400

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
