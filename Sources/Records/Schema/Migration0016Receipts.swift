// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// What was seen at the first verification of each signature: digests and time stamps, no content and no one's name.
    static let receipts = Migration(
        number: 16, name: "receipts",
        sql: """
            CREATE TABLE receipts (
                signature_sha256 BLOB PRIMARY KEY CHECK (length(signature_sha256) = 32),  -- of the signature value
                sequence INTEGER NOT NULL REFERENCES audit (sequence),                    -- the line that says so
                statement BLOB NOT NULL,                                                  -- canonical JSON
                token BLOB NOT NULL                                                       -- RFC 3161, over the statement
            ) STRICT;
            """)
}
