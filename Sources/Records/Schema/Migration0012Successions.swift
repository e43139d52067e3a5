// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// Which application follows which certificate.
    static let successions = Migration(
        number: 12, name: "successions",
        sql: """
            CREATE TABLE successions (
                predecessor INTEGER NOT NULL REFERENCES issuances (id),
                ordinal INTEGER NOT NULL,       -- from 0; one that came to nothing may be followed by another
                application TEXT NOT NULL REFERENCES applications (id),
                kind TEXT NOT NULL CHECK (kind IN ('renewal', 'replacement')),
                statement BLOB,                 -- of a renewal: what the old key signed, CMS
                reason INTEGER,                 -- CRLReason that the predecessor is to be revoked with
                line INTEGER NOT NULL REFERENCES audit (sequence),
                settled INTEGER,                -- time; what was to become of the predecessor has become of it
                PRIMARY KEY (predecessor, ordinal)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX successions_by_application ON successions (application);
            CREATE INDEX successions_unsettled ON successions (line) WHERE settled IS NULL;
            """)
}
