// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// Keys that are known to be in other hands, whoever they were certified for; and the profiles that hold.
    static let reportedKeys = Migration(
        number: 14, name: "reportedKeys",
        sql: """
            CREATE TABLE reported_keys (
                sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),    -- of the SubjectPublicKeyInfo
                sequence INTEGER NOT NULL REFERENCES audit (sequence),  -- the line that says so
                reporter TEXT NOT NULL,
                cause TEXT NOT NULL,
                proof_sha256 BLOB CHECK (length(proof_sha256) = 32),    -- of what the key itself signed; null if nothing
                time INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX reported_keys_by_sequence ON reported_keys (sequence);
            INSERT INTO reported_keys (sha256, sequence, reporter, cause, proof_sha256, time)
                SELECT i.public_key_sha256, MIN(s.opened), s.actor, s.cause, NULL, s.since
                FROM status_intervals AS s JOIN issuances AS i ON i.id = s.issuance
                WHERE s.status = 'revoked' AND s.reason = 1 AND i.public_key_sha256 IS NOT NULL
                GROUP BY i.public_key_sha256;

            -- The rules that certificates are issued under, as they were when a house was last opened.
            CREATE TABLE profiles (
                name TEXT PRIMARY KEY,
                sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
                sequence INTEGER NOT NULL REFERENCES audit (sequence)   -- the line that says so
            ) STRICT;
            """,
        // No house on PostgreSQL is so old that this finds a row; but it has to be a statement.
        inPostgreSQL: ["s.actor, s.cause, NULL, s.since": "MIN(s.actor), MIN(s.cause), NULL, MIN(s.since)"])
}
