// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// The log's tree above its leaves, and the newest head that was signed.
    static let auditNodes = Migration(
        number: 18, name: "auditNodes",
        sql: """
            -- A hash of a tile: of 256 leaves at level 1, of 256 of those at level 2. A home that had lines before this
            -- step gets those of before when it is next opened.
            CREATE TABLE audit_nodes (
                level INTEGER NOT NULL CHECK (level > 0),
                number INTEGER NOT NULL,
                hash BLOB NOT NULL CHECK (length(hash) = 32),
                PRIMARY KEY (level, number)
            ) STRICT, WITHOUT ROWID;

            -- No head is signed that does not begin with this one.
            CREATE TABLE audit_checkpoint (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                size INTEGER NOT NULL,
                root BLOB NOT NULL CHECK (length(root) = 32),
                note BLOB NOT NULL              -- the signed checkpoint, as it is given out
            ) STRICT;
            """)
}
