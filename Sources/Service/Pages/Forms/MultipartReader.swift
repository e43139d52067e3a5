// SPDX-License-Identifier: Apache-2.0

/// Takes `multipart/form-data` apart, strictly: what browsers send, and nothing looser.
///
///     --boundary CRLF
///     Content-Disposition: form-data; name="file"; filename="a.p7s" CRLF
///     Content-Type: application/octet-stream CRLF
///     CRLF
///     bytes CRLF
///     --boundary-- [CRLF]
///
/// No preamble, no folded fields, no transfer encoding, no nested parts; the end is the end.
///
/// - SeeAlso: RFC 7578; RFC 2046 5.1; HTML 4.10.21.8.
struct MultipartReader {
    /// One field.
    struct Part {
        let name: String
        /// There for a file, even an empty one.
        let fileName: String?
        let bytes: ArraySlice<UInt8>
    }

    private let delimiter: [UInt8]

    /// Bytes of one part's head: two fields with names.
    static let headLimit = 4096
    /// Bytes of a field's name.
    static let nameLimit = 100
    /// Parts in all.
    static let partLimit = 200

    /// Takes the boundary out of the media type.
    ///
    /// - Parameter contentType: the request's.
    /// - Throws: ``PageFormError/boundary``.
    init(contentType: String) throws(PageFormError) {
        var boundary: String?
        for parameter in contentType.split(separator: ";").dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
            guard pair.count == 2, pair.first?.lowercased() == "boundary", let value = pair.last else { continue }
            guard boundary == nil else { throw .boundary }
            let isQuoted = value.count > 1 && value.hasPrefix("\"") && value.hasSuffix("\"")
            boundary = isQuoted ? String(value.dropFirst().dropLast()) : value
        }
        guard let boundary, (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy(Self.isBoundaryByte)
        else { throw .boundary }
        delimiter = Array("--\(boundary)".utf8)
    }

    /// Takes a body apart.
    ///
    /// - Parameter body: the whole of it.
    /// - Returns: the parts in their order.
    /// - Throws: ``PageFormError``, where it stops being a form.
    func parts(of body: [UInt8]) throws(PageFormError) -> [Part] {
        guard body.starts(with: delimiter) else { throw .malformed(offset: 0) }
        var parts: [Part] = []
        var at = delimiter.count
        while true {
            // After a delimiter: `--` ends the form, a line end begins a part.
            if body[at...].starts(with: Self.dashes) {
                let rest = body[(at + 2)...]
                guard rest.isEmpty || rest.elementsEqual(Self.lineEnd) else { throw .malformed(offset: at + 2) }
                return parts
            }
            guard body[at...].starts(with: Self.lineEnd) else { throw .malformed(offset: at) }
            guard parts.count < Self.partLimit else { throw .tooMany(seen: parts.count + 1, allowed: Self.partLimit) }
            at += 2
            let head = try head(in: body, from: &at)
            guard let end = Self.find(Self.lineEnd + delimiter, in: body, from: at) else {
                throw .malformed(offset: body.count)
            }
            parts.append(Part(name: head.name, fileName: head.fileName, bytes: body[at..<end]))
            at = end + 2 + delimiter.count
        }
    }

    /// Reads the head of a part, up to the empty line.
    private func head(
        in body: [UInt8], from at: inout Int
    ) throws(PageFormError) -> (name: String, fileName: String?) {
        let start = at
        let window = body[at..<min(body.count, at + Self.headLimit)]
        guard let end = Self.find(Self.lineEnd + Self.lineEnd, in: Array(window), from: 0) else {
            throw .malformed(offset: start)
        }
        let lines = String(validating: body[start..<(start + end)], as: UTF8.self)
        guard let lines else { throw .malformed(offset: start) }
        at = start + end + 4
        var found: (name: String, fileName: String?)?
        // A carriage return with its line feed is one character to Swift.
        for line in lines.split(separator: "\r\n", omittingEmptySubsequences: false) {
            let pair = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, let field = pair.first?.lowercased(), let value = pair.last else {
                throw .malformed(offset: start)
            }
            switch field {
            case "content-disposition":
                guard found == nil, let read = Self.disposition(value) else { throw .malformed(offset: start) }
                found = read
            // What the sender calls a file is not believed: its bytes say what it is. RFC 7578 4.4
            case "content-type": continue
            default: throw .malformed(offset: start)
            }
        }
        guard let found else { throw .malformed(offset: start) }
        return found
    }

    /// Reads `form-data; name="…"; filename="…"`; quotes and line ends come as `%22`, `%0D`, `%0A`. HTML 4.10.21.8
    private static func disposition(_ value: Substring) -> (name: String, fileName: String?)? {
        var rest = value.drop { $0 == " " }
        guard rest.hasPrefix("form-data") else { return nil }
        rest = rest.dropFirst(9)
        var values: [String: String] = [:]
        while !rest.isEmpty {
            guard rest.first == ";" else { return nil }
            rest = rest.dropFirst().drop { $0 == " " }
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let key = rest[..<equals].lowercased()
            rest = rest[equals...].dropFirst()
            guard rest.first == "\"" else { return nil }
            rest = rest.dropFirst()
            guard let close = rest.firstIndex(of: "\"") else { return nil }
            guard ["name", "filename"].contains(key), values[key] == nil else { return nil }
            values[key] = unescaped(rest[..<close])
            rest = rest[close...].dropFirst()
        }
        guard let name = values["name"], (1...nameLimit).contains(name.utf8.count) else { return nil }
        return (name, values["filename"])
    }

    private static func unescaped(_ text: Substring) -> String {
        String(text).replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }

    /// Where a pattern begins: by its first byte, then the rest, so that long files are read once.
    static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first else { return start }
        var at = start
        while at <= bytes.count - pattern.count {
            guard let next = bytes[at...].firstIndex(of: first), next <= bytes.count - pattern.count else { return nil }
            if bytes[next..<(next + pattern.count)].elementsEqual(pattern) { return next }
            at = next + 1
        }
        return nil
    }

    private static let lineEnd: [UInt8] = [0x0D, 0x0A]
    private static let dashes: [UInt8] = [0x2D, 0x2D]

    /// RFC 2046 5.1.1, without the space.
    private static func isBoundaryByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "'()+_,-./:=?".utf8.contains(byte)
        }
    }
}
