// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Finds where a request's head ends, looking at each byte once however often it is asked.
///
/// What it says depends on the bytes alone and not on how they were cut into pieces.
struct HeadScanner: Sendable {
    /// Bytes looked at so far, from the start of the request.
    private var scanned = 0
    private var lineStart = 0

    /// Looks at the bytes that have come since it was last asked.
    ///
    /// - Parameters:
    ///   - buffer: where the request lies; grows at its end from call to call.
    ///   - start: where in `buffer` the request begins.
    ///   - limits: how long the head and the target may be.
    /// - Returns: the head's length with its closing empty line, or nil for more.
    /// - Throws: when no more bytes could make it a head.
    mutating func end(
        in buffer: [UInt8], from start: Int, limits: Limits
    ) throws(HTTPServerRefusal) -> Int? {
        let available = min(buffer.count - start, limits.headBytes)
        let longestRequestLine = limits.targetBytes + HeadScanner.requestLineRest
        while scanned < available {
            let end = lineStart == 0 ? min(available, longestRequestLine + 1) : available
            guard let found = buffer.firstLineFeed(in: (start + scanned)..<(start + end)) else {
                scanned = end
                if lineStart == 0, end > longestRequestLine { throw .targetTooLong(allowed: limits.targetBytes) }
                break
            }
            let offset = found - start
            guard offset > lineStart, buffer[found - 1] == .carriageReturn else {
                throw .malformed(.bareLineFeed, offset: offset)
            }
            scanned = offset + 1
            if offset == lineStart + 1, lineStart > 0 { return scanned }
            lineStart = scanned
        }
        if available == limits.headBytes { throw .headTooLarge(allowed: limits.headBytes) }
        return nil
    }

    /// What a request line holds besides its target: the longest method, two spaces, `HTTP/1.1`, the line's end.
    private static let requestLineRest = HeadParser.longestMethod + 12
}

extension [UInt8] {
    /// Where the first line feed of a range is; the C library looks at 32 bytes at a time.
    fileprivate func firstLineFeed(in range: Range<Int>) -> Int? {
        unsafe self[range].withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, let found = unsafe memchr(start, Int32(UInt8.lineFeed), bytes.count)
            else { return nil }
            return unsafe range.lowerBound + (UnsafeRawPointer(found) - start)
        }
    }
}
