// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Binary structures as lines of text.
///
/// Read strictly except where files in the field differ: lines may be of any length, end in LF or
/// CRLF, and carry spaces at their end; anything may stand outside the blocks, as `openssl` writes
/// a certificate's text there.
///
/// - SeeAlso: RFC 7468 2 and 3.
public enum PEM {
    /// Whether bytes are meant to be PEM: whether some line begins a block.
    ///
    /// - Parameter bytes: a file's bytes.
    /// - Returns: `true` when a line starts with `-----BEGIN `. No DER structure of this program's is
    ///   mistaken for it unless it carries such a line within.
    public static func looksLikePEM(_ bytes: [UInt8]) -> Bool {
        lines(of: bytes).contains { $0.starts(with: beginMark) }
    }

    /// Reads every block, in order.
    ///
    /// - Parameter bytes: a file's bytes.
    /// - Returns: the blocks; none when no line begins one.
    /// - Throws: ``CryptographyError/malformedPEM(_:line:)``.
    public static func blocks(in bytes: [UInt8]) throws(CryptographyError) -> [PEMBlock] {
        var blocks: [PEMBlock] = []
        var open: OpenBlock?
        var number = 0
        for raw in lines(of: bytes) {
            number += 1
            let line = withoutTrailingSpace(raw)
            if line.starts(with: beginMark) {
                guard open == nil else {
                    throw .malformedPEM(.beginInsideBlock(label: open?.label ?? ""), line: number)
                }
                open = OpenBlock(label: try label(in: line, after: beginMark, number), line: number)
            } else if line.starts(with: endMark) {
                let end = try label(in: line, after: endMark, number)
                guard let begun = open else { throw .malformedPEM(.endWithoutBegin(label: end), line: number) }
                blocks.append(try begun.closed(by: end, line: number))
                open = nil
            } else if open != nil {
                try open?.take(line, number)
            }
        }
        if let open { throw .malformedPEM(.missingEnd(label: open.label), line: number) }
        return blocks
    }

    /// Writes one block, with lines of 64 characters.
    ///
    /// - Parameters:
    ///   - bytes: what to encode.
    ///   - label: what it is, such as `CERTIFICATE`.
    /// - Returns: ASCII, ending in a line feed.
    public static func encode(_ bytes: [UInt8], label: String) -> [UInt8] {
        var text = Array("-----BEGIN \(label)-----\n".utf8)
        var body = Base64.encodedASCII(bytes)[...]
        while !body.isEmpty {
            text.append(contentsOf: body.prefix(64))
            text.append(0x0a)
            body = body.dropFirst(64)
        }
        text.append(contentsOf: "-----END \(label)-----\n".utf8)
        return text
    }

    private static let beginMark = Array("-----BEGIN ".utf8)
    private static let endMark = Array("-----END ".utf8)
    private static let closeMark = Array("-----".utf8)

    /// The lines without their line feeds; a byte order mark, which editors put before the first, is none of it.
    private static func lines(of bytes: [UInt8]) -> some Sequence<ArraySlice<UInt8>> {
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        return sequence(state: text as ArraySlice<UInt8>?) { rest in
            guard let text = rest else { return nil }
            guard let end = firstLineFeed(in: text) else {
                rest = nil
                return text
            }
            rest = text[(end + 1)...]
            return text[..<end]
        }
    }

    /// As `firstIndex(of:)`, which looks at one byte at a time; this is asked of every document that arrives.
    private static func firstLineFeed(in text: ArraySlice<UInt8>) -> Int? {
        unsafe text.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress, let found = unsafe memchr(base, 0x0a, buffer.count) else { return nil }
            return unsafe text.startIndex + (UnsafeRawPointer(found) - base)
        }
    }

    private static func withoutTrailingSpace(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let last = line.last, last == 0x0d || last == 0x20 || last == 0x09 { line.removeLast() }
        return line
    }

    /// RFC 7468 3: printable characters; single spaces or hyphens only between others.
    private static func label(
        in line: ArraySlice<UInt8>, after mark: [UInt8], _ number: Int
    ) throws(CryptographyError) -> String {
        let rest = line.dropFirst(mark.count)
        let label = rest.dropLast(closeMark.count)
        var isAfterCharacter = false
        for character in label {
            let isSeparator = character == 0x20 || character == 0x2d
            guard (0x20...0x7e).contains(character), !isSeparator || isAfterCharacter else {
                throw .malformedPEM(.boundary, line: number)
            }
            isAfterCharacter = !isSeparator
        }
        guard rest.suffix(closeMark.count).elementsEqual(closeMark), isAfterCharacter || label.isEmpty else {
            throw .malformedPEM(.boundary, line: number)
        }
        return String(decoding: label, as: UTF8.self)
    }
}

/// A block whose END has not been seen.
private struct OpenBlock {
    let label: String
    let line: Int
    private var text: [UInt8] = []
    /// Where each line's text begins, so that a wrong character can be told by its line.
    private var starts: [(offset: Int, line: Int)] = []

    init(label: String, line: Int) {
        self.label = label
        self.line = line
    }

    mutating func take(_ line: ArraySlice<UInt8>, _ number: Int) throws(CryptographyError) {
        // A colon is in no base64: it is `Proc-Type: 4,ENCRYPTED` and its like.
        guard !line.contains(0x3a) else { throw .malformedPEM(.headers, line: number) }
        guard !line.isEmpty else { return }
        starts.append((text.count, number))
        text.append(contentsOf: line)
    }

    func closed(by end: String, line endLine: Int) throws(CryptographyError) -> PEMBlock {
        guard end == label else { throw .malformedPEM(.labelMismatch(begin: label, end: end), line: endLine) }
        guard !text.isEmpty else { throw .malformedPEM(.empty(label: label), line: endLine) }
        do throws(CryptographyError) {
            return PEMBlock(label: label, bytes: try Base64.decode(ascii: text[...]), line: line)
        } catch {
            guard case .malformedBase64(let offset) = error else { throw error }
            let wrong = starts.last { $0.offset <= offset }?.line ?? line
            throw .malformedPEM(.base64, line: wrong)
        }
    }
}
