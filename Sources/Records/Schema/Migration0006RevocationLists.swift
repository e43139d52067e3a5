// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// The revocation lists that were published.
    static let revocationLists = Migration(
        number: 6, name: "revocation-lists",
        sql: """
            -- Numbers are drawn, not computed from a clock; one that was drawn and not used is skipped.
            CREATE TABLE revocation_list_numbers (
                authority TEXT PRIMARY KEY REFERENCES authorities (name),
                drawn INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE revocation_lists (
                authority TEXT NOT NULL REFERENCES authorities (name),
                scope TEXT NOT NULL,
                number INTEGER NOT NULL,
                this_update INTEGER NOT NULL,
                next_update INTEGER NOT NULL CHECK (next_update > this_update),
                sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
                der BLOB NOT NULL,
                sequence INTEGER NOT NULL REFERENCES audit (sequence),
                PRIMARY KEY (authority, scope, number)
            ) STRICT;
            """)
}
