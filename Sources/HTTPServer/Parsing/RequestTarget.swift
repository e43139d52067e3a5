// SPDX-License-Identifier: Apache-2.0

/// A request target, in three of the four forms of RFC 9112 3.2; the fourth is `CONNECT`'s alone.
///
///     origin-form    /crls/health.crl?a=b
///     absolute-form  http://a.example/crls/health.crl?a=b
///     asterisk-form  *
struct RequestTarget {
    let path: String
    let rawQuery: String?
    /// Host and port of an absolute-form target.
    let authority: Range<Int>?

    /// Reads a target and the space after it.
    ///
    /// - Parameters:
    ///   - bytes: what the target lies in; somewhere after it there is a CR or a space.
    ///   - at: where it begins; moved past the space.
    ///   - method: `*` is for `OPTIONS` only.
    /// - Throws: where it stops being one.
    init(_ bytes: [UInt8], from at: inout Int, method: String) throws(HTTPServerRefusal) {
        switch bytes[at] {
        case UInt8(ascii: "/"):
            authority = nil
        case UInt8(ascii: "*") where method == "OPTIONS" && bytes[at + 1] == .space:
            at += 2
            (path, rawQuery, authority) = ("*", nil, nil)
            return
        case .space, .carriageReturn:
            throw .malformed(.requestLine, offset: at)
        default:
            authority = try RequestTarget.authority(bytes, from: &at)
        }
        let pathStart = at
        try RequestTarget.skip(.path, bytes, from: &at)
        // An absolute target without a path means `/` (RFC 9110 4.2.3).
        path = at == pathStart ? "/" : String(decoding: bytes[pathStart..<at], as: UTF8.self)
        if bytes[at] == UInt8(ascii: "?") {
            at += 1
            let queryStart = at
            try RequestTarget.skip(.query, bytes, from: &at)
            rawQuery = String(decoding: bytes[queryStart..<at], as: UTF8.self)
        } else {
            rawQuery = nil
        }
        guard bytes[at] == .space else {
            throw .malformed(bytes[at] == .carriageReturn ? .requestLine : .target, offset: at)
        }
        at += 1
    }

    /// Reads scheme, host and port.
    ///
    /// - Returns: where host and port lie.
    private static func authority(
        _ bytes: [UInt8], from at: inout Int
    ) throws(HTTPServerRefusal) -> Range<Int> {
        let scheme = ["http://", "https://"].first { scheme in
            bytes[at...].prefix(scheme.utf8.count).elementsEqual(scheme.utf8) { $0.asciiLowercased == $1 }
        }
        guard let scheme else { throw .malformed(.target, offset: at) }
        let start = at + scheme.utf8.count
        at = start
        while ![.space, .carriageReturn, UInt8(ascii: "/"), UInt8(ascii: "?")].contains(bytes[at]) { at += 1 }
        guard HostSyntax.isHostAndPort(bytes[start..<at]) else { throw .malformed(.target, offset: start) }
        return start..<at
    }

    /// Moves past the characters that `table` holds; neither CR nor space is in any.
    private static func skip(
        _ table: CharacterTable, _ bytes: [UInt8], from at: inout Int
    ) throws(HTTPServerRefusal) {
        while table.contains(bytes[at]) {
            if bytes[at] == UInt8(ascii: "%") {
                guard bytes[at + 1].hexDigitValue != nil, bytes[at + 2].hexDigitValue != nil else {
                    throw .malformed(.target, offset: at)
                }
            }
            at += 1
        }
    }
}
