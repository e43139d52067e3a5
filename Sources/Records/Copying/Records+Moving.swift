// SPDX-License-Identifier: Apache-2.0
import Database

extension Records {
    /// Takes over everything that is on record elsewhere, and puts the source away before anybody writes into it again.
    ///
    /// Asked again after it broke off, it goes on: what arrived is not taken twice, also when these records have grown
    /// since. Until the source is put away nobody can write into it, so nothing that it acknowledges is left behind.
    ///
    /// - Parameters:
    ///   - source: records in a file.
    ///   - putAway: takes the source's file from its place; it is called while the source's one writer is held.
    /// - Returns: how many rows were copied; `nil` when all of them had arrived before.
    /// - Throws: as ``copyEverything(from:progress:)``.
    public func takeOver(
        from source: Records, thenPutAway putAway: @escaping @Sendable () throws(RecordsError) -> Void
    ) throws(RecordsError) -> Int? {
        try source.store.writer.write { (transaction: Transaction<RecordsError>) throws(RecordsError) in
            let head = try AuditState(transaction.reading).range
            let hasArrived = try self.beginsWith(AuditHead(size: head.size, rootHash: head.root))
            let count = hasArrived ? nil : try self.copyEverything(from: source)
            try putAway()
            return count
        }
    }

    /// Whether the log had a head when it was shorter, or has it.
    private func beginsWith(_ head: AuditHead) throws(RecordsError) -> Bool {
        try read { reading throws(RecordsError) in
            guard head.size > 0, try AuditState(reading).range.size >= head.size else { return false }
            var tree = AuditTree(size: head.size, reading)
            return try tree.root() == head.rootHash
        }
    }

    /// Takes over everything that is on record elsewhere, line for line: how a house moves to another database, and how
    /// one that is on a server is copied.
    ///
    /// What is taken is what one transaction sees, so others may go on with the source meanwhile; a house that moves has to
    /// stand still. These records must be new; all of it happens in one transaction, and the audit log must come out with
    /// the same hash, or nothing is kept.
    ///
    /// - Parameters:
    ///   - source: records of the same schema; these or those are in SQLite.
    ///   - progress: told of each table and how many rows it had.
    /// - Returns: how many rows were copied.
    /// - Throws: ``RecordsError/value(field:seen:allowed:)`` unless these records are new;
    ///   ``RecordsError/logRewritten(size:)`` when the log that arrived is another one.
    @discardableResult
    public func copyEverything(
        from source: Records, progress: @escaping @Sendable (String, Int) -> Void = { _, _ in }
    ) throws(RecordsError) -> Int {
        try store.writer.write { (transaction: Transaction<RecordsError>) throws(RecordsError) in
            guard try AuditState(transaction.reading).range.size == 0 else {
                throw .value(field: "records", seen: "in use", allowed: "new")
            }
            return try source.read { reading throws(RecordsError) in
                // As this transaction sees it: others may write meanwhile.
                let head = try AuditState(reading).range
                let described = source.store.isFile ? reading : transaction.reading
                let tables = try Schema.tables.map { name throws(RecordsError) in try CopiedTable(name, in: described) }
                // What the schema itself put there.
                for table in tables.reversed() { try transaction.run("DELETE FROM \(table.name)") }
                var count = 0
                for table in tables {
                    let rows = try table.copy(from: reading, to: transaction)
                    progress(table.name, rows)
                    count += rows
                }
                let arrived = try AuditState(transaction.reading).range
                guard arrived.size == head.size, arrived.root == head.root else { throw .logRewritten(size: head.size) }
                return count
            }
        }
    }
}

extension Schema {
    /// The tables in the order in which they were made: what a row points to is in an earlier one.
    static let tables: [String] = migrations.flatMap { migration in
        migration.sql.split(separator: "\n").compactMap { line -> String? in
            let words = line.split(separator: " ")
            guard words.count > 2, words[0] == "CREATE", words[1] == "TABLE" else { return nil }
            return String(words[2])
        }
    }
}

/// A table of the records; its columns are those that SQLite tells of.
private struct CopiedTable {
    let name: String
    let columns: [(name: String, type: String)]
    // The column that numbers are drawn for, where there is one.
    private let drawn: String?

    init(_ name: String, in reading: Reading<RecordsError>) throws(RecordsError) {
        self.name = name
        let found = try reading.rows(
            "SELECT name, type, pk FROM pragma_table_info('\(name)') ORDER BY cid"
        ) { row throws(RecordsError) in (name: try row.text(0), type: try row.text(1), key: try row.integer(2)) }
        columns = found.map { ($0.name, $0.type) }
        let keys = found.filter { $0.key > 0 }
        drawn = keys.count == 1 && keys[0].type == "INTEGER" ? keys[0].name : nil
    }

    func copy(from reading: Reading<RecordsError>, to transaction: Transaction<RecordsError>) throws(RecordsError)
        -> Int
    {
        let names = columns.map(\.name).joined(separator: ", ")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        let insertion = "INSERT INTO \(name) (\(names)) VALUES (\(places))"
        var count = 0
        var waiting: [[DatabaseValue]] = []
        try reading.forEach("SELECT \(names) FROM \(name)") { row throws(RecordsError) in
            var values: [DatabaseValue] = []
            for (index, column) in columns.enumerated() { values.append(try value(of: row, at: index, column.type)) }
            count += 1
            // Authorities alone point to rows of their own table: what stands above comes first.
            if name == "authorities" { waiting.append(values) } else { try transaction.run(insertion, values) }
        }
        try copyAuthorities(waiting, insertion, transaction)
        if let drawn { try transaction.drawNumbersAfterThose(in: drawn, of: name) }
        return count
    }

    private func copyAuthorities(
        _ rows: [[DatabaseValue]], _ insertion: String, _ transaction: Transaction<RecordsError>
    ) throws(RecordsError) {
        guard let own = columns.firstIndex(where: { $0.name == "name" }),
            let parent = columns.firstIndex(where: { $0.name == "parent" })
        else { return }
        var waiting = rows
        var there: Set<DatabaseValue> = [.null]
        while !waiting.isEmpty {
            let ready = waiting.filter { there.contains($0[parent]) }
            guard !ready.isEmpty else { throw .damaged(table: name, column: "parent") }
            for values in ready { try transaction.run(insertion, values) }
            waiting.removeAll { there.contains($0[parent]) }
            there.formUnion(ready.map { $0[own] })
        }
    }

    private func value(
        of row: borrowing Row<RecordsError>, at index: Int, _ type: String
    ) throws(RecordsError) -> DatabaseValue {
        if row.isNull(index) { return .null }
        switch type {
        case "INTEGER": return .integer(try row.integer(index))
        case "BLOB": return .blob(try row.blob(index))
        case "REAL": return .real(try row.real(index))
        default: return .text(try row.text(index))
        }
    }
}
