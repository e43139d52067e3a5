// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// Ceremonies from beginning to end, certificates that tie authorities together, and who follows whom.
    static let ceremonies = Migration(
        number: 9, name: "ceremonies",
        sql: """
            CREATE TABLE ceremonies (
                id INTEGER PRIMARY KEY REFERENCES audit (sequence),     -- the line that began it
                authority TEXT NOT NULL,        -- may not be on record yet
                act TEXT NOT NULL,
                document_sha256 BLOB NOT NULL CHECK (length(document_sha256) = 32),
                begun INTEGER NOT NULL,         -- time
                public_key_sha256 BLOB CHECK (length(public_key_sha256) = 32),
                ended INTEGER,                  -- time; null while it can be resumed
                transcript_sha256 BLOB CHECK (length(transcript_sha256) = 32)
            ) STRICT;
            CREATE UNIQUE INDEX ceremonies_open ON ceremonies (authority) WHERE ended IS NULL;
            CREATE INDEX ceremonies_by_transcript ON ceremonies (transcript_sha256)
                WHERE transcript_sha256 IS NOT NULL;

            -- Certificates of authorities beside each one's own: links of a roll-over, cross-certificates.
            CREATE TABLE authority_links (
                name TEXT PRIMARY KEY,          -- in paths and URLs
                issuer TEXT NOT NULL REFERENCES authorities (name),
                certificate BLOB NOT NULL,
                created INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE authority_successions (
                authority TEXT PRIMARY KEY REFERENCES authorities (name),
                successor TEXT NOT NULL UNIQUE REFERENCES authorities (name),
                created INTEGER NOT NULL
            ) STRICT;
            """)
}
