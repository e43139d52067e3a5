// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// Campaigns: one act on many certificates, approved by two officers.
    static let campaigns = Migration(
        number: 13, name: "campaigns",
        sql: """
            CREATE TABLE campaigns (
                id TEXT PRIMARY KEY,
                state TEXT NOT NULL
                    CHECK (state IN ('drafted', 'planned', 'running', 'paused', 'finished', 'cancelled')),
                document BLOB NOT NULL,         -- the reviewed file
                members INTEGER NOT NULL,
                members_sha256 BLOB NOT NULL,   -- empty while members are taken down
                plan_sha256 BLOB NOT NULL,      -- what officers sign
                rehearsal INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),
                created INTEGER NOT NULL,
                started INTEGER,
                ended INTEGER,
                -- The stretch of time, counted from the start, in which the last member was come to, and how many
                -- were in it: what the rate is held against, after a restart too.
                rate_window INTEGER NOT NULL DEFAULT 0,
                rate_count INTEGER NOT NULL DEFAULT 0,
                -- Up to where in the audit log accepted certificates were looked through.
                looked_through INTEGER NOT NULL DEFAULT 0
            ) STRICT;

            CREATE TABLE campaign_approvals (
                campaign TEXT NOT NULL REFERENCES campaigns (id),
                officer TEXT NOT NULL,
                person TEXT NOT NULL,           -- so that nobody approves twice
                signature BLOB,                 -- over the plan's statement; null at the console
                time INTEGER NOT NULL,
                sequence INTEGER NOT NULL REFERENCES audit (sequence),
                PRIMARY KEY (campaign, officer),
                UNIQUE (campaign, person)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE campaign_members (
                campaign TEXT NOT NULL REFERENCES campaigns (id),
                ordinal INTEGER NOT NULL,       -- from 0: the order in which they are come to
                lane INTEGER NOT NULL,
                issuance INTEGER NOT NULL REFERENCES issuances (id),
                state TEXT NOT NULL CHECK (state IN ('waiting', 'invited', 'done', 'skipped', 'ticket')),
                changed INTEGER NOT NULL,       -- time
                cause TEXT,
                successor INTEGER REFERENCES issuances (id),
                notice INTEGER NOT NULL DEFAULT 0 CHECK (notice IN (0, 1, 2)),   -- none, due, written
                PRIMARY KEY (campaign, ordinal),
                UNIQUE (campaign, issuance)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX campaign_members_waiting ON campaign_members (campaign, ordinal) WHERE state = 'waiting';
            CREATE INDEX campaign_members_invited ON campaign_members (campaign, changed, ordinal)
                WHERE state = 'invited';
            CREATE INDEX campaign_members_notices ON campaign_members (campaign, ordinal) WHERE notice = 1;
            CREATE INDEX campaign_members_by_issuance ON campaign_members (issuance);
            """)
}
