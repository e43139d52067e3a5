// SPDX-License-Identifier: Apache-2.0

/// One thing that is asked of the server; several go out together and are answered together.
enum PostgreSQLMessage {
    /// A statement by itself.
    case once(String, PostgreSQLValues)
    /// A statement that is compiled and kept under a name.
    case prepare(name: String, String, types: [UInt32])
    /// A statement that was compiled.
    case execute(name: String, PostgreSQLValues, statement: String)

    /// A statement without values.
    static func plain(_ sql: String) -> PostgreSQLMessage { .once(sql, PostgreSQLValues([])) }

    /// The statement's text, for errors.
    var statement: String {
        switch self {
        case .once(let sql, _), .prepare(_, let sql, _), .execute(_, _, let sql): sql
        }
    }
}
