// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// Answers kept for requests that are repeated.
    static let idempotency = Migration(
        number: 7, name: "idempotency",
        sql: """
            CREATE TABLE idempotency (
                actor TEXT NOT NULL,
                key TEXT NOT NULL,
                request_sha256 BLOB NOT NULL CHECK (length(request_sha256) = 32),
                claimed INTEGER NOT NULL,       -- time
                answer_status INTEGER,          -- null while the request is being done
                answer_body BLOB,
                PRIMARY KEY (actor, key)
            ) STRICT;
            CREATE INDEX idempotency_by_time ON idempotency (claimed);
            """)
}
