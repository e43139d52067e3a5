// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// Certificates that another authority issued to the house's people before the house was there.
    ///
    /// They stand apart from issuances, so that no revocation list and no responder of this house ever speaks of them.
    static let imports = Migration(
        number: 22, name: "imports",
        sql: """
            CREATE TABLE import_issuers (
                sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),    -- of the certificate
                name TEXT NOT NULL,             -- its subject
                der BLOB NOT NULL,
                sequence INTEGER NOT NULL REFERENCES audit (sequence)   -- the line that names it
            ) STRICT;

            CREATE TABLE imported_certificates (
                sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
                sequence INTEGER NOT NULL UNIQUE REFERENCES audit (sequence),   -- the line that took it in
                issuer BLOB NOT NULL REFERENCES import_issuers (sha256),
                serial BLOB NOT NULL,           -- content octets of the INTEGER
                profile TEXT NOT NULL,          -- the house's own, under which the holder is certified anew
                name_key TEXT,
                national_id_key TEXT NOT NULL,
                licence TEXT,
                not_before INTEGER NOT NULL,
                not_after INTEGER NOT NULL,
                public_key_sha256 BLOB NOT NULL CHECK (length(public_key_sha256) = 32),
                key_algorithm TEXT,
                status TEXT NOT NULL CHECK (status IN ('good', 'onHold', 'revoked')),   -- as its issuer says
                since INTEGER NOT NULL,         -- time
                reason INTEGER,                 -- CRLReason, RFC 5280 5.3.1
                status_time INTEGER NOT NULL,   -- thisUpdate of the list that says so
                time INTEGER NOT NULL,          -- when it was taken in
                actor TEXT NOT NULL,
                der BLOB NOT NULL
            ) STRICT;
            CREATE UNIQUE INDEX imported_by_serial ON imported_certificates (issuer, serial);
            CREATE INDEX imported_by_number ON imported_certificates (serial, sequence);
            CREATE INDEX imported_by_national_id ON imported_certificates (national_id_key, sequence);
            CREATE INDEX imported_by_licence ON imported_certificates (licence, sequence) WHERE licence IS NOT NULL;
            CREATE INDEX imported_by_key ON imported_certificates (public_key_sha256, sequence);
            CREATE INDEX imported_by_end ON imported_certificates (not_after, sequence);

            -- What holders are found by: each word of their names, folded.
            CREATE TABLE imported_words (
                word TEXT NOT NULL,
                certificate BLOB NOT NULL REFERENCES imported_certificates (sha256),
                PRIMARY KEY (word, certificate)
            ) STRICT, WITHOUT ROWID;
            """)
}
