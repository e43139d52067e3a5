// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// What each certificate's status was, when.
    static let statuses = Migration(
        number: 5, name: "statuses",
        sql: """
            -- Intervals are opened and closed, never changed otherwise and never removed.
            CREATE TABLE status_intervals (
                issuance INTEGER NOT NULL REFERENCES issuances (id),
                ordinal INTEGER NOT NULL,       -- from 0, in order
                authority TEXT NOT NULL,        -- repeated from the issuance, so that a list is one scan
                serial BLOB NOT NULL,
                certificate_sha256 BLOB,        -- in the first interval, if the certificate was filed; so that
                                                -- the status index, too, is one scan
                status TEXT NOT NULL CHECK (status IN ('good', 'onHold', 'revoked', 'pendingAcceptance')),
                since INTEGER NOT NULL,         -- first second in which it holds
                until INTEGER CHECK (until >= since),   -- first second in which it no longer holds; null: open
                reason INTEGER,                 -- CRLReason, RFC 5280 5.3.1
                invalidity INTEGER,             -- invalidityDate, RFC 5280 5.3.2
                actor TEXT NOT NULL,
                cause TEXT NOT NULL,
                opened INTEGER NOT NULL REFERENCES audit (sequence),
                changed INTEGER NOT NULL,       -- sequence of the line that closed it; until then, as opened
                PRIMARY KEY (issuance, ordinal),
                CHECK (status <> 'revoked' OR until IS NULL)    -- revoked is final
            ) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX status_intervals_open ON status_intervals (issuance) WHERE until IS NULL;
            CREATE INDEX status_intervals_by_change ON status_intervals (changed);
            -- All that a revocation list is made of.
            CREATE INDEX status_intervals_listed
                ON status_intervals (authority, serial, status, since, until, reason, invalidity)
                WHERE until IS NULL AND (status = 'revoked' OR status = 'onHold');
            """)
}
