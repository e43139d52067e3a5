// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Database
import PKIX

/// Signed answers for every certificate of an authority, in one file that is never changed.
///
///     stems          for each certificate the `OCSPResponse` up to its signature's end, one after another
///     ending         what every response ends in: the responder's certificate
///     table          count × (serial number 20 octets from the left, 3 zeros, its length; offset of its stem: UInt64),
///                    sorted
///     foot           "MOHRANS1"; then UInt64 each: count, length of stems, length of ending, the log's size at which
///                    statuses were read, producedAt, thisUpdate, nextUpdate; SHA-256 of the responder's certificate;
///                    SHA-1 of the issuer's name and of its key; SHA-256 of all before
///
/// Numbers are big-endian. It is checked once, when it is opened: digest, order, bounds. After that an answer is a search
/// in the table, which is in memory, and one `pread` from the page cache. It is not mapped: a mapping of a file that
/// someone cuts short ends the process with SIGBUS, a read comes back short and the answer is then signed live.
public final class AnswerFile: Sendable {
    /// Where it was when it was opened.
    public let path: String

    /// How many answers there are.
    public let count: Int

    /// How long it is.
    public var byteCount: Int { file.byteCount }

    /// The audit log's size when statuses were read; what changed later is in the overlay.
    public let position: Int

    /// When the answers were signed.
    public let producedAt: Instant

    /// When the statuses were read.
    public let thisUpdate: Instant

    /// Until when the answers are good.
    public let nextUpdate: Instant

    /// SHA-256 of the certificate of the responder that signed.
    public let responderSHA256: [UInt8]

    /// SHA-1 of the issuer's name, then of its key: what questions name it by.
    let issuerHashes: [UInt8]
    let ending: [UInt8]
    /// SHA-256 of the file; overlays name it.
    let digest: [UInt8]

    private let file: ReadableFile
    private let keys: [AnswerFileKey]
    /// Where each stem starts, and where the last one ends.
    private let offsets: [UInt64]

    static let magic = Array("MOHRANS1".utf8)
    static let footBytes = 8 + 7 * 8 + 32 + 40 + 32
    static let rowBytes = 32
    /// Longer than any stem.
    private static let longestStem: UInt64 = 16_384

    /// Opens a file and checks all of it.
    ///
    /// - Parameter path: where.
    /// - Throws: ``RevocationError/file(path:step:code:)``, ``RevocationError/answerFile(path:_:)``.
    /// - Complexity: linear in its length.
    public init(path: String) throws(RevocationError) {
        let file = try filed(try ReadableFile(path: path))
        guard let foot = file.bytes(at: file.byteCount - Self.footBytes, count: Self.footBytes),
            Array(foot.prefix(8)) == Self.magic
        else { throw .answerFile(path: path, .format) }
        let (numbers, digest) = (Self.numbers(foot.dropFirst(8).prefix(56)), Array(foot.suffix(32)))
        guard try Self.digest(of: file) == digest else { throw .answerFile(path: path, .digest) }
        let table = file.byteCount - Self.footBytes
        guard numbers.count == 7, numbers.allSatisfy({ $0 < 1 << 62 }), numbers[0] <= UInt64(table / Self.rowBytes),
            numbers[1] <= UInt64(table), numbers[2] <= 65_536,
            UInt64(table) == numbers[1] + numbers[2] + numbers[0] * UInt64(Self.rowBytes),
            let ending = file.bytes(at: Int(numbers[1]), count: Int(numbers[2])),
            let rows = Self.rows(of: file, from: Int(numbers[1] + numbers[2]), count: Int(numbers[0]), end: numbers[1])
        else { throw .answerFile(path: path, .table) }
        self.path = path
        self.file = file
        self.ending = ending
        self.digest = digest
        (keys, offsets) = rows
        count = Int(numbers[0])
        position = Int(numbers[3])
        producedAt = Instant(secondsSince1970: Int64(numbers[4]))
        thisUpdate = Instant(secondsSince1970: Int64(numbers[5]))
        nextUpdate = Instant(secondsSince1970: Int64(numbers[6]))
        responderSHA256 = Array(foot[64..<96])
        issuerHashes = Array(foot[96..<136])
    }

    /// The answer about a certificate without its ending; nil when it is not in the file, or the file is no longer whole.
    func stem(of serial: [UInt8]) -> [UInt8]? {
        guard let key = AnswerFileKey(serial) else { return nil }
        var low = 0
        var high = keys.count
        while low < high {
            let middle = low + (high - low) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        guard low < keys.count, keys[low] == key else { return nil }
        return file.bytes(at: Int(offsets[low]), count: Int(offsets[low + 1] - offsets[low]))
    }

    private static func rows(
        of file: ReadableFile, from start: Int, count: Int, end: UInt64
    ) -> ([AnswerFileKey], [UInt64])? {
        var keys: [AnswerFileKey] = []
        var offsets: [UInt64] = []
        keys.reserveCapacity(count)
        offsets.reserveCapacity(count + 1)
        let together = 32_768
        for first in stride(from: 0, to: count, by: together) {
            let rows = min(together, count - first)
            guard let bytes = file.bytes(at: start + first * rowBytes, count: rows * rowBytes) else { return nil }
            let words = numbers(bytes[...])
            for row in 0..<rows {
                let key = AnswerFileKey(words[4 * row], words[4 * row + 1], words[4 * row + 2])
                let offset = words[4 * row + 3]
                guard keys.last.map({ $0 < key }) ?? true, offset <= end,
                    offsets.last.map({ $0 < offset && offset - $0 <= longestStem }) ?? (offset == 0)
                else { return nil }
                keys.append(key)
                offsets.append(offset)
            }
        }
        guard offsets.last.map({ $0 < end && end - $0 <= longestStem }) ?? (end == 0) else { return nil }
        offsets.append(end)
        return (keys, offsets)
    }

    private static func digest(of file: ReadableFile) throws(RevocationError) -> [UInt8] {
        let context = DigestContext(.sha256)
        var start = 0
        let end = file.byteCount - 32
        while start < end {
            guard let bytes = file.bytes(at: start, count: min(1 << 20, end - start)) else {
                throw .answerFile(path: file.path, .digest)
            }
            context.update(bytes)
            start += bytes.count
        }
        return context.finish()
    }

    private static func numbers(_ bytes: ArraySlice<UInt8>) -> [UInt64] {
        var numbers: [UInt64] = []
        numbers.reserveCapacity(bytes.count / 8)
        var word: UInt64 = 0
        var taken = 0
        for byte in bytes {
            word = word << 8 | UInt64(byte)
            taken += 1
            if taken == 8 {
                numbers.append(word)
                taken = 0
            }
        }
        return numbers
    }
}
