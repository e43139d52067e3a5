// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// Officers who did more than a person can: each step that was refused for it, and what came of it.
    static let officerAlarms = Migration(
        number: 23, name: "officerAlarms",
        sql: """
            CREATE TABLE officer_alarms (
                sequence INTEGER PRIMARY KEY REFERENCES audit (sequence),   -- the line of the log that says so
                officer TEXT NOT NULL REFERENCES officers (id),
                time INTEGER NOT NULL,
                step TEXT NOT NULL,             -- the state that the refused step led to
                allowed INTEGER NOT NULL,       -- so many
                seconds INTEGER NOT NULL,       -- within so long
                suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
                settled INTEGER                 -- when somebody let the officer work again
            ) STRICT;
            CREATE INDEX officer_alarms_by_officer ON officer_alarms (officer, time);
            """)
}
