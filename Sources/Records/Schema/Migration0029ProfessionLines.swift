// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// The lines that licensing bodies' rows are held against, found without reading the log.
    static let professionLines = Migration(
        number: 29, name: "professionLines",
        sql: """
            CREATE INDEX audit_of_feeds ON audit (subject, sequence) WHERE act = 'profession.feedKept';
            """)
}
