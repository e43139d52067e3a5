// SPDX-License-Identifier: Apache-2.0

/// Collects a request's body, taking it out of its transfer coding.
///
///     chunked-body = *( 1*8HEXDIG CRLF chunk-data CRLF ) 1*8"0" CRLF CRLF
///
/// Neither chunk extensions nor trailer fields are taken: nothing we serve uses them, and both have served to smuggle.
///
/// - SeeAlso: RFC 9112 6.2 and 7.1.
struct BodyReader: Sendable {
    private enum State: Sendable {
        case plain(remaining: Int)
        case size(value: Int, digits: Int)
        case sizeLineFeed(value: Int)
        case data(remaining: Int)
        case dataCarriageReturn
        case dataLineFeed
        case lastCarriageReturn
        case lastLineFeed
        case complete
    }

    private var state: State
    private let limit: Int
    /// Bytes of the request before the next one, for the offsets of errors.
    private var offset: Int

    /// Bytes of the body that were given out before.
    private var drained = 0

    /// What has come so far, and was not given out.
    private(set) var bytes: [UInt8] = []

    /// Begins a body.
    ///
    /// - Parameters:
    ///   - framing: how it is delimited.
    ///   - limit: how many bytes it may have.
    ///   - offset: the length of the head.
    /// - Throws: when its declared length is over the limit.
    init(_ framing: RequestHead.Framing, limit: Int, offset: Int) throws(HTTPServerRefusal) {
        self.limit = max(limit, 0)
        self.offset = offset
        switch framing {
        case .none:
            state = .complete
        case .length(let length):
            guard length <= limit else { throw .bodyTooLarge(seen: length, allowed: limit) }
            state = .plain(remaining: length)
            // Not all of it at once: the length is only a promise.
            bytes.reserveCapacity(min(length, 65_536))
        case .chunked:
            state = .size(value: 0, digits: 0)
        }
    }

    var isComplete: Bool {
        if case .complete = state { true } else { false }
    }

    /// Takes in what belongs to the body.
    ///
    /// - Parameters:
    ///   - buffer: what has come.
    ///   - start: where in it the body goes on; moved past what was taken.
    /// - Throws: when it is too large or its chunks are not as they should be.
    mutating func take(_ buffer: [UInt8], from start: inout Int) throws(HTTPServerRefusal) {
        while start < buffer.count {
            switch state {
            case .complete:
                return
            case .plain(let remaining):
                let rest = copy(buffer, from: &start, atMost: remaining)
                state = rest == 0 ? .complete : .plain(remaining: rest)
            case .data(let remaining):
                let rest = copy(buffer, from: &start, atMost: remaining)
                state = rest == 0 ? .dataCarriageReturn : .data(remaining: rest)
            default:
                try takeFraming(buffer[start])
                start += 1
                offset += 1
            }
        }
    }

    /// Gives out what has come, for a body that is not collected.
    mutating func drain() -> [UInt8] {
        let piece = bytes
        drained += piece.count
        bytes = []
        return piece
    }

    /// - Returns: how many of `atMost` are still to come.
    private mutating func copy(_ buffer: [UInt8], from start: inout Int, atMost: Int) -> Int {
        let count = min(atMost, buffer.count - start)
        bytes.append(contentsOf: buffer[start..<(start + count)])
        start += count
        offset += count
        return atMost - count
    }

    private mutating func takeFraming(_ byte: UInt8) throws(HTTPServerRefusal) {
        switch state {
        case .size(let value, let digits):
            state = try sizeState(byte, value: value, digits: digits)
        case .sizeLineFeed(let value):
            try expect(byte, .lineFeed, else: .chunkSize)
            let seen = drained + bytes.count
            guard value <= limit - seen else {
                throw .bodyTooLarge(seen: seen + value, allowed: limit)
            }
            state = value == 0 ? .lastCarriageReturn : .data(remaining: value)
        case .dataCarriageReturn:
            try expect(byte, .carriageReturn, else: .chunkEnd)
            state = .dataLineFeed
        case .dataLineFeed:
            try expect(byte, .lineFeed, else: .chunkEnd)
            state = .size(value: 0, digits: 0)
        case .lastCarriageReturn:
            try expect(byte, .carriageReturn, else: .trailer)
            state = .lastLineFeed
        case .lastLineFeed:
            try expect(byte, .lineFeed, else: .trailer)
            state = .complete
        case .plain, .data, .complete:
            break
        }
    }

    private func sizeState(_ byte: UInt8, value: Int, digits: Int) throws(HTTPServerRefusal) -> State {
        if byte == .carriageReturn, digits > 0 { return .sizeLineFeed(value: value) }
        // Eight digits are below 2^32: no overflow.
        guard let digit = byte.hexDigitValue, digits < 8 else { throw .malformed(.chunkSize, offset: offset) }
        return .size(value: value << 4 | Int(digit), digits: digits + 1)
    }

    private func expect(
        _ byte: UInt8, _ expected: UInt8, else problem: MalformedMessage
    ) throws(HTTPServerRefusal) {
        guard byte == expected else { throw .malformed(problem, offset: offset) }
    }
}
