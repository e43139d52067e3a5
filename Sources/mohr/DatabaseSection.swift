// SPDX-License-Identifier: Apache-2.0
import Database
import JSON

/// The section `database` in the text of a configuration, where a house of a moment's own has to have another.
enum DatabaseSection {
    /// The records in the home's file.
    static let file = "database: { kind: \"sqlite\" }"

    /// A server, as the section names one; files by their full paths.
    static func server(_ settings: PostgreSQLSettings) -> String {
        func quoted(_ text: String?) -> String {
            text.map { String(decoding: JSONWriter.bytes(.string($0)), as: UTF8.self) } ?? "null"
        }
        return """
            database: { kind: "postgresql", host: \(quoted(settings.host)), port: \(settings.port),
                name: \(quoted(settings.database)), user: \(quoted(settings.user)), schema: \(quoted(settings.schema)),
                passwordFile: \(quoted(settings.passwordFile)), rootCertificate: \(quoted(settings.rootCertificateFile)),
                readers: \(settings.readers), statementMilliseconds: \(settings.statementMilliseconds), readFrom: null }
            """
    }

    /// Puts another section in the place of each that a text has; comments stay as they are.
    ///
    /// - Parameters:
    ///   - text: of a configuration.
    ///   - section: the other.
    static func replace(in text: inout String, with section: String) {
        var result = ""
        var rest = Substring(text)
        while !rest.isEmpty {
            let piece = Self.piece(&rest)
            guard piece == "database" || piece == "\"database\"" else {
                result += piece
                continue
            }
            var ahead = rest
            ahead = ahead.drop { $0.isWhitespace }
            guard ahead.popFirst() == ":" else {
                result += piece
                continue
            }
            ahead = ahead.drop { $0.isWhitespace }
            guard ahead.first == "{" else {
                result += piece
                continue
            }
            var depth = 0
            repeat {
                let inner = Self.piece(&ahead)
                depth += inner == "{" ? 1 : inner == "}" ? -1 : 0
            } while depth > 0 && !ahead.isEmpty
            result += section
            rest = ahead
        }
        text = result
    }

    /// The next word, string, comment or sign of a text, which is left without it.
    private static func piece(_ rest: inout Substring) -> Substring {
        let start = rest
        guard let first = rest.popFirst() else { return start }
        switch first {
        case "\"", "'":
            while let next = rest.popFirst(), next != first { if next == "\\" { _ = rest.popFirst() } }
        case "/" where rest.first == "/":
            rest = rest.drop { !$0.isNewline }
        case "/" where rest.first == "*":
            while !rest.isEmpty, !rest.hasPrefix("*/") { rest.removeFirst() }
            rest = rest.dropFirst(2)
        case _ where first.isLetter || first == "_":
            rest = rest.drop { $0.isLetter || $0.isNumber || $0 == "_" }
        default: break
        }
        return start[start.startIndex..<rest.startIndex]
    }
}
