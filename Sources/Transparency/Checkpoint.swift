// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// What a log says of itself at one moment: its name, how many entries it has, and the hash over them.
///
/// - SeeAlso: C2SP tlog-checkpoint.
public struct Checkpoint: Sendable, Hashable {
    /// The log's name: its address without the scheme.
    public let origin: String

    /// How many entries.
    public let size: Int

    /// The tree's hash; 32 bytes.
    public let rootHash: [UInt8]

    /// Describes a log's head.
    public init(origin: String, size: Int, rootHash: [UInt8]) {
        (self.origin, self.size, self.rootHash) = (origin, size, rootHash)
    }

    /// Reads the text of a note; lines after the third are passed over.
    ///
    /// - Parameter text: as ``text`` writes it.
    /// - Throws: ``TransparencyError/malformed(field:seen:allowed:)``.
    public init(_ text: String) throws(TransparencyError) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.popLast() == "", lines.count >= 3, !lines.contains("") else {
            throw .malformed(field: "checkpoint", seen: "\(lines.count) lines", allowed: "origin, size, root hash")
        }
        guard let size = Int(lines[1]), "\(size)" == lines[1], size >= 0 else {
            throw .malformed(field: "size", seen: String(lines[1].prefix(40)), allowed: "a decimal number")
        }
        guard let root = try? Base64.decode(lines[2]), root.count == 32 else {
            throw .malformed(field: "root hash", seen: String(lines[2].prefix(60)), allowed: "base64 of 32 bytes")
        }
        self.init(origin: lines[0], size: size, rootHash: root)
    }

    /// The three lines that are signed.
    public var text: String { "\(origin)\n\(size)\n\(Base64.encode(rootHash))\n" }

    /// Reads a signed checkpoint of a log whose key is known.
    ///
    /// - Parameters:
    ///   - bytes: the note.
    ///   - key: the log's; its name is the log's origin.
    /// - Returns: what the log signed.
    /// - Throws: ``TransparencyError``.
    public static func read(_ bytes: [UInt8], signedBy key: NoteKey) throws(TransparencyError) -> Checkpoint {
        let note = try SignedNote(bytes)
        try note.check(by: [key])
        let checkpoint = try Checkpoint(note.text)
        guard checkpoint.origin == key.name else { throw .origin(seen: checkpoint.origin, allowed: key.name) }
        return checkpoint
    }
}
