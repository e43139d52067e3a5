// SPDX-License-Identifier: Apache-2.0

/// Turns bytes into one response, as strictly as ``RequestParser`` does for requests.
///
/// - SeeAlso: RFC 9112 4 and 6.3.
package struct ResponseParser {
    private let method: String
    private let bodyLimit: Int
    private let limits: Limits
    private var scanner = HeadScanner()
    /// The answer so far, once its head is read.
    private var response: Response?
    /// Collects a body that has a length; without one, an answer goes on until the connection ends.
    private var reader: BodyReader?
    private var buffer: [UInt8] = []

    /// Begins to wait for a response.
    ///
    /// - Parameters:
    ///   - method: of the request; an answer to `HEAD` has no body.
    ///   - bodyLimit: bytes of body it may have.
    package init(method: String, bodyLimit: Int) {
        self.method = method
        self.bodyLimit = bodyLimit
        var limits = Limits()
        limits.headBytes = 65_536
        limits.targetBytes = 65_536
        self.limits = limits
    }

    /// Goes on with what has come.
    ///
    /// - Parameters:
    ///   - bytes: the next bytes.
    ///   - hasEnded: whether these are the last.
    /// - Returns: the whole response, or nil for more; 1xx answers are passed over.
    /// - Throws: what is wrong with it.
    package mutating func advance(_ bytes: [UInt8], hasEnded: Bool) throws(HTTPClientError) -> Response? {
        buffer += bytes
        do throws(HTTPServerRefusal) {
            while response == nil {
                guard let length = try scanner.end(in: buffer, from: 0, limits: limits) else { return nil }
                scanner = HeadScanner()
                try takeHead(Array(buffer[..<length]))
                buffer.removeSubrange(..<length)
            }
            return try takeBody(hasEnded: hasEnded)
        } catch {
            throw clientError(error)
        }
    }

    private mutating func takeHead(_ bytes: [UInt8]) throws(HTTPServerRefusal) {
        var parser = HeadParser(bytes: bytes, limits: limits)
        let (status, known) = try parser.responseHead()
        guard status >= 200 else { return }
        response = Response(status: status, headers: Headers(bytes: bytes, fields: parser.fields).all)
        if method == "HEAD" || !ResponseWriter.hasBody(status) {
            reader = try BodyReader(.none, limit: 0, offset: bytes.count)
        } else if known.isDelimited {
            reader = try BodyReader(try known.framing(method: ""), limit: bodyLimit, offset: bytes.count)
        }
    }

    private mutating func takeBody(hasEnded: Bool) throws(HTTPServerRefusal) -> Response? {
        guard reader != nil else {
            guard buffer.count <= bodyLimit else { throw .bodyTooLarge(seen: buffer.count, allowed: bodyLimit) }
            guard hasEnded else { return nil }
            response?.body = buffer
            return response
        }
        var start = 0
        try reader?.take(buffer, from: &start)
        buffer.removeAll(keepingCapacity: true)
        guard let reader, reader.isComplete else { return nil }
        response?.body = reader.bytes
        return response
    }

    private func clientError(_ error: HTTPServerRefusal) -> HTTPClientError {
        switch error {
        case .malformed(let problem, let offset): .malformed(problem, offset: offset)
        case .bodyTooLarge: .tooLarge(allowed: bodyLimit)
        case .transferCodingUnknown(let seen), .versionUnsupported(let seen): .unsupported(seen: seen)
        default: .tooLarge(allowed: limits.headBytes)
        }
    }
}

extension HeadParser {
    /// Reads a response's head.
    ///
    /// - Returns: the status, and the fields that say where the response ends.
    fileprivate mutating func responseHead() throws(HTTPServerRefusal) -> (status: Int, known: KnownFields) {
        while bytes[at] != .carriageReturn { at += 1 }
        let line = bytes[..<at]
        let hasShape =
            line.count >= 13 && line.starts(with: "HTTP/1.".utf8) && line[7].isDigit && line[8] == .space
            && line[9...11].allSatisfy(\.isDigit) && line[12] == .space
        guard hasShape else { throw .malformed(.statusLine, offset: 0) }
        let status = line[9...11].reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
        try lineEnd()
        var known = KnownFields(minorVersion: 1)
        while bytes[at] != .carriageReturn {
            let lineStart = at
            let field = try field()
            try known.note(field, in: bytes, at: lineStart)
        }
        return (status, known)
    }
}
