// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Database
import Foundation

/// Answers about what has changed since a file of answers was made, appended to a file beside it.
///
///     record   length of the payload (UInt32) · payload · first 8 octets of SHA-256 over the file's digest and the payload
///     payload  the log's size, thisUpdate, nextUpdate (UInt64 each) · length of the serial number · its octets · stem
///     closing  the log's size, the size that the closing before it told, 0 (UInt64 each) · 0
///
/// Numbers are big-endian. A record counts only whole, with its checksum, and for the file that it was written for; after
/// one that does not, nothing is read.
///
/// Answers are appended many at a time, and behind them a closing: only that says that every change up to a size of the
/// log is told. Without it a reader who comes in between, or after a crash, would take the first of them for all, and
/// answer about the others as the file does; if one is gone, what follows it says no more than it tells.
final class AnswerOverlay: @unchecked Sendable {
    struct Answer: Sendable {
        let stem: [UInt8]
        let thisUpdate: Instant
        let nextUpdate: Instant
        /// The log's size that it was signed at.
        let position: Int
    }

    let path: String
    private let fileDigest: [UInt8]
    // Guarded by the lock.
    private let lock = NSLock()
    private var answers: [[UInt8]: Answer] = [:]
    private var readTo = 0
    private var known: Int
    /// The log's size that the closings on the disk tell, one after another from the file's on.
    private var closed: Int

    /// Opens the overlay of a file; nothing is read yet.
    init(of file: AnswerFile) {
        path = file.path + ".overlay"
        fileDigest = file.digest
        known = file.position
        closed = file.position
    }

    /// The log's size up to which changes are in it.
    var position: Int { lock.withLock { known } }

    /// How many answers there are.
    var count: Int { lock.withLock { answers.count } }

    /// The answer about a certificate; nil when nothing has changed since the file.
    func answer(about serial: [UInt8]) -> Answer? {
        lock.withLock { answers.isEmpty ? nil : answers[serial] }
    }

    /// Reads what was appended since: by another process, or before this one began.
    ///
    /// - Parameter limit: the log's size that is known here; what was signed of a later one waits until that is.
    func refresh(upTo limit: Int = .max) {
        lock.withLock {
            guard let file = try? ReadableFile(path: path), file.byteCount > readTo,
                let bytes = file.bytes(at: readTo, count: file.byteCount - readTo)
            else { return }
            var rest = bytes[...]
            while true {
                var next = rest
                guard let payload = nextPayload(&next), Self.numbers(of: payload)[0] <= UInt64(clamping: limit) else {
                    break
                }
                take(payload)
                rest = next
            }
            readTo += bytes.count - rest.count
        }
    }

    /// Begins to write: what is not whole at the end, from a crash, is cut off.
    func prepareToWrite() throws(RevocationError) {
        refresh()
        let end = lock.withLock { readTo }
        guard let file = try? ReadableFile(path: path), file.byteCount != end else { return }
        try filed(try DurableFile.replace(path, with: file.bytes(at: 0, count: end) ?? []))
    }

    /// Appends answers; when this returns they would survive a power cut and are given out.
    func append(_ new: [([UInt8], SignedAnswer)], upTo position: Int) throws(RevocationError) {
        guard !new.isEmpty else { return lock.withLock { known = max(known, position) } }
        let answered = new.flatMap { record($0.0, $0.1, position) }
        lock.lock()
        defer { lock.unlock() }
        // What lies between the last closing and what is known changed nothing here.
        let bytes = answered + closing(from: closed, to: position)
        try filed(try DurableFile.append(bytes, to: path))
        readTo += bytes.count
        closed = max(closed, position)
        known = max(known, position)
        for (serial, answer) in new {
            keep(
                Answer(
                    stem: answer.stem, thisUpdate: answer.thisUpdate, nextUpdate: answer.nextUpdate,
                    position: position), serial)
        }
    }

    private func record(_ serial: [UInt8], _ answer: SignedAnswer, _ position: Int) -> [UInt8] {
        record(
            [
                UInt64(clamping: position), UInt64(clamping: answer.thisUpdate.secondsSince1970),
                UInt64(clamping: answer.nextUpdate.secondsSince1970),
            ], serial, answer.stem)
    }

    private func closing(from start: Int, to end: Int) -> [UInt8] {
        record([UInt64(clamping: end), UInt64(clamping: start), 0], [], [])
    }

    private func record(_ numbers: [UInt64], _ serial: [UInt8], _ stem: [UInt8]) -> [UInt8] {
        var payload: [UInt8] = []
        for number in numbers { AnswerFileWriter.append(number, to: &payload) }
        payload.append(UInt8(truncatingIfNeeded: serial.count))
        payload += serial + stem
        let count = UInt32(truncatingIfNeeded: payload.count)
        let length = stride(from: UInt32(24), through: 0, by: -8).map { UInt8(truncatingIfNeeded: count >> $0) }
        return length + payload + checksum(payload)
    }

    private func checksum(_ payload: [UInt8]) -> [UInt8] {
        Array(DigestAlgorithm.sha256.digest(fileDigest + payload).prefix(8))
    }

    private func nextPayload(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard rest.count >= 4, (Self.shortest...32_768).contains(length), rest.count >= 4 + length + 8 else {
            return nil
        }
        let payload = Array(rest.dropFirst(4).prefix(length))
        guard Array(rest.dropFirst(4 + length).prefix(8)) == checksum(payload) else { return nil }
        rest = rest.dropFirst(4 + length + 8)
        return payload
    }

    /// Three numbers and a length.
    private static let shortest = 25

    private static func numbers(of payload: [UInt8]) -> [UInt64] {
        (0..<3).map { place in payload[(8 * place)..<(8 * place + 8)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
    }

    /// The caller has the lock.
    private func take(_ payload: [UInt8]) {
        let numbers = Self.numbers(of: payload)
        let count = Int(payload[24])
        guard numbers.allSatisfy({ $0 < 1 << 62 }) else { return }
        if payload.count == Self.shortest, count == 0 {
            guard numbers[1] <= UInt64(clamping: closed) else { return }
            closed = max(closed, Int(numbers[0]))
            return known = max(known, closed)
        }
        guard payload.count > 25 + count else { return }
        keep(
            Answer(
                stem: Array(payload[(25 + count)...]), thisUpdate: Instant(secondsSince1970: Int64(numbers[1])),
                nextUpdate: Instant(secondsSince1970: Int64(numbers[2])), position: Int(numbers[0])),
            Array(payload[25..<(25 + count)]))
    }

    /// The one that was signed of the later state counts, whichever was written last; the caller has the lock.
    private func keep(_ answer: Answer, _ serial: [UInt8]) {
        if let before = answers[serial], before.position > answer.position { return }
        answers[serial] = answer
    }
}
