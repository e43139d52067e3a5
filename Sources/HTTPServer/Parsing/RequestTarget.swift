// SPDX-License-Identifier: Apache-2.0

/// A request target, in three of the four forms of RFC 9112 3.2; the fourth is `CONNECT`'s alone.
struct RequestTarget {
    let path: String
    let rawQuery: String?
    /// Host and port of an absolute-form target.
    let authority: Range<Int>?

    /// Reads a target.
    ///
    /// - Parameters:
    ///   - bytes: the head.
    ///   - range: where in it the target lies; not empty.
    ///   - method: `*` is for `OPTIONS` only.
    /// - Throws: where it stops being one.
    init(_ bytes: [UInt8], _ range: Range<Int>, method: String) throws(HTTPServerRefusal) {
        guard bytes[range.lowerBound] != UInt8(ascii: "/") else {
            authority = nil
            (path, rawQuery) = try RequestTarget.pathAndQuery(bytes, range)
            return
        }
        if range.count == 1, bytes[range.lowerBound] == UInt8(ascii: "*"), method == "OPTIONS" {
            (path, rawQuery, authority) = ("*", nil, nil)
            return
        }
        let start = try RequestTarget.authorityStart(bytes, range)
        let end =
            bytes[start..<range.upperBound].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
            ?? range.upperBound
        guard HostSyntax.isHostAndPort(bytes[start..<end]) else { throw .malformed(.target, offset: start) }
        authority = start..<end
        let rest = try RequestTarget.pathAndQuery(bytes, end..<range.upperBound)
        // An absolute target without a path means `/` (RFC 9110 4.2.3).
        path = rest.0.isEmpty ? "/" : rest.0
        rawQuery = rest.1
    }

    /// Where the authority begins in a target of absolute form with scheme `http` or `https`.
    private static func authorityStart(_ bytes: [UInt8], _ range: Range<Int>) throws(HTTPServerRefusal) -> Int {
        for scheme in ["http://", "https://"] {
            let prefix = bytes[range].prefix(scheme.utf8.count)
            if prefix.elementsEqual(scheme.utf8, by: { $0.asciiLowercased == $1 }) {
                return prefix.endIndex
            }
        }
        throw .malformed(.target, offset: range.lowerBound)
    }

    private static func pathAndQuery(
        _ bytes: [UInt8], _ range: Range<Int>
    ) throws(HTTPServerRefusal) -> (String, String?) {
        let pathEnd = try end(of: .path, bytes, range)
        let path = String(decoding: bytes[range.lowerBound..<pathEnd], as: UTF8.self)
        guard pathEnd < range.upperBound else { return (path, nil) }
        guard bytes[pathEnd] == UInt8(ascii: "?") else { throw .malformed(.target, offset: pathEnd) }
        let query = pathEnd + 1..<range.upperBound
        let queryEnd = try end(of: .query, bytes, query)
        guard queryEnd == range.upperBound else { throw .malformed(.target, offset: queryEnd) }
        return (path, String(decoding: bytes[query], as: UTF8.self))
    }

    /// The first place in `range` that `table` does not hold.
    private static func end(
        of table: CharacterTable, _ bytes: [UInt8], _ range: Range<Int>
    ) throws(HTTPServerRefusal) -> Int {
        var at = range.lowerBound
        while at < range.upperBound, table.contains(bytes[at]) {
            if bytes[at] == UInt8(ascii: "%") {
                guard at + 2 < range.upperBound, bytes[at + 1].hexDigitValue != nil, bytes[at + 2].hexDigitValue != nil
                else { throw .malformed(.target, offset: at) }
            }
            at += 1
        }
        return at
    }
}
