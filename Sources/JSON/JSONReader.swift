// SPDX-License-Identifier: Apache-2.0

/// Reads JSON that came from outside: strict, bounded, one pass.
///
/// Foundation's reader takes the last of two equal names and has no limit on depth; where a document is evidence
/// neither will do.
///
/// - SeeAlso: RFC 8259.
public struct JSONReader {
    /// DESIGN §9.
    public static let maximumBytes = 65_536
    /// DESIGN §9.
    public static let maximumDepth = 16

    private let bytes: [UInt8]
    private let depthLimit: Int
    private var position = 0

    /// Reads one document.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 without a byte order mark.
    ///   - limit: the most bytes to take.
    ///   - depth: the most levels of arrays and objects.
    /// - Returns: the value.
    /// - Throws: ``JSONError``, with the place.
    public static func read(
        _ bytes: [UInt8], limit: Int = maximumBytes, depth: Int = maximumDepth
    ) throws(JSONError) -> JSONValue {
        guard bytes.count <= limit else { throw .tooLarge(bytes: bytes.count, allowed: limit) }
        var reader = JSONReader(bytes: bytes, depthLimit: depth)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw .unexpected(offset: reader.position) }
        return value
    }

    private init(bytes: [UInt8], depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        skipSpace()
        switch try peek() {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= depthLimit else { throw .tooDeep(offset: position, allowed: depthLimit) }
        position += 1
        var members: [JSONValue.Member] = []
        var names: Set<[UInt8]> = []
        skipSpace()
        if try take(UInt8(ascii: "}")) { return .object([]) }
        while true {
            skipSpace()
            let start = position
            guard try peek() == UInt8(ascii: "\"") else { throw .unexpected(offset: position) }
            let name = try string()
            // Compared as bytes: Swift's == would call two canonically equivalent names one.
            guard names.insert(Array(name.utf8)).inserted else { throw .duplicateName(offset: start, name: name) }
            skipSpace()
            guard try take(UInt8(ascii: ":")) else { throw .unexpected(offset: position) }
            members.append(.init(name, try value(depth: depth)))
            skipSpace()
            if try take(UInt8(ascii: "}")) { return .object(members) }
            guard try take(UInt8(ascii: ",")) else { throw .unexpected(offset: position) }
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= depthLimit else { throw .tooDeep(offset: position, allowed: depthLimit) }
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if try take(UInt8(ascii: "]")) { return .array([]) }
        while true {
            elements.append(try value(depth: depth))
            skipSpace()
            if try take(UInt8(ascii: "]")) { return .array(elements) }
            guard try take(UInt8(ascii: ",")) else { throw .unexpected(offset: position) }
        }
    }

    private mutating func string() throws(JSONError) -> String {
        let start = position
        position += 1
        var text: [UInt8] = []
        while true {
            // A document in base64 is one long run without an escape: taken whole, it costs little beside judging it.
            let run = position
            while position < bytes.count, Self.isPlain(bytes[position]) { position += 1 }
            let isWhole = text.isEmpty && position < bytes.count && bytes[position] == UInt8(ascii: "\"")
            if !isWhole { text.append(contentsOf: bytes[run..<position]) }
            let octet = try peek()
            position += 1
            switch octet {
            case UInt8(ascii: "\""):
                let string =
                    isWhole
                    ? String(validating: bytes[run..<(position - 1)], as: UTF8.self)
                    : String(validating: text, as: UTF8.self)
                guard let string else { throw .string(offset: start) }
                return string
            case UInt8(ascii: "\\"):
                try escape(into: &text, from: start)
            case 0..<0x20:
                throw .string(offset: position - 1)
            default:
                text.append(octet)
            }
        }
    }

    @inline(__always)
    private static func isPlain(_ octet: UInt8) -> Bool {
        octet >= 0x20 && octet != UInt8(ascii: "\"") && octet != UInt8(ascii: "\\")
    }

    private mutating func escape(into text: inout [UInt8], from start: Int) throws(JSONError) {
        let octet = try peek()
        position += 1
        switch octet {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(octet)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var value = try hexadecimal()
            if (0xd800..<0xdc00).contains(value) {
                guard try take(UInt8(ascii: "\\")), try take(UInt8(ascii: "u")) else { throw .string(offset: start) }
                let low = try hexadecimal()
                guard (0xdc00..<0xe000).contains(low) else { throw .string(offset: start) }
                value = 0x10000 + (value - 0xd800) << 10 + (low - 0xdc00)
            }
            guard let scalar = Unicode.Scalar(value) else { throw .string(offset: start) }
            text.append(contentsOf: Array(String(scalar).utf8))
        default:
            throw .string(offset: position - 1)
        }
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let octet = try peek()
            guard let digit = Character(Unicode.Scalar(octet)).hexDigitValue, octet < 0x80 else {
                throw .string(offset: position)
            }
            position += 1
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = position
        while position < bytes.count, Self.numberOctets.contains(bytes[position]) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard start < position else { throw .unexpected(offset: start) }
        guard Self.isNumber(bytes[start..<position]) else { throw .number(offset: start) }
        if let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else { throw .number(offset: start) }
        return .number(number)
    }

    /// Whether octets are a number: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?` of RFC 8259 6.
    private static func isNumber(_ octets: ArraySlice<UInt8>) -> Bool {
        var rest = octets
        func digits() -> Int {
            let count = rest.prefix { (0x30...0x39).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let startsWithZero = rest.first == 0x30
        let whole = digits()
        guard whole > 0, !startsWithZero || whole == 1 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard digits() > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static let numberOctets = Set("+-.0123456789eE".utf8)

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for octet in "\(word)".utf8 {
            guard try take(octet) else { throw .unexpected(offset: position) }
        }
        return value
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            let octet = bytes[position]
            guard octet == 0x20 || octet == 0x09 || octet == 0x0a || octet == 0x0d else { return }
            position += 1
        }
    }

    private func peek() throws(JSONError) -> UInt8 {
        guard position < bytes.count else { throw .unfinished(offset: position) }
        return bytes[position]
    }

    private mutating func take(_ octet: UInt8) throws(JSONError) -> Bool {
        guard try peek() == octet else { return false }
        position += 1
        return true
    }
}
