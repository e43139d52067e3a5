// SPDX-License-Identifier: Apache-2.0

/// One line of a batch, or what is left of one that was too long.
struct BatchLine: Sendable {
    /// From 1; lines without anything in them are counted and not given out.
    let number: Int
    /// Without its line end; empty if it was too long.
    let bytes: [UInt8]
    /// How many bytes it had, if those were more than are allowed.
    let tooLong: Int?
}

/// Cuts bytes that come in pieces into lines, one at a time and holding no more than one of full length.
///
///     NDJSON: *( JSON-text LF ), a CR before the LF is space; the last LF may be missing
struct LineSplitter {
    let limit: Int
    /// The number of the line that was given out last, or passed over.
    private(set) var number: Int
    private var buffer: [UInt8] = []
    private var start = 0
    /// Up to where there is no line end.
    private var scanned = 0
    /// Bytes of the present line that were thrown away: it is too long.
    private var dropped = 0

    /// Begins.
    ///
    /// - Parameters:
    ///   - limit: bytes that a line may have.
    ///   - number: of the line before the first.
    init(limit: Int, after number: Int = 0) {
        self.limit = limit
        self.number = number
    }

    mutating func take(_ bytes: [UInt8]) {
        if start == buffer.count {
            buffer = bytes
        } else {
            buffer.removeSubrange(..<start)
            buffer.append(contentsOf: bytes)
        }
        scanned -= start
        start = 0
        scanned = max(scanned, 0)
    }

    /// The next whole line that has anything in it; nil when more bytes are needed.
    mutating func next() -> BatchLine? {
        while let end = buffer[max(scanned, start)...].firstIndex(of: 0x0a) {
            let line = cut(upTo: end)
            start = end + 1
            scanned = start
            if let line { return line }
        }
        scanned = buffer.count
        if dropped + buffer.count - start > limit + 1 {
            dropped += buffer.count - start
            buffer = []
            (start, scanned) = (0, 0)
        }
        return nil
    }

    /// The last line, if it has no end of its own.
    mutating func finish() -> BatchLine? {
        let line = cut(upTo: buffer.count)
        start = buffer.count
        return line
    }

    /// Whether part of a line has come.
    var holdsPart: Bool { dropped > 0 || start < buffer.count }

    private mutating func cut(upTo end: Int) -> BatchLine? {
        number += 1
        var line = buffer[start..<end]
        if line.last == 0x0d { line = line.dropLast() }
        let count = dropped + line.count
        dropped = 0
        if count > limit { return BatchLine(number: number, bytes: [], tooLong: count) }
        guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0d }) else { return nil }
        return BatchLine(number: number, bytes: Array(line), tooLong: nil)
    }
}
