// SPDX-License-Identifier: Apache-2.0

/// What an error says, before it is said in a language: a sentence of the catalogue and what belongs in its braces.
///
/// Rooms below state facts in enums. Here each case becomes one of these, in a switch without a default, so that a new
/// case does not compile until it has been given its sentence. Nothing personal is ever put in.
public struct Statement: Sendable, Hashable {
    /// The sentence's key in the catalogue; it ends in the error's case.
    public let key: String
    /// Values that are the same in every language: codes, numbers, times.
    public let facts: [String: String]
    /// Values that are themselves said in the reader's language: a field's name, an inner cause.
    public let parts: [String: [Statement]]

    init(_ key: String, _ facts: [String: String] = [:], parts: [String: [Statement]] = [:]) {
        self.key = key
        self.facts = facts
        self.parts = parts
    }

    /// The error's case, with the inner cause's where there is one: `identity-checkDigit`.
    var name: String {
        let own = key.split(separator: ".").last.map(String.init) ?? key
        guard let cause = parts["cause"]?.first else { return own }
        return "\(own)-\(cause.name)"
    }

    /// The sentence.
    ///
    /// - Parameter language: which to say it in.
    /// - Returns: one or two sentences without a line break.
    public func sentence(in language: Language) -> String {
        let comma = language == .persian ? "، " : ", "
        let said = parts.mapValues { $0.map { $0.sentence(in: language) }.joined(separator: comma) }
        return Catalogue.sentence(key, facts, said: said, in: language)
    }

    /// Every fact, those of inner causes too; an outer one goes before an inner one of its name.
    var allFacts: [String: String] {
        var all = facts
        for (name, statements) in parts {
            for statement in statements { all.merge(statement.allFacts) { outer, _ in outer } }
            // What is a word in a sentence is a code to a program.
            if statements.allSatisfy({ $0.facts.isEmpty && $0.parts.isEmpty }), all[name] == nil {
                all[name] = statements.map(\.name).joined(separator: ", ")
            }
        }
        return all
    }
}

extension Statement {
    /// Values in a row, as facts show them.
    static func list(_ values: [some CustomStringConvertible]) -> String {
        values.isEmpty ? "–" : values.map(\.description).joined(separator: ", ")
    }

    /// From a bound to another.
    static func range<Bound>(_ range: ClosedRange<Bound>) -> String {
        "\(range.lowerBound)–\(range.upperBound)"
    }

    /// A character that may be invisible or turn the line around, by its number.
    static func scalar(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
