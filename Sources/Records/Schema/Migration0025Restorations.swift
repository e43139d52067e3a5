// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// Whether these records were put back from a copy, and whether they may be worked with yet.
    static let restorations = Migration(
        number: 25, name: "restorations",
        sql: """
            CREATE TABLE restorations (
                number INTEGER PRIMARY KEY,     -- 1 for the first
                locked INTEGER NOT NULL,        -- time
                source TEXT NOT NULL,           -- the copy's manifest, by its SHA-256; or who says so
                lines INTEGER NOT NULL,         -- the audit log's size in the copy
                opened INTEGER                  -- time; null while nothing may be signed or answered
            ) STRICT;
            """)
}
