// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// The lines that statuses are opened by, counted without reading the log.
    static let auditStatuses = Migration(
        number: 24, name: "auditStatuses",
        sql: """
            -- Every one of these lines has its row in status_intervals: where the counts differ, a row was taken away.
            CREATE INDEX audit_of_statuses ON audit (sequence)
                WHERE act = 'certificate.filed' OR act = 'certificate.status';
            """)
}
