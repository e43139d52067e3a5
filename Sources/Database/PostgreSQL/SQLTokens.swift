// SPDX-License-Identifier: Apache-2.0

/// A statement's text in pieces, so that what is changed is a word of the language and never a part of a string.
enum SQLTokens {
    enum Token: Hashable {
        /// Letters, digits and underscores.
        case word(String)
        /// `'…'`, with its quotes.
        case string(String)
        /// `"…"`, with its quotes.
        case name(String)
        /// `?` with the number after it, if there is one.
        case place(Int?)
        /// Blanks and comments, as one blank.
        case space
        /// Any other character.
        case mark(Character)

        /// Whether it is this word, however it is written.
        func isWord(_ word: String) -> Bool {
            guard case .word(let own) = self else { return false }
            return own.uppercased() == word
        }

        var text: String {
            switch self {
            case .word(let text), .string(let text), .name(let text): text
            case .place(let number): number.map { "?\($0)" } ?? "?"
            case .space: " "
            case .mark(let character): String(character)
            }
        }
    }

    static func read(_ sql: String) -> [Token] {
        var tokens: [Token] = []
        var rest = Substring(sql)
        while let first = rest.first {
            switch first {
            case "'", "\"": tokens.append(quoted(&rest, by: first))
            case "?":
                rest.removeFirst()
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                rest.removeFirst(digits.count)
                tokens.append(.place(Int(digits)))
            case "-" where rest.hasPrefix("--"):
                rest = rest.drop { $0 != "\n" }
            case _ where first.isWhitespace:
                rest = rest.drop { $0.isWhitespace }
                if tokens.last != .space { tokens.append(.space) }
            case _ where first.isLetter || first.isNumber || first == "_":
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                rest.removeFirst(word.count)
                tokens.append(.word(String(word)))
            default:
                rest.removeFirst()
                tokens.append(.mark(first))
            }
        }
        return tokens
    }

    private static func quoted(_ rest: inout Substring, by quote: Character) -> Token {
        var text = String(rest.removeFirst())
        while let next = rest.popFirst() {
            text.append(next)
            guard next == quote else { continue }
            // A doubled quote stands for itself.
            guard rest.first == quote else { break }
            text.append(rest.removeFirst())
        }
        return quote == "'" ? .string(text) : .name(text)
    }
}
