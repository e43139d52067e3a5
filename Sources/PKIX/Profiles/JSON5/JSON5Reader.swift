// SPDX-License-Identifier: Apache-2.0

/// Reads JSON5: JSON for files that people write, with comments, trailing commas and names without quotes.
///
/// Stricter than the standard where a file decides what is issued: no name may stand twice in an object, and
/// infinities, NaN and hexadecimal numbers are not taken.
///
/// - SeeAlso: json5.org, The JSON5 Data Interchange Format, 1.0.0.
public struct JSON5Reader {
    /// Far above any profile, ceremony or configuration.
    public static let maximumBytes = 256 * 1024

    /// Far above any profile, ceremony or configuration.
    public static let maximumDepth = 16

    let scalars: [Unicode.Scalar]
    var position = 0
    var line = 1

    /// Reads one document.
    ///
    /// - Parameter bytes: UTF-8, with a byte order mark or without, at most ``maximumBytes``.
    /// - Returns: the value.
    /// - Throws: ``JSON5Error``.
    public static func read(_ bytes: [UInt8]) throws(JSON5Error) -> JSON5Value {
        guard bytes.count <= maximumBytes else { throw .tooLarge(seen: bytes.count, allowed: maximumBytes) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        var reader = JSON5Reader(scalars: Array(text.unicodeScalars))
        if reader.peek == "\u{feff}" { reader.advance() }
        let value = try reader.value(depth: 0)
        try reader.skipSpace()
        guard reader.peek == nil else { throw reader.unexpected("the end of the file") }
        return value
    }

    private init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    /// The next character; `nil` at the end.
    var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    mutating func advance() {
        if peek == "\n" { line += 1 }
        position += 1
    }

    mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        guard peek == wanted else { return false }
        advance()
        return true
    }

    func unexpected(_ wanted: String) -> JSON5Error {
        .unexpected(seen: peek.map { String($0) }, wanted: wanted, line: line)
    }

    private mutating func value(depth: Int) throws(JSON5Error) -> JSON5Value {
        guard depth < Self.maximumDepth else { throw .tooDeep(allowed: Self.maximumDepth, line: line) }
        try skipSpace()
        switch peek {
        case "{": return .object(try object(depth: depth))
        case "[": return .array(try array(depth: depth))
        case "\"", "'": return .string(try string())
        case let next? where Self.beginsNumber(next): return try number()
        default:
            let word = try identifier(wanted: "a value")
            switch word {
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            case "null": return .null
            default: throw .unexpected(seen: word, wanted: "a value", line: line)
            }
        }
    }

    private static func beginsNumber(_ scalar: Unicode.Scalar) -> Bool {
        "+-.0123456789".unicodeScalars.contains(scalar)
    }

    private mutating func object(depth: Int) throws(JSON5Error) -> [JSON5Member] {
        advance()
        var members: [JSON5Member] = []
        var names: Set<[UInt8]> = []
        while true {
            try skipSpace()
            if take("}") { return members }
            let start = line
            let isQuoted = peek == "\"" || peek == "'"
            let name = isQuoted ? try string() : try identifier(wanted: "a name or }")
            // As bytes: Swift's == takes two spellings of one character for the same.
            guard names.insert(Array(name.utf8)).inserted else { throw .duplicateName(name, line: start) }
            try skipSpace()
            guard take(":") else { throw unexpected(":") }
            members.append(JSON5Member(name: name, value: try value(depth: depth + 1), line: start))
            try skipSpace()
            guard take(",") || peek == "}" else { throw unexpected(", or }") }
        }
    }

    private mutating func array(depth: Int) throws(JSON5Error) -> [JSON5Value] {
        advance()
        var elements: [JSON5Value] = []
        while true {
            try skipSpace()
            if take("]") { return elements }
            elements.append(try value(depth: depth + 1))
            try skipSpace()
            guard take(",") || peek == "]" else { throw unexpected(", or ]") }
        }
    }
}
