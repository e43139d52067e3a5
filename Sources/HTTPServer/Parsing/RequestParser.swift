// SPDX-License-Identifier: Apache-2.0

/// Turns bytes into requests: a value, with no socket, clock or lock in it.
///
/// What comes out is a function of the bytes that went in, not of the pieces they came in.
package struct RequestParser: Sendable {
    /// What the bytes so far come to.
    package enum Step: Sendable {
        /// They are the beginning of a request.
        case needMore
        /// The head is there, its body is welcome, and the client waits to be told so. Said once a request.
        case sendContinue
        /// One whole request.
        case request(RequestHead, body: [UInt8])
        /// The head of a request whose body is to be taken piece by piece; said once, and then
        /// ``RequestParser/takePiece(_:from:)`` goes on.
        case streamed(RequestHead)
    }

    private let limits: Limits
    private let bodyLimit: @Sendable (_ method: String, _ path: String) -> Int
    private let streams: @Sendable (_ method: String, _ path: String) -> Bool
    private var scanner = HeadScanner()
    /// Collects the body, while there is one to come.
    ///
    /// Changed in place: a copy of it would copy the body.
    private var reader: BodyReader?
    private var emptyLines = 0

    /// The head of the request that is not whole yet, once it is read; still there when its body is refused.
    private(set) var head: RequestHead?

    package init(
        limits: Limits, bodyLimit: @escaping @Sendable (_ method: String, _ path: String) -> Int,
        streams: @escaping @Sendable (_ method: String, _ path: String) -> Bool = { _, _ in false }
    ) {
        self.limits = limits
        self.bodyLimit = bodyLimit
        self.streams = streams
    }

    /// How many bytes of a body have come; nil while no body is being read.
    var bodyCount: Int? { reader?.bytes.count }

    /// Goes on with the bytes from `start`.
    ///
    /// - Parameters:
    ///   - buffer: what has come and was not used up yet.
    ///   - start: where the unused bytes begin; moved past what was used up.
    /// - Returns: what they come to.
    /// - Throws: what is wrong; nothing more can be read from the connection then.
    package mutating func advance(_ buffer: [UInt8], from start: inout Int) throws(HTTPServerRefusal) -> Step {
        if reader == nil, let step = try advanceHead(buffer, from: &start) { return step }
        try reader?.take(buffer, from: &start)
        guard let head, let body = reader?.bytes, reader?.isComplete == true else { return .needMore }
        self.head = nil
        reader = nil
        return .request(head, body: body)
    }

    /// Takes what has come of a streamed request's body.
    ///
    /// - Parameters:
    ///   - buffer: what has come and was not used up yet.
    ///   - start: where the unused bytes begin; moved past what was used up.
    /// - Returns: the bytes, out of their coding; perhaps none.
    /// - Throws: what is wrong; nothing more can be read from the connection then.
    mutating func takePiece(_ buffer: [UInt8], from start: inout Int) throws(HTTPServerRefusal) -> [UInt8] {
        try reader?.take(buffer, from: &start)
        return reader?.drain() ?? []
    }

    /// Whether a streamed request's body has come to its end.
    var isBodyComplete: Bool { reader?.isComplete ?? true }

    /// Ends a streamed request; the next one begins after its body.
    mutating func endStream() {
        head = nil
        reader = nil
    }

    /// - Returns: nil when the head is read and its body has begun to come.
    private mutating func advanceHead(
        _ buffer: [UInt8], from start: inout Int
    ) throws(HTTPServerRefusal) -> Step? {
        // Old clients send an empty line after a body (RFC 9112 2.2).
        while emptyLines < 2, buffer.count - start >= 2, buffer[start] == .carriageReturn,
            buffer[start + 1] == .lineFeed
        {
            start += 2
            emptyLines += 1
        }
        if buffer.count - start == 1, buffer[start] == .carriageReturn { return .needMore }
        guard let length = try scanner.end(in: buffer, from: start, limits: limits) else { return .needMore }
        scanner = HeadScanner()
        emptyLines = 0
        let head = try HeadParser.parse(Array(buffer[start..<(start + length)]), limits: limits)
        start += length
        let isStreamed = streams(head.method, head.path)
        if head.framing == .none, !isStreamed { return .request(head, body: []) }
        self.head = head
        reader = try BodyReader(head.framing, limit: bodyLimit(head.method, head.path), offset: length)
        if isStreamed { return .streamed(head) }
        return head.expectsContinue && start == buffer.count ? .sendContinue : nil
    }
}
