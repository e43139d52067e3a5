// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// What reaches holders beside the office: messages, codes, links, holds of their own.
    static let channels = Migration(
        number: 26, name: "channels",
        sql: """
            -- Messages that wait to be sent, each written in the transaction that causes it. Who gets it and what it says
            -- is worked out when it is sent, so that nothing personal and no code stands here.
            CREATE TABLE messages (
                id TEXT PRIMARY KEY,            -- the receiver knows a second delivery by it
                kind TEXT NOT NULL,
                subject TEXT NOT NULL,          -- a tracking code, a certificate, or the holder's number for codes to sign in
                code TEXT,                      -- the code that it tells
                state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
                attempts INTEGER NOT NULL,
                due INTEGER NOT NULL,
                expires INTEGER NOT NULL,       -- of no use to anyone after this
                created INTEGER NOT NULL,
                changed INTEGER NOT NULL,
                failure TEXT                    -- what the sender said; nothing personal
            ) STRICT;
            CREATE INDEX messages_waiting ON messages (due, id) WHERE state = 'waiting';
            CREATE INDEX messages_by_state ON messages (state, changed, id);

            -- Codes that were asked for. None of them stands here, nor its hash: a code is worked out from its id under a key
            -- of the home that is nowhere in the records.
            CREATE TABLE codes (
                id TEXT PRIMARY KEY,            -- random
                purpose TEXT NOT NULL,
                subject TEXT NOT NULL,          -- a tracking code, or the holder's number
                holder TEXT,                    -- the number that was typed beside a tracking code
                state TEXT NOT NULL CHECK (state IN ('open', 'used', 'locked', 'replaced')),
                tries INTEGER NOT NULL,         -- that are left
                created INTEGER NOT NULL,
                expires INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX codes_by_subject ON codes (purpose, subject, created);
            CREATE INDEX codes_by_time ON codes (created);

            -- Links that suspend one certificate, once; only a digest of what is in the link.
            CREATE TABLE hold_links (
                token_sha256 BLOB PRIMARY KEY CHECK (length(token_sha256) = 32),
                issuance INTEGER NOT NULL REFERENCES issuances (id),
                created INTEGER NOT NULL,
                expires INTEGER NOT NULL,
                used INTEGER
            ) STRICT;

            -- What holders suspended themselves, and what became of it.
            CREATE TABLE holder_holds (
                issuance INTEGER NOT NULL REFERENCES issuances (id),
                line INTEGER NOT NULL REFERENCES audit (sequence),
                ordinal INTEGER,                -- of the status that it made; null when nobody had accepted yet
                way TEXT NOT NULL CHECK (way IN ('link', 'code')),
                state TEXT NOT NULL CHECK (state IN ('standing', 'confirmed', 'lifted', 'over')),
                placed INTEGER NOT NULL,
                ends INTEGER,                   -- when it lifts by itself; null for not at all
                PRIMARY KEY (issuance, line)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX holder_holds_standing ON holder_holds (ends) WHERE state = 'standing';

            -- Holders who proved by a code who they are, for some minutes.
            CREATE TABLE holder_sessions (
                token_sha256 BLOB PRIMARY KEY CHECK (length(token_sha256) = 32),
                scope TEXT NOT NULL CHECK (scope IN ('holder', 'application')),
                subject TEXT NOT NULL,
                created INTEGER NOT NULL,
                expires INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX holder_sessions_by_time ON holder_sessions (expires);

            -- How often something was asked; whose it is, as a keyed hash.
            CREATE TABLE throttles (
                name BLOB NOT NULL CHECK (length(name) = 32),
                starts INTEGER NOT NULL,
                count INTEGER NOT NULL,
                PRIMARY KEY (name, starts)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX throttles_by_time ON throttles (starts);

            CREATE INDEX receipts_by_sequence ON receipts (sequence);
            -- Which receipts are about whose signatures.
            CREATE TABLE receipt_signers (
                certificate_sha256 BLOB NOT NULL CHECK (length(certificate_sha256) = 32),
                sequence INTEGER NOT NULL,      -- of the receipt's line
                signature_sha256 BLOB NOT NULL REFERENCES receipts (signature_sha256),
                PRIMARY KEY (certificate_sha256, sequence)
            ) STRICT, WITHOUT ROWID;
            """)
}
