// SPDX-License-Identifier: Apache-2.0

/// What the server said, with nothing in it that came from a row.
struct PostgreSQLFailure {
    /// Five letters or digits; empty when it was the library that failed.
    let state: String
    /// The primary message; it quotes values, but only in some classes of errors.
    let message: String
    let table: String
    let column: String
    let constraint: String

    /// The error as a fact.
    ///
    /// - SeeAlso: PostgreSQL manual, appendix A (error codes).
    func error(in statement: String) -> DatabaseError {
        let place = [table, column, constraint].filter { !$0.isEmpty }.joined(separator: ".")
        switch state {
        case "23505": return .constraint(.unique, place)
        case "23503", "23001": return .constraint(.foreignKey, place)
        case "23502": return .constraint(.notNull, place)
        case "23514": return .constraint(.check, place)
        // 42501: what the role may not do; 42804, 42846, 42883: a value of another type than its column's.
        case "42804", "42846", "42883": return .constraint(.other, "\(state) \(message)")
        case "25P02": return .transactionEnded
        case "53100", "53200": return .full("\(state) \(message)")
        case "58030", "58P01", "58P02", "F0000": return .inputOutput(code: code, message)
        case "55P03", "57014", "40001", "40P01", "53300", "55006": return .busy("\(state) \(message)")
        case "XX001", "XX002": return .corrupt(code: code, message)
        // A server that became a standby takes no writes; the one that does is elsewhere.
        case "25006": return .unreachable("\(state) \(message)")
        default: break
        }
        switch state.prefix(2) {
        case "", "08", "57", "28", "3D", "25": return .unreachable("\(state) \(message)")
        // The message quotes the value.
        case "22", "23": return .constraint(.other, "\(state) \(place)")
        default: return .engine(code: code, "\(state) \(message)", statement: statement)
        }
    }

    /// The SQLSTATE as a number: its five characters are digits of base 36.
    private var code: Int { Int(state, radix: 36) ?? 0 }
}
