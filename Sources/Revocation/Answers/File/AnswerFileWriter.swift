// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Database
import Foundation
import PKIX
import Records

/// Signs an answer for every certificate of an authority and writes them to a file.
struct AnswerFileWriter {
    let signing: AnswerSigning
    let authority: String
    let index: any IssuedCertificates
    /// The log's size when the index was read.
    let position: Int
    /// How many threads sign.
    let threads: Int

    /// Few enough to need little memory, enough for all threads to be busy.
    private static let together = 4_096

    /// Writes the file; it takes the place of the one before when it is whole and on the disk.
    ///
    /// - Parameters:
    ///   - path: where.
    ///   - progress: told how many are signed, of how many.
    /// - Throws: ``RevocationError``; the file before it is then still there.
    func write(to path: String, _ progress: (Int, Int) -> Void) throws(RevocationError) {
        var keys: [AnswerFileKey] = []
        index.forEachIssued { reference, _ in
            if reference.authority == authority, let key = AnswerFileKey(reference.serial.bytes) { keys.append(key) }
        }
        keys.sort()
        let sink = Sink(try filed(try DurableFile(path: path)))
        var table: [UInt8] = []
        table.reserveCapacity(keys.count * AnswerFile.rowBytes)
        var offset: UInt64 = 0
        var end: Instant?
        for start in stride(from: 0, to: keys.count, by: Self.together) {
            let chunk = Array(keys[start..<min(start + Self.together, keys.count)])
            var bytes: [UInt8] = []
            for (key, answer) in zip(chunk, try sign(chunk)) {
                for word in [key.words.0, key.words.1, key.words.2, offset] { Self.append(word, to: &table) }
                bytes += answer.stem
                offset += UInt64(answer.stem.count)
                end = min(end ?? answer.nextUpdate, answer.nextUpdate)
            }
            try sink.write(bytes)
            progress(start + chunk.count, keys.count)
        }
        try sink.write(signing.desk.ending)
        try sink.write(table)
        try sink.write(foot(count: keys.count, stems: offset, nextUpdate: end ?? signing.latestEnd))
        try sink.finish()
    }

    private func foot(count: Int, stems: UInt64, nextUpdate: Instant) -> [UInt8] {
        var foot = AnswerFile.magic
        for number in [
            UInt64(count), stems, UInt64(signing.desk.ending.count), UInt64(position),
            UInt64(clamping: signing.time.secondsSince1970), UInt64(clamping: signing.thisUpdate.secondsSince1970),
            UInt64(clamping: nextUpdate.secondsSince1970),
        ] { Self.append(number, to: &foot) }
        return foot + signing.desk.certificate.sha256 + (signing.desk.hashes[.sha1] ?? [])
    }

    /// Signs in the order of the numbers.
    private func sign(_ keys: [AnswerFileKey]) throws(RevocationError) -> [SignedAnswer] {
        let answers = Collected(count: keys.count)
        let threads = max(1, threads)
        let share = (keys.count + threads - 1) / threads
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            let (first, end) = (min(keys.count, thread * share), min(keys.count, (thread + 1) * share))
            for place in first..<end { answer(keys[place], at: place, into: answers) }
        }
        return try answers.all()
    }

    private func answer(_ key: AnswerFileKey, at place: Int, into answers: Collected) {
        let serial = SerialNumber(unsigned: key.octets)
        let reference = CertificateReference(authority: authority, serial: serial)
        if let certificate = index.issued(reference),
            let answer = signing.signed(signing.desk.certID(of: serial, by: .sha1), certificate)
        {
            answers.put(answer, at: place)
        } else {
            answers.fail(reference)
        }
    }

    static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    /// The file and the digest of what is in it so far.
    private final class Sink {
        private let file: DurableFile
        private let digest = DigestContext(.sha256)

        init(_ file: DurableFile) { self.file = file }

        func write(_ bytes: [UInt8]) throws(RevocationError) {
            digest.update(bytes)
            try filed(try file.write(bytes))
        }

        func finish() throws(RevocationError) {
            try filed(try file.write(digest.finish()))
            try filed(try file.commit())
        }
    }

    private final class Collected: @unchecked Sendable {
        private let lock = NSLock()
        private var answers: [SignedAnswer?]
        private var failed: CertificateReference?

        init(count: Int) { answers = Array(repeating: nil, count: count) }

        func put(_ answer: SignedAnswer, at place: Int) { lock.withLock { answers[place] = answer } }

        func fail(_ reference: CertificateReference) { lock.withLock { failed = reference } }

        func all() throws(RevocationError) -> [SignedAnswer] {
            lock.lock()
            defer { lock.unlock() }
            if let failed { throw .unanswered(failed) }
            let found = answers.compactMap { $0 }
            return found
        }
    }
}
