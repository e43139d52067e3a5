// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// Papers of applicants; what is in them lies sealed in files, and the home's key is nowhere in the records.
    static let evidence = Migration(
        number: 21, name: "evidence",
        sql: """
            CREATE TABLE evidence (
                id TEXT PRIMARY KEY,            -- random; the file's name
                application TEXT NOT NULL REFERENCES applications (id),
                kind TEXT NOT NULL,
                media_type TEXT NOT NULL,
                size INTEGER NOT NULL,
                sha256 BLOB NOT NULL CHECK (length(sha256) = 32),   -- of the paper, unsealed
                wrapped_key BLOB,               -- the file's key under the home's; null once deleted: nothing opens it then
                actor TEXT NOT NULL,
                time INTEGER NOT NULL,
                sequence INTEGER NOT NULL REFERENCES audit (sequence),
                deleted INTEGER
            ) STRICT;
            CREATE INDEX evidence_by_application ON evidence (application, time, id);
            """)
}
