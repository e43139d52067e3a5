// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// Who acts as the authority, and who is there.
    static let leases = Migration(
        number: 27, name: "leases",
        sql: """
            CREATE TABLE leases (
                name TEXT PRIMARY KEY,
                holder TEXT,                    -- a process; null when it was given back
                fence INTEGER NOT NULL,         -- grows with each holder; an act of an earlier one is refused
                beats INTEGER NOT NULL,         -- grows while the holder is there
                taken INTEGER NOT NULL          -- time
            ) STRICT;

            -- Written where is written, looked for where is read: how far behind a standby is.
            CREATE TABLE heartbeats (
                holder TEXT PRIMARY KEY,
                time INTEGER NOT NULL
            ) STRICT;

            -- The process that does the request; null for those of before.
            ALTER TABLE idempotency ADD COLUMN holder TEXT;
            """)
}
