// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// Who issues, and who may ask for issuance.
    static let offices = Migration(
        number: 2, name: "offices",
        sql: """
            CREATE TABLE authorities (
                name TEXT PRIMARY KEY,
                parent TEXT REFERENCES authorities (name),      -- null for a root
                key_reference TEXT NOT NULL,    -- where the key is, never the key
                certificate BLOB,               -- DER; null until it is certified
                created INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE offices (
                id TEXT PRIMARY KEY,
                kind TEXT NOT NULL,
                name_fa TEXT NOT NULL,
                name_en TEXT NOT NULL,
                profiles TEXT NOT NULL,         -- those it may enrol for, one a line, sorted
                licensed_until INTEGER NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
                created INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE officers (
                id TEXT PRIMARY KEY,
                office TEXT NOT NULL REFERENCES offices (id),
                display_name TEXT NOT NULL,
                role TEXT NOT NULL
                    CHECK (role IN ('enterer', 'approver', 'supervisor', 'auditor', 'administrator')),
                name_key TEXT,
                national_id_key TEXT,           -- so that nobody is two officers
                certificate_sha256 BLOB UNIQUE CHECK (length(certificate_sha256) = 32),
                status TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
                created INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX officers_by_office ON officers (office);
            CREATE INDEX officers_by_national_id ON officers (national_id_key) WHERE national_id_key IS NOT NULL;
            """)
}
