// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// The journal of issuance: what is to be signed is on record before it is signed.
    static let issuances = Migration(
        number: 4, name: "issuances",
        sql: """
            -- Narrow, since it is searched; what is long is kept beside it. The id is the sequence of the
            -- audit line that opened it, so that nothing can be on record without a line.
            CREATE TABLE issuances (
                id INTEGER PRIMARY KEY REFERENCES audit (sequence),
                authority TEXT NOT NULL REFERENCES authorities (name),
                serial BLOB NOT NULL,           -- content octets of the INTEGER
                application TEXT REFERENCES applications (id),
                office TEXT,
                profile TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('reserved', 'drafted', 'signing', 'issued', 'abandoned')),
                name_key TEXT,
                national_id_key TEXT,
                licence TEXT,
                not_before INTEGER,
                not_after INTEGER,
                reserved INTEGER NOT NULL,      -- time
                filed INTEGER,                  -- sequence of the audit line that filed the certificate
                filed_time INTEGER,
                certificate_sha256 BLOB CHECK (length(certificate_sha256) = 32),
                CHECK ((state = 'issued') = (certificate_sha256 IS NOT NULL)),
                CHECK ((state = 'issued') = (filed IS NOT NULL))
            ) STRICT;
            CREATE UNIQUE INDEX issuances_by_serial ON issuances (authority, serial);
            CREATE UNIQUE INDEX issuances_by_certificate ON issuances (certificate_sha256)
                WHERE certificate_sha256 IS NOT NULL;
            CREATE INDEX issuances_unfinished ON issuances (id) WHERE state <> 'issued' AND state <> 'abandoned';
            CREATE INDEX issuances_by_application ON issuances (application) WHERE application IS NOT NULL;
            CREATE INDEX issuances_by_name ON issuances (name_key, id) WHERE name_key IS NOT NULL;
            CREATE INDEX issuances_by_national_id ON issuances (national_id_key, id)
                WHERE national_id_key IS NOT NULL;
            CREATE INDEX issuances_by_licence ON issuances (licence, id) WHERE licence IS NOT NULL;
            CREATE INDEX issuances_by_office ON issuances (office, id) WHERE office IS NOT NULL;
            CREATE INDEX issuances_by_time ON issuances (filed_time, id) WHERE filed_time IS NOT NULL;

            CREATE TABLE drafts (
                issuance INTEGER PRIMARY KEY REFERENCES issuances (id),
                tbs BLOB NOT NULL,              -- what was linted and is to be signed, DER
                lint_certificate BLOB NOT NULL  -- the same, signed by a throw-away key, DER
            ) STRICT;

            CREATE TABLE certificates (
                issuance INTEGER PRIMARY KEY REFERENCES issuances (id),
                der BLOB NOT NULL
            ) STRICT;
            """)
}
