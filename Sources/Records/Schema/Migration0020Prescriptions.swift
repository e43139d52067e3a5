// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// Prescriptions by the keyed hash of their id, so that one that is claimed twice is known.
    static let prescriptions = Migration(
        number: 20, name: "prescriptions",
        sql: """
            CREATE TABLE prescriptions (
                id_hash BLOB PRIMARY KEY CHECK (length(id_hash) = 32),          -- HMAC-SHA-256, key in the home
                signature_sha256 BLOB NOT NULL CHECK (length(signature_sha256) = 32),  -- of the first one that came
                first_seen INTEGER NOT NULL,
                count INTEGER NOT NULL CHECK (count > 0)
            ) STRICT, WITHOUT ROWID;
            """)
}
