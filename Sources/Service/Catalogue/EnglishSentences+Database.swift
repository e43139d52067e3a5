// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Where the records are.
    static let database: [String: String] = [
        "cli.summary.database":
            "Shows where the records are, and moves them from the home's file to a PostgreSQL server.",
        "cli.database.shown":
            "The records are in {kind}: schema version {version} (this program knows {known}), {size} lines in the audit log. Authority: {holder}, change {fence}.",
        "cli.database.moved":
            "{count} rows are on the server now; the audit log has the same {size} lines and hash. The old file is kept as {file}, and nothing uses it any more.",
        "cli.database.movedBefore":
            "Everything had been moved to the server already, whose audit log has {size} lines now; only the old file was still to be put away. It is kept as {file}, and nothing uses it any more.",
        "cli.database.inTheWay":
            "{file} is there already, from an earlier move. Please look which of the two files is wanted, and put the other elsewhere.",
        "cli.database.nowhere":
            "The configuration keeps the records in the home's file. Name a PostgreSQL database in its section `database` first.",
        "cli.database.inUse": "The house is being served by {holder}. Please stop it first.",
    ]
}
