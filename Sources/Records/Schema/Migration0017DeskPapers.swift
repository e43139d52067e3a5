// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// What officers keep at the desk: searches and unfinished acts, and the keys that they sign with in a browser.
    static let deskPapers = Migration(
        number: 17, name: "desk-papers",
        sql: """
            -- An officer's own papers: searches, acts that wait for a signature, what was last seen.
            -- Nothing here is an act: it may be lost, and is dropped when it is old.
            CREATE TABLE desk_papers (
                officer TEXT NOT NULL REFERENCES officers (id),
                kind TEXT NOT NULL,
                id TEXT NOT NULL,
                content TEXT NOT NULL,          -- canonical JSON of text fields; personal
                changed INTEGER NOT NULL,
                PRIMARY KEY (officer, kind, id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX desk_papers_by_time ON desk_papers (changed);

            CREATE TABLE desk_keys (
                sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),    -- of the SubjectPublicKeyInfo
                officer TEXT NOT NULL REFERENCES officers (id),
                spki BLOB NOT NULL,             -- DER
                proof BLOB NOT NULL,            -- by the key itself, over the statement that offers it
                state TEXT NOT NULL CHECK (state IN ('offered', 'confirmed', 'withdrawn')),
                offered INTEGER NOT NULL,
                changed INTEGER NOT NULL,
                confirmed_by TEXT REFERENCES officers (id),
                -- Somebody else has to know whose key it is.
                CHECK (confirmed_by IS NULL OR confirmed_by <> officer),
                CHECK (state <> 'confirmed' OR confirmed_by IS NOT NULL)
            ) STRICT;
            CREATE INDEX desk_keys_by_officer ON desk_keys (officer, state);

            -- What a person knows beside names and numbers; as in the subject, canonical.
            ALTER TABLE applications ADD COLUMN mobile TEXT;
            UPDATE applications SET mobile = json_extract(subject, '$."field.mobile"');
            CREATE INDEX applications_by_mobile ON applications (mobile, created, id) WHERE mobile IS NOT NULL;

            -- The samples that were drawn at an office, without reading the whole log.
            CREATE INDEX audit_inspections ON audit (subject, sequence) WHERE act = 'inspection.drawn';
            """)
}
