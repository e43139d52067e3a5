// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import Service

/// What the answers in a file belong to, kept beside it in `ANSWERS.run`.
///
/// An interrupted batch goes on only over the same input, by the same trust, for the same purpose and time. Otherwise one file would hold verdicts of two kinds, and
/// nothing in it would say so.
struct BatchBinding {
    /// So much of the input is looked at; the rest by its length.
    private static let prefixBytes = 1_048_576

    private let bytes: [UInt8]
    private let input: String

    /// Looks at the input.
    ///
    /// - Throws: ``CommandFailure`` when it cannot be read.
    init(input: String, terms: [String: String]) throws {
        guard let file = FileHandle(forReadingAtPath: input) else {
            throw CommandFailure(.input, "cli.file.unreadable", ["file": input, "cause": "–"])
        }
        defer { try? file.close() }
        let prefix = Array(try file.read(upToCount: Self.prefixBytes) ?? Data())
        let size = try file.seekToEnd()
        var members: [JSONValue.Member] = [
            .init("inputBytes", .string("\(size)")),
            .init("inputPrefixSHA256", .string(Hex.encode(DigestAlgorithm.sha256.digest(prefix)))),
        ]
        members += terms.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }
        bytes = JSONWriter.bytes(.object(members), .indented)
        self.input = input
    }

    /// Whether a file can be read again from its beginning.
    static func isRegular(_ file: FileHandle) -> Bool {
        var isFile = stat()
        guard unsafe fstat(file.fileDescriptor, &isFile) == 0 else { return false }
        return isFile.st_mode & S_IFMT == S_IFREG
    }

    /// Keeps it beside answers that are to come; beside answers that are there it must be kept already.
    ///
    /// - Throws: ``CommandFailure`` when they belong to something else.
    func hold(beside output: String) throws {
        let path = output + ".run"
        let answers = try FileManager.default.attributesOfItem(atPath: output)[.size] as? Int ?? 0
        guard answers > 0 else { return try OutputFiles.write(bytes, to: path) }
        guard let kept = try? InputFiles.bytes(path, limit: 65_536) else {
            throw CommandFailure(.input, "batch.otherFile", ["file": output])
        }
        guard kept == bytes else { throw CommandFailure(.input, "batch.otherInput", ["file": input]) }
    }
}
