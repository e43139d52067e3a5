// SPDX-License-Identifier: Apache-2.0

/// Refuses a server that would lose what it acknowledged, or that reads texts otherwise than they were written.
struct PostgreSQLGuard {
    private let handle: PostgreSQLHandle

    init(_ handle: PostgreSQLHandle) { self.handle = handle }

    /// Looks at the settings as they hold for this connection.
    ///
    /// - SeeAlso: PostgreSQL manual, 30.1 (reliability), 20.5 (write-ahead log).
    func check(for purpose: PostgreSQLConnection.Purpose, acceptsLoss: Bool) throws(DatabaseError) {
        let seen = try current(
            "server_encoding", "standard_conforming_strings", "server_version_num", "fsync", "full_page_writes",
            "synchronous_commit", "transaction_read_only")
        func check(_ name: String, isOneOf allowed: [String]) throws(DatabaseError) {
            let value = seen[name] ?? ""
            guard allowed.contains(value) else {
                throw .setting(name: name, seen: value, allowed: allowed.joined(separator: " "))
            }
        }
        try check("server_encoding", isOneOf: ["UTF8"])
        try check("standard_conforming_strings", isOneOf: ["on"])
        let version = seen["server_version_num"] ?? ""
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

    /// The settings as they hold for this connection, all in one question.
    private func current(_ names: String...) throws(DatabaseError) -> [String: String] {
        let columns = names.map { "current_setting('\($0)')" }.joined(separator: ", ")
        let rows = PostgreSQLRows(try handle.exchange([.plain("SELECT \(columns)")]))
        guard try rows.next() else { return [:] }
        var values: [String: String] = [:]
        for (index, name) in names.enumerated() { values[name] = rows.text(at: index) }
        return values
    }
}
