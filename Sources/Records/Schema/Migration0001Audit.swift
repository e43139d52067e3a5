// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// The audit log: every act is a line of it, in the same transaction.
    static let audit = Migration(
        number: 1, name: "audit",
        sql: """
            -- One line an act; sequence counts from 0 without gaps and is the leaf's index in the Merkle tree.
            CREATE TABLE audit (
                sequence INTEGER PRIMARY KEY,
                time INTEGER NOT NULL,          -- seconds since 1970, by the clock of whoever acted
                actor TEXT NOT NULL,
                act TEXT NOT NULL,
                subject TEXT NOT NULL,
                details TEXT NOT NULL,          -- canonical JSON, no personal data
                leaf BLOB NOT NULL CHECK (length(leaf) = 32)    -- SHA-256(0x00 || the line's canonical bytes)
            ) STRICT;

            -- The Merkle tree's compact range: the hashes of its full subtrees, largest first.
            CREATE TABLE audit_head (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                size INTEGER NOT NULL,
                hashes BLOB NOT NULL,
                newest INTEGER NOT NULL         -- the latest time on any line: the clock's high-water mark
            ) STRICT;
            INSERT INTO audit_head (id, size, hashes, newest) VALUES (1, 0, x'', 0);
            """)
}
