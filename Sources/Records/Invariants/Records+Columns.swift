// SPDX-License-Identifier: Apache-2.0
import Database

extension Records {
    /// The columns in which some bytes stand, in any row of any table that a server keeps for the house.
    ///
    /// - Parameter bytes: what is looked for; UTF-8 in columns of text.
    /// - Returns: `table.column` of each; none for records in a file, which is looked at as one.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: reads everything.
    public func columns(holding bytes: [UInt8]) throws(RecordsError) -> [String] {
        guard !isInFile else { return [] }
        return try read { reading throws(RecordsError) in
            let columns = try reading.rows(
                """
                SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns
                WHERE table_schema = current_schema() AND data_type IN ('text', 'bytea')
                ORDER BY table_name, ordinal_position
                """
            ) { row throws(RecordsError) in (table: try row.text(0), name: try row.text(1), type: try row.text(2)) }
            var found: [String] = []
            for column in columns {
                let value: DatabaseValue =
                    column.type == "text" ? .text(String(decoding: bytes, as: UTF8.self)) : .blob(bytes)
                let isThere = try reading.row(
                    "SELECT 1 FROM \"\(column.table)\" WHERE instr(\"\(column.name)\", ?) > 0 LIMIT 1", [value]
                ) { _ in true }
                if isThere == true { found.append("\(column.table).\(column.name)") }
            }
            return found
        }
    }
}
