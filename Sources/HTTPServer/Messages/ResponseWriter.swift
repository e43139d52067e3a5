// SPDX-License-Identifier: Apache-2.0

/// Writes the head of a response.
///
///     HTTP/1.1 SP status SP reason CRLF
///     Date, [Connection], [Content-Length], the response's own fields
///     CRLF
///
/// - SeeAlso: RFC 9112 4; RFC 9110 6.6.1 (Date) and 8.6 (Content-Length).
struct ResponseWriter {
    /// What the connection adds to a response.
    struct Framing {
        /// The current date as HTTP writes it.
        let date: [UInt8]
        /// 1 for a client of HTTP/1.1, 0 for one of HTTP/1.0.
        let minorVersion: UInt8
        /// Whether the connection stays open afterwards.
        let keepsConnection: Bool
        /// How the end of the body is found.
        var length = Length.counted
    }

    /// How a client finds the end of a body (RFC 9112 6.3).
    enum Length {
        /// `Content-Length`, of the body that the response holds.
        case counted
        /// Chunks, the last of them empty.
        case chunked
        /// The connection's end: for a streamed answer to a client of HTTP/1.0.
        case untilClose
    }

    /// Appends a head.
    ///
    /// - Returns: false if a field cannot be sent or the status is none; `output` is then as it was.
    static func appendHead(of response: Response, _ framing: Framing, to output: inout [UInt8]) -> Bool {
        let start = output.count
        appendStatusLine(response.status, to: &output)
        append("Date: ", to: &output)
        output.append(contentsOf: framing.date)
        if !framing.keepsConnection {
            append("\r\nConnection: close\r\n", to: &output)
        } else if framing.minorVersion == 0 {
            append("\r\nConnection: keep-alive\r\n", to: &output)
        } else {
            append("\r\n", to: &output)
        }
        if hasBody(response.status) { appendLength(framing.length, response.body.count, to: &output) }
        guard (200...599).contains(response.status), appendFields(response.own, to: &output) else {
            output.removeSubrange(start...)
            return false
        }
        for fields in response.fixed { output.append(contentsOf: fields.bytes) }
        append("\r\n", to: &output)
        return true
    }

    private static func appendLength(_ length: Length, _ count: Int, to output: inout [UInt8]) {
        switch length {
        case .counted:
            append("Content-Length: ", to: &output)
            append(count, to: &output)
            append("\r\n", to: &output)
        case .chunked: append("Transfer-Encoding: chunked\r\n", to: &output)
        case .untilClose: break
        }
    }

    /// Appends a chunk.
    ///
    /// - Parameters:
    ///   - bytes: at least one: an empty chunk is the last.
    ///   - output: where to.
    static func appendChunk(_ bytes: [UInt8], to output: inout [UInt8]) {
        output.append(contentsOf: String(bytes.count, radix: 16).utf8)
        append("\r\n", to: &output)
        output.append(contentsOf: bytes)
        append("\r\n", to: &output)
    }

    /// Whether an answer with this status has a body at all (RFC 9110 6.4.1).
    static func hasBody(_ status: Int) -> Bool { status != 204 && status != 304 }

    private static func appendStatusLine(_ status: Int, to output: inout [UInt8]) {
        switch status {
        case 200: append("HTTP/1.1 200 OK\r\n", to: &output)
        case 304: append("HTTP/1.1 304 Not Modified\r\n", to: &output)
        default: output.append(contentsOf: "HTTP/1.1 \(status) \(ReasonPhrase.of(status))\r\n".utf8)
        }
    }

    /// - Returns: false if a name is no token or a value holds a control character: whoever wrote it could begin a
    ///   second response inside this one.
    static func appendFields(_ fields: [(String, String)], to output: inout [UInt8]) -> Bool {
        for (name, value) in fields where !isOurs(name) {
            guard !name.utf8.isEmpty, append(name, ifAll: CharacterTable.token.contains, to: &output) else {
                return false
            }
            append(": ", to: &output)
            guard append(value, ifAll: { $0 >= 0x20 && $0 != 0x7F || $0 == .tab }, to: &output) else { return false }
            append("\r\n", to: &output)
        }
        return true
    }

    @inline(__always)
    private static func append(_ text: String, ifAll isAllowed: (UInt8) -> Bool, to output: inout [UInt8]) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard unsafe bytes.allSatisfy(isAllowed) else { return false }
            unsafe output.append(contentsOf: bytes)
            return true
        }
    }

    /// Whether a field belongs to the connection and not to the response.
    private static func isOurs(_ name: String) -> Bool {
        switch name.utf8.count {
        case 4: name.isEqualIgnoringCase(to: "date")
        case 10: name.isEqualIgnoringCase(to: "connection") || name.isEqualIgnoringCase(to: "keep-alive")
        case 14: name.isEqualIgnoringCase(to: "content-length")
        case 17: name.isEqualIgnoringCase(to: "transfer-encoding")
        default: false
        }
    }

    static func append(_ text: StaticString, to output: inout [UInt8]) {
        text.withUTF8Buffer { unsafe output.append(contentsOf: $0) }
    }

    private static func append(_ number: Int, to output: inout [UInt8]) {
        let start = output.count
        var rest = number
        repeat {
            output.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        output[start...].reverse()
    }
}
