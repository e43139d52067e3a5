// SPDX-License-Identifier: Apache-2.0

/// Refuses a server that would lose what it acknowledged, or that reads texts otherwise than they were written.
struct PostgreSQLGuard {
    private let handle: PostgreSQLHandle

    init(_ handle: PostgreSQLHandle) { self.handle = handle }

    /// Looks at the settings as they hold for this connection.
    ///
    /// - SeeAlso: PostgreSQL manual, 30.1 (reliability), 20.5 (write-ahead log).
    func check(for purpose: PostgreSQLConnection.Purpose, acceptsLoss: Bool) throws(DatabaseError) {
        try check("server_encoding", isOneOf: ["UTF8"])
        try check("standard_conforming_strings", isOneOf: ["on"])
        let version = try value(of: "server_version_num")
        guard let number = Int(version), number >= 140_000 else {
            throw .setting(name: "server_version_num", seen: version, allowed: "140000")
        }
        guard purpose == .writing, !acceptsLoss else { return }
        try check("fsync", isOneOf: ["on"])
        try check("full_page_writes", isOneOf: ["on"])
        // `remote_write` and `local` are not in this list: the one forgets a standby's power cut, the other the standby.
        try check("synchronous_commit", isOneOf: ["on", "remote_apply"])
        try check("transaction_read_only", isOneOf: ["off"])
    }

    private func check(_ name: String, isOneOf allowed: [String]) throws(DatabaseError) {
        let seen = try value(of: name)
        guard allowed.contains(seen) else {
            throw .setting(name: name, seen: seen, allowed: allowed.joined(separator: " "))
        }
    }

    private func value(of name: String) throws(DatabaseError) -> String {
        let rows = PostgreSQLRows(try handle.exchange([.plain("SELECT current_setting('\(name)')")]))
        return try rows.next() ? rows.text(at: 0) : ""
    }
}
