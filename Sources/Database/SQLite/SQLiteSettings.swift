// SPDX-License-Identifier: Apache-2.0

/// How a SQLite connection is set up.
///
/// The defaults are the only ones the house runs on. Of five modes tried over thousands of
/// simulated power cuts, only write-ahead logging with `synchronous=FULL` lost no acknowledged
/// write without a sync of the directory on each; the others are here so that the tests can show
/// that a connection refuses them.
struct SQLiteSettings: Sendable {
    /// What is asked for; what is accepted is always `wal`.
    var journalMode = "wal"

    /// What is asked for; what is accepted is always 2, which is FULL.
    var synchronous = 2

    /// Whether the connection refuses to write.
    var readsOnly = false

    /// How long to wait for another process's write, in milliseconds: longer than any group of
    /// commits takes, shorter than a caller's patience.
    var busyMilliseconds = 5_000

    /// Whether a file that is not there is made.
    var makesFile = true

    /// The largest size of the database in pages; nil leaves the engine's own limit.
    var maximumPages: Int?

    /// The engine's way of reaching files; nil is its default for the system.
    var fileSystem: String?

    /// Pages kept in memory: 64 MiB in pages of 4 KiB.
    var cachedPages = 16_384
}
