// SPDX-License-Identifier: Apache-2.0

/// Reads a head whose end ``HeadScanner`` has found.
///
///     method SP request-target SP HTTP-version CRLF
///     *( field-name ":" OWS field-value OWS CRLF )
///     CRLF
///
/// The bytes end with two CRLF, and every loop here stops at a CR, so no index leaves them.
///
/// - SeeAlso: RFC 9112 2.1, 3 and 5.
struct HeadParser {
    /// No method in the IANA registry is longer than `UPDATEREDIRECTREF`, 17.
    static let longestMethod = 20

    let bytes: [UInt8]
    private let limits: Limits
    /// How far it has been read.
    var at = 0
    private(set) var fields: [Headers.Field] = []

    /// Reads one head.
    ///
    /// - Parameters:
    ///   - bytes: the head alone, closing empty line included.
    ///   - limits: how long the target may be and how many fields there may be.
    /// - Returns: what it says.
    /// - Throws: the first thing that is wrong with it, in the order of its bytes; then what is wrong with it as a whole.
    static func parse(_ bytes: [UInt8], limits: Limits) throws(HTTPServerRefusal) -> RequestHead {
        var parser = HeadParser(bytes: bytes, limits: limits)
        return try parser.head()
    }

    init(bytes: [UInt8], limits: Limits) {
        self.bytes = bytes
        self.limits = limits
        fields.reserveCapacity(8)
    }

    private mutating func head() throws(HTTPServerRefusal) -> RequestHead {
        let method = try method()
        let target = try target(method: method)
        let minorVersion = try version()
        var known = KnownFields(minorVersion: minorVersion)
        while bytes[at] != .carriageReturn {
            let lineStart = at
            let field = try field()
            try known.note(field, in: bytes, at: lineStart)
        }
        try lineEnd()
        let framing = try known.framing(method: method)
        return RequestHead(
            method: method, path: target.path, rawQuery: target.rawQuery,
            authority: try known.authority(in: bytes, target: target), minorVersion: minorVersion,
            headers: Headers(bytes: bytes, fields: fields), framing: framing, keepsConnection: known.keepsConnection,
            expectsContinue: try known.expectsContinue(in: bytes))
    }

    private mutating func method() throws(HTTPServerRefusal) -> String {
        while CharacterTable.token.contains(bytes[at]) { at += 1 }
        guard bytes[at] == .space, at > 0 else {
            throw .malformed(bytes[at] == .carriageReturn || at == 0 ? .requestLine : .method, offset: at)
        }
        let method = String(decoding: bytes[..<at], as: UTF8.self)
        guard at <= HeadParser.longestMethod, method != "CONNECT" else {
            throw .methodUnknown(seen: String(method.prefix(HeadParser.longestMethod)))
        }
        at += 1
        return method
    }

    private mutating func target(method: String) throws(HTTPServerRefusal) -> RequestTarget {
        let start = at
        let target = try RequestTarget(bytes, from: &at, method: method)
        guard at - 1 - start <= limits.targetBytes else { throw .targetTooLong(allowed: limits.targetBytes) }
        return target
    }

    /// - Returns: the minor version, 0 or 1.
    private mutating func version() throws(HTTPServerRefusal) -> UInt8 {
        let start = at
        while bytes[at] != .carriageReturn { at += 1 }
        let version = bytes[start..<at]
        guard version.count == 8, version.starts(with: "HTTP/".utf8), bytes[start + 5].isDigit,
            bytes[start + 6] == UInt8(ascii: "."), bytes[start + 7].isDigit
        else { throw .malformed(.version, offset: start) }
        let minor = bytes[start + 7] &- UInt8(ascii: "0")
        guard bytes[start + 5] == UInt8(ascii: "1"), minor <= 1 else {
            throw .versionUnsupported(seen: String(decoding: version, as: UTF8.self))
        }
        try lineEnd()
        return minor
    }

    /// Reads one field and its line's end.
    mutating func field() throws(HTTPServerRefusal) -> Headers.Field {
        guard fields.count < limits.fields else { throw .tooManyFields(allowed: limits.fields) }
        guard bytes[at] != .space, bytes[at] != .tab else { throw .malformed(.foldedField, offset: at) }
        let nameStart = at
        while CharacterTable.token.contains(bytes[at]) { at += 1 }
        guard bytes[at] == UInt8(ascii: ":"), at > nameStart else { throw .malformed(.fieldName, offset: at) }
        let name = nameStart..<at
        at += 1
        while bytes[at] == .space || bytes[at] == .tab { at += 1 }
        let valueStart = at
        while bytes[at] >= 0x20 && bytes[at] != 0x7F || bytes[at] == .tab { at += 1 }
        guard bytes[at] == .carriageReturn else { throw .malformed(.fieldValue, offset: at) }
        var valueEnd = at
        while valueEnd > valueStart, bytes[valueEnd - 1] == .space || bytes[valueEnd - 1] == .tab { valueEnd -= 1 }
        try lineEnd()
        let field = Headers.Field(name: name, value: valueStart..<valueEnd)
        fields.append(field)
        return field
    }

    mutating func lineEnd() throws(HTTPServerRefusal) {
        guard bytes[at + 1] == .lineFeed else { throw .malformed(.bareCarriageReturn, offset: at) }
        at += 2
    }
}
