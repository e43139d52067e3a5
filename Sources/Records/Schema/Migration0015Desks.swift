// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// What an office is beside its name, who has an application in hand, and what it said before.
    static let desks = Migration(
        number: 15, name: "desks",
        sql: """
            ALTER TABLE offices ADD COLUMN place TEXT NOT NULL DEFAULT '';
            ALTER TABLE offices ADD COLUMN professions TEXT NOT NULL DEFAULT '';    -- one a line; empty for every one
            ALTER TABLE offices ADD COLUMN hours TEXT NOT NULL DEFAULT '';          -- as enrollment writes them; empty for always
            ALTER TABLE offices ADD COLUMN daily_quota INTEGER CHECK (daily_quota > 0);     -- null for none of its own

            -- Counts every change of what it says or where it is.
            ALTER TABLE applications ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
            -- The officer who has it in hand, and until when; both or neither.
            ALTER TABLE applications ADD COLUMN claimed_by TEXT REFERENCES officers (id);
            ALTER TABLE applications ADD COLUMN claimed_until INTEGER;
            CREATE INDEX applications_by_claim ON applications (claimed_by, claimed_until) WHERE claimed_by IS NOT NULL;

            -- What an application said until a version; what it says now stands in the application.
            CREATE TABLE application_revisions (
                application TEXT NOT NULL REFERENCES applications (id),
                version INTEGER NOT NULL,       -- the last one that said so
                profile TEXT NOT NULL,
                subject TEXT NOT NULL,          -- personal
                public_key_sha256 BLOB NOT NULL,
                actor TEXT NOT NULL,            -- who changed it then
                time INTEGER NOT NULL,
                PRIMARY KEY (application, version)
            ) STRICT, WITHOUT ROWID;

            -- What is to be corrected, point by point, in an application that was sent back.
            CREATE TABLE application_remarks (
                application TEXT NOT NULL REFERENCES applications (id),
                sequence INTEGER NOT NULL REFERENCES audit (sequence),      -- the step's line
                point TEXT NOT NULL,            -- a field's name, or evidence.<kind>
                text TEXT NOT NULL,
                PRIMARY KEY (application, sequence, point)
            ) STRICT, WITHOUT ROWID;

            -- Forms that are still being filled in; gone when they are handed in.
            CREATE TABLE form_drafts (
                id TEXT PRIMARY KEY,            -- the tracking code to be
                office TEXT REFERENCES offices (id),    -- null while the applicant has chosen none
                profile TEXT NOT NULL,
                fields TEXT NOT NULL,           -- canonical JSON of text fields; personal
                request BLOB,                   -- as brought, unchecked
                version INTEGER NOT NULL,
                actor TEXT NOT NULL,            -- who saved it last
                created INTEGER NOT NULL,
                changed INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX form_drafts_by_office ON form_drafts (office, changed, id);
            CREATE INDEX form_drafts_by_time ON form_drafts (changed, id);

            -- Who stands in for whom, and until when; the deputy comes with a key of their own.
            CREATE TABLE delegations (
                id INTEGER PRIMARY KEY,
                principal TEXT NOT NULL REFERENCES officers (id),
                deputy TEXT NOT NULL REFERENCES officers (id),
                starts INTEGER NOT NULL,
                ends INTEGER NOT NULL,
                cause TEXT NOT NULL,
                signature BLOB,                 -- the principal's, over the delegation
                actor TEXT NOT NULL,
                sequence INTEGER NOT NULL REFERENCES audit (sequence),
                ended INTEGER,                  -- before its time
                CHECK (principal <> deputy AND starts < ends)
            ) STRICT;
            CREATE INDEX delegations_by_deputy ON delegations (deputy, ends);
            CREATE INDEX delegations_by_principal ON delegations (principal, ends);
            """)
}
