// SPDX-License-Identifier: Apache-2.0

extension JSON5Reader {
    /// Steps over white space and comments.
    mutating func skipSpace() throws(JSON5Error) {
        while let next = peek {
            if next.properties.isWhitespace || next == "\u{feff}" {
                advance()
            } else if next == "/" {
                try skipComment()
            } else {
                return
            }
        }
    }

    private mutating func skipComment() throws(JSON5Error) {
        advance()
        if take("/") {
            while let next = peek, next != "\n" {
                _ = next
                advance()
            }
        } else if take("*") {
            while true {
                guard peek != nil else { throw unexpected("*/") }
                if take("*") {
                    if take("/") { return }
                } else {
                    advance()
                }
            }
        } else {
            throw unexpected("a comment")
        }
    }

    /// A name without quotes: letters, digits, `_` and `$`, no digit in front.
    mutating func identifier(wanted: String) throws(JSON5Error) -> String {
        var text = String.UnicodeScalarView()
        while let next = peek {
            let isLetter = next.properties.isAlphabetic || next == "_" || next == "$"
            guard isLetter || (!text.isEmpty && ("0"..."9").contains(next)) else { break }
            text.append(next)
            advance()
        }
        guard !text.isEmpty else { throw unexpected(wanted) }
        return String(text)
    }

    /// A string in quotes of either kind.
    mutating func string() throws(JSON5Error) -> String {
        guard let quote = peek else { throw unexpected("a string") }
        advance()
        var text = String.UnicodeScalarView()
        while true {
            guard let next = peek, next != "\n", next != "\r" else { throw unexpected(String(quote)) }
            advance()
            if next == quote { return String(text) }
            if next == "\\" {
                if let escaped = try escape() { text.append(escaped) }
            } else {
                text.append(next)
            }
        }
    }

    /// What an escape stands for; `nil` for a line end, which stands for nothing.
    private mutating func escape() throws(JSON5Error) -> Unicode.Scalar? {
        guard let next = peek else { throw .escape(line: line) }
        advance()
        switch next {
        case "\"", "'", "\\", "/": return next
        case "b": return "\u{8}"
        case "f": return "\u{c}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try codePoint()
        case "\n": return nil
        case "\r":
            _ = take("\n")
            return nil
        default: throw .escape(line: line)
        }
    }

    private mutating func codePoint() throws(JSON5Error) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(UInt16(truncatingIfNeeded: first)), take("\\"), take("u") else {
            throw .escape(line: line)
        }
        let second = try codeUnit()
        guard UTF16.isTrailSurrogate(UInt16(truncatingIfNeeded: second)),
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))
        else { throw .escape(line: line) }
        return scalar
    }

    private mutating func codeUnit() throws(JSON5Error) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let next = peek, let digit = Character(next).hexDigitValue else { throw .escape(line: line) }
            unit = unit << 4 | UInt32(digit)
            advance()
        }
        return unit
    }

    /// A decimal number.
    mutating func number() throws(JSON5Error) -> JSON5Value {
        var text = ""
        while let next = peek, next.isASCII,
            next.properties.isAlphabetic || "0123456789+-.".unicodeScalars.contains(next)
        {
            text.unicodeScalars.append(next)
            advance()
        }
        let allowed = "0123456789+-.eE".unicodeScalars
        let digits = text.drop { $0 == "+" || $0 == "-" }
        let hasNeedlessZero = digits.count > 1 && digits.first == "0" && digits.dropFirst().first?.isNumber == true
        guard text.unicodeScalars.allSatisfy({ allowed.contains($0) }), !hasNeedlessZero else {
            throw .number(text, line: line)
        }
        if let whole = Int64(text) { return .integer(whole) }
        guard text.contains(where: { ".eE".contains($0) }), let number = Double(text), number.isFinite else {
            throw .number(text, line: line)
        }
        return .number(number)
    }
}
