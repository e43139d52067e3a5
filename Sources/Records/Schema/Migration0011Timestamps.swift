// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// How far the numbers and the times of time-stamping units have come.
    static let timestamps = Migration(
        number: 11, name: "timestamps",
        sql: """
            CREATE TABLE timestamp_units (
                unit TEXT PRIMARY KEY,
                next_number INTEGER NOT NULL CHECK (next_number > 0),   -- nothing below it is ever given out again
                mark INTEGER NOT NULL                                   -- microseconds; no stamp is dated after it
            ) STRICT;
            """)
}
