// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// Words of holders' names, and what else certificates are looked for by.
    static let nameWords = Migration(
        number: 10, name: "name-words",
        sql: """
            -- A row for each word of a holder's name, with all the words of that name beside it: names of several
            -- words are found by going over the rows of the rarest one and nothing else. Measured at 1,000,000 names
            -- against SQLite's full-text index: the worst search 4 ms here and 44 ms there, for five times the space.
            CREATE TABLE name_words (
                word TEXT NOT NULL,             -- folded
                issuance INTEGER NOT NULL REFERENCES issuances (id),
                office TEXT,                    -- the issuance's, so that officers search in their own alone
                names TEXT NOT NULL,            -- every word of the name, a space before each and after the last
                PRIMARY KEY (word, issuance)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX name_words_of ON name_words (issuance, word);

            -- Issuances from before there were words: the program, which can fold, works them off at its next start.
            CREATE TABLE name_words_missing (issuance INTEGER PRIMARY KEY) STRICT;
            INSERT INTO name_words_missing (issuance) SELECT issuance FROM drafts;

            -- When certificates end: who has to renew, and what is expired.
            CREATE INDEX issuances_by_end ON issuances (not_after, id) WHERE not_after IS NOT NULL;
            CREATE INDEX status_intervals_held ON status_intervals (issuance)
                WHERE until IS NULL AND status = 'onHold';
            CREATE INDEX status_intervals_pending ON status_intervals (issuance)
                WHERE until IS NULL AND status = 'pendingAcceptance';

            -- Searches are kept in the log as a hash with this; one row.
            CREATE TABLE search_salt (salt BLOB NOT NULL CHECK (length(salt) = 32)) STRICT;
            INSERT INTO search_salt (salt) VALUES (randomblob(32));
            """)
}
