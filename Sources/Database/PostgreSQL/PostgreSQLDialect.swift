// SPDX-License-Identifier: Apache-2.0

/// What PostgreSQL spells otherwise than the house's statements, which are written for SQLite.
///
/// There is one text of each statement and of the schema. What differs is little, and is words: this
/// changes them. Functions that PostgreSQL does not have it gets, in the schema (``functions``).
///
/// Statements must be ones that both take: no `rowid`, no `INSERT OR …`, no function but those that both have or that
/// are below.
enum PostgreSQLDialect {
    /// One statement of the program.
    static func statement(_ sql: String) -> String {
        text(places(renamed(SQLTokens.read(sql))))
    }

    /// The statements of a script, such as a step of the schema.
    static func script(_ sql: String) -> [String] {
        var statements: [[SQLTokens.Token]] = [[]]
        for token in SQLTokens.read(sql) {
            if token == .mark(";") { statements.append([]) } else { statements[statements.count - 1].append(token) }
        }
        return statements.filter { $0.contains { $0 != .space } }.map { text(typed(renamed($0))) }
    }

    /// SQLite's functions that statements use, made of PostgreSQL's; each may be made again.
    static let functions = [
        """
        CREATE OR REPLACE FUNCTION instr(text, text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
            AS 'SELECT strpos($1, $2)'
        """,
        """
        CREATE OR REPLACE FUNCTION instr(bytea, bytea) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
            AS 'SELECT position($2 in $1)'
        """,
        """
        CREATE OR REPLACE FUNCTION json_extract(text, text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
            AS 'SELECT jsonb_path_query_first($1::jsonb, $2::jsonpath) #>> ''{}'''
        """,
        // 122 random bits in each of the two, by the server's cryptographic generator.
        """
        CREATE OR REPLACE FUNCTION randomblob(integer) RETURNS bytea LANGUAGE sql VOLATILE
            AS 'SELECT substr(sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea), 1, $1)'
        """,
        """
        CREATE OR REPLACE FUNCTION zeroblob(integer) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
            AS 'SELECT decode(repeat(''00'', $1), ''hex'')'
        """,
        """
        CREATE OR REPLACE FUNCTION smaller_bytes(bytea, bytea) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS 'SELECT CASE WHEN $1 < $2 THEN $1 ELSE $2 END'
        """,
        "CREATE OR REPLACE AGGREGATE min(bytea) (SFUNC = smaller_bytes, STYPE = bytea, PARALLEL = SAFE)",
    ]

    private static func text(_ tokens: [SQLTokens.Token]) -> String { tokens.map(\.text).joined() }

    /// What is spelt otherwise in statements and scripts alike.
    private static func renamed(_ tokens: [SQLTokens.Token]) -> [SQLTokens.Token] {
        var result: [SQLTokens.Token] = []
        for (index, token) in tokens.enumerated() {
            let next = index + 1 < tokens.count ? tokens[index + 1] : .space
            switch token {
            // `CROSS JOIN … ON` keeps SQLite from turning the order round; here it is no join that has a condition.
            case .word where token.isWord("CROSS"): continue
            // `+column` keeps SQLite from an index; here it is arithmetic.
            case .mark("+"):
                guard isPrefix(after: result), case .word = next else { break }
                continue
            // `LIMIT -1` is no limit.
            case .mark("-"):
                guard next.isWord("1"), result.last(where: { $0 != .space })?.isWord("LIMIT") == true else { break }
                result.append(.word("ALL"))
                continue
            case .word where token.isWord("1"):
                if result.last?.isWord("ALL") == true { continue }
            // x'0a': bytes.
            case .string(let quoted) where result.last?.isWord("X") == true:
                result.removeLast()
                result.append(.string("'\\x" + quoted.dropFirst() + "::bytea"))
                continue
            default: break
            }
            result.append(token)
        }
        return result
    }

    /// Whether a sign here belongs to what follows it, and not between two values.
    private static func isPrefix(after tokens: [SQLTokens.Token]) -> Bool {
        switch tokens.last(where: { $0 != .space }) {
        case .mark(let mark): mark != ")"
        case .word(let word):
            ["WHERE", "AND", "OR", "NOT", "ON", "BY", "WHEN", "THEN", "SELECT"].contains(word.uppercased())
        case nil: true
        default: false
        }
    }

    /// Places for values are numbered: `?` becomes `$1`.
    private static func places(_ tokens: [SQLTokens.Token]) -> [SQLTokens.Token] {
        var count = 0
        return tokens.map { token in
            guard case .place(let number) = token else { return token }
            count = max(count, number ?? count + 1)
            return .word("$\(number ?? count)")
        }
    }

    /// Types and table options of a definition.
    private static func typed(_ tokens: [SQLTokens.Token]) -> [SQLTokens.Token] {
        guard tokens.first(where: { $0 != .space }).map({ $0.isWord("CREATE") || $0.isWord("ALTER") }) == true else {
            return tokens
        }
        var result: [SQLTokens.Token] = []
        for token in tokens {
            switch token {
            case .word where token.isWord("INTEGER"): result.append(.word("bigint"))
            case .word where token.isWord("BLOB"): result.append(.word("bytea"))
            case .word where token.isWord("REAL"): result.append(.word("double precision"))
            // By bytes, as SQLite sorts and compares; the server's language would give another order.
            case .word where token.isWord("TEXT") && isType(after: result):
                result.append(.word("text COLLATE \"C\""))
            case .word where token.isWord("KEY"):
                result.append(token)
                // Where no number is given one is drawn.
                if let type = result.lastIndex(of: .word("bigint")), isPrimary(result[type...]) {
                    result.append(.word(" GENERATED BY DEFAULT AS IDENTITY"))
                }
            case .word where token.isWord("STRICT") || token.isWord("ROWID"): break
            case .word where token.isWord("WITHOUT"): if result.last == .mark(",") { result.removeLast() }
            case .mark(",") where result.last(where: { $0 != .space }) == .mark(")") && isOver(result): break
            default: result.append(token)
            }
        }
        return result
    }

    /// Whether a column's name stands before: `text` is also what columns are called.
    private static func isType(after tokens: [SQLTokens.Token]) -> Bool {
        guard tokens.last == .space, case .word(let before) = tokens.dropLast().last else { return false }
        return !["TABLE", "INDEX", "COLUMN", "ON", "SET", "SELECT", "AND", "OR", "WHERE"].contains(before.uppercased())
    }

    /// Whether it reads `bigint PRIMARY KEY`.
    private static func isPrimary(_ tokens: ArraySlice<SQLTokens.Token>) -> Bool {
        let words = tokens.filter { $0 != .space }
        return words.count == 3 && words.dropFirst().first?.isWord("PRIMARY") == true
    }

    /// Whether every parenthesis is closed.
    private static func isOver(_ tokens: [SQLTokens.Token]) -> Bool {
        tokens.count { $0 == .mark("(") } == tokens.count { $0 == .mark(")") }
    }
}
