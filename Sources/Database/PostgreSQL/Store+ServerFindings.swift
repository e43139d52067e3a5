// SPDX-License-Identifier: Apache-2.0

extension Store {
    /// What is not as the schema says in a server's database: rows that point to none, indexes and rules out of use.
    ///
    /// Whoever may alter the tables can also tell the server not to look. Its own pages are the server's to check.
    func serverFindings(limit: Int) throws(DatabaseError) -> [String] {
        try readers.read { (reading: Reading<DatabaseError>) throws(DatabaseError) in
            var found = try reading.rows(Self.outOfUse) { row throws(DatabaseError) in try row.text(0) }
            for (name, sql) in try reading.rows(Self.references, [], Self.pair) {
                let count = try reading.row(sql) { row throws(DatabaseError) in try row.integer(0) } ?? 0
                if count > 0 { found.append("foreign key: \(name) \(count)") }
            }
            return Array(found.prefix(max(1, limit)))
        }
    }

    private static func pair(_ row: borrowing Row<DatabaseError>) throws(DatabaseError) -> (String, String) {
        (try row.text(0), try row.text(1))
    }

    private static let outOfUse = """
        SELECT 'index: ' || c.relname::text FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND NOT (i.indisvalid AND i.indisready)
        UNION ALL
        SELECT 'rule not looked at: ' || conname::text FROM pg_constraint
        WHERE connamespace = current_schema()::regnamespace AND NOT convalidated
        UNION ALL
        SELECT DISTINCT 'rules switched off: ' || c.relname::text FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled <> 'O'
        """

    /// For each foreign key a statement that counts the rows that point to none.
    private static let references = """
        SELECT k.conname::text, format('SELECT count(*) FROM %s AS c WHERE %s AND NOT EXISTS (SELECT FROM %s AS p WHERE %s)',
            k.conrelid::regclass, string_agg(format('c.%I IS NOT NULL', own.attname), ' AND '),
            k.confrelid::regclass, string_agg(format('p.%I = c.%I', other.attname, own.attname), ' AND '))
        FROM pg_constraint AS k JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (own, other) ON true
        JOIN pg_attribute AS own ON own.attrelid = k.conrelid AND own.attnum = pair.own
        JOIN pg_attribute AS other ON other.attrelid = k.confrelid AND other.attnum = pair.other
        WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace
        GROUP BY k.oid, k.conname, k.conrelid, k.confrelid ORDER BY k.conname
        """
}
