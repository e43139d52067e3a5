// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// The lines of each office and officer, found without reading the log: what they may do is held against them.
    static let staff = Migration(
        number: 30, name: "staff",
        sql: """
            CREATE INDEX audit_of_staff ON audit (subject, sequence)
                WHERE act = 'office.registered' OR act = 'office.licensed' OR act = 'office.changed'
                OR act = 'office.status' OR act = 'officer.registered' OR act = 'officer.certified'
                OR act = 'officer.status' OR act = 'officer.delegationEnded';
            """)
}
