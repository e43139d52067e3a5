// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// Applications and every step each took.
    static let applications = Migration(
        number: 3, name: "applications",
        sql: """
            CREATE TABLE applications (
                id TEXT PRIMARY KEY,            -- the random tracking code
                office TEXT NOT NULL REFERENCES offices (id),
                profile TEXT NOT NULL,
                subject TEXT NOT NULL,          -- canonical JSON of text fields; personal
                request BLOB NOT NULL,          -- PKCS#10, DER
                public_key_sha256 BLOB NOT NULL CHECK (length(public_key_sha256) = 32),  -- of the SPKI's DER
                name_key TEXT,                  -- as in the subject; what the applicant is found by
                national_id_key TEXT,
                licence TEXT,
                state TEXT NOT NULL,
                entered_by TEXT REFERENCES officers (id),
                approved_by TEXT REFERENCES officers (id),
                cause TEXT,                     -- of the last return, rejection or withdrawal
                created INTEGER NOT NULL,
                changed INTEGER NOT NULL,
                -- One enters, another approves (21 CFR 1311.125).
                CHECK (entered_by IS NULL OR approved_by IS NULL OR entered_by <> approved_by)
            ) STRICT;
            CREATE INDEX applications_by_state ON applications (state, changed, id);
            CREATE INDEX applications_by_office ON applications (office, state, changed, id);
            CREATE INDEX applications_by_key ON applications (public_key_sha256, created, id);
            CREATE INDEX applications_by_name ON applications (name_key, created, id) WHERE name_key IS NOT NULL;
            CREATE INDEX applications_by_national_id ON applications (national_id_key, created, id)
                WHERE national_id_key IS NOT NULL;
            CREATE INDEX applications_by_licence ON applications (licence, created, id) WHERE licence IS NOT NULL;

            CREATE TABLE application_events (
                application TEXT NOT NULL REFERENCES applications (id),
                sequence INTEGER NOT NULL REFERENCES audit (sequence),
                from_state TEXT,                -- null for the first
                to_state TEXT NOT NULL,
                actor TEXT NOT NULL,
                time INTEGER NOT NULL,
                cause TEXT,
                signature BLOB,                 -- the officer's, over the action
                PRIMARY KEY (application, sequence)
            ) STRICT, WITHOUT ROWID;
            -- How much one officer did of late.
            CREATE INDEX application_events_by_actor ON application_events (actor, to_state, time);
            """)
}
