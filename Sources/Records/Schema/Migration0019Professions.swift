// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// What licensing bodies say of those they license: when it holds, and when the house learned of it.
    static let professions = Migration(
        number: 19, name: "professions",
        sql: """
            CREATE TABLE profession_feeds (
                line INTEGER PRIMARY KEY REFERENCES audit (sequence),
                body TEXT NOT NULL,
                sequence INTEGER NOT NULL CHECK (sequence > 0),
                is_full INTEGER NOT NULL CHECK (is_full IN (0, 1)),
                sha256 BLOB NOT NULL CHECK (length(sha256) = 32),               -- of the document
                signer_sha256 BLOB NOT NULL CHECK (length(signer_sha256) = 32), -- of the certificate
                issued INTEGER NOT NULL,
                next_update INTEGER NOT NULL CHECK (next_update > issued),
                learned INTEGER NOT NULL,
                UNIQUE (body, sequence)
            ) STRICT;

            -- A row is true of the licence from begins up to ends, and was believed from the feed that it was learned
            -- by up to the one that it was forgotten by.
            CREATE TABLE profession_periods (
                body TEXT NOT NULL,
                licence TEXT NOT NULL,
                learned INTEGER NOT NULL REFERENCES profession_feeds (line),
                ordinal INTEGER NOT NULL,
                forgotten INTEGER REFERENCES profession_feeds (line),
                standing TEXT NOT NULL CHECK (standing IN ('entitled', 'suspended', 'struckOff')),
                scope TEXT CHECK (scope IN ('d', 'e', 'f', 'g')),
                acts INTEGER NOT NULL CHECK (acts BETWEEN 0 AND 255),
                place TEXT,
                begins INTEGER NOT NULL,
                ends INTEGER CHECK (ends > begins),
                reason TEXT,
                PRIMARY KEY (body, licence, learned, ordinal),
                CHECK ((standing = 'suspended') = (scope IS NOT NULL))
            ) STRICT, WITHOUT ROWID;
            """)
}
