// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// Shows without the log that an entry is in it: the entry's place, the hashes up to the root, and a signed checkpoint.
///
/// - SeeAlso: C2SP tlog-proof; the file's name ends in `.tlog-proof`.
public struct LogProof: Sendable, Hashable {
    private static let heading = "c2sp.org/tlog-proof@v1"

    /// Trees of more than 2^63 entries have no longer proof.
    private static let maximumHashes = 63

    /// The entry's place, from 0.
    public let index: Int

    /// From the leaf's neighbour up; 32 bytes each.
    public let hashes: [[UInt8]]

    /// The signed checkpoint, as it was given out.
    public let checkpoint: [UInt8]

    /// Whatever goes along; this house puts the entry itself there, so that one file is enough.
    ///
    /// Nobody vouches for it before ``check(_:by:)`` has.
    public let extra: [UInt8]?

    /// Puts a proof together.
    public init(index: Int, hashes: [[UInt8]], checkpoint: [UInt8], extra: [UInt8]? = nil) {
        (self.index, self.hashes, self.checkpoint, self.extra) = (index, hashes, checkpoint, extra)
    }

    /// Reads a proof.
    ///
    /// - Parameter bytes: UTF-8.
    /// - Throws: ``TransparencyError/malformed(field:seen:allowed:)``.
    public init(_ bytes: [UInt8]) throws(TransparencyError) {
        guard bytes.count <= 2 * SignedNote.maximumBytes, let text = String(validating: bytes, as: UTF8.self) else {
            throw .malformed(field: "proof", seen: "\(bytes.count) bytes", allowed: "lines of UTF-8")
        }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard lines.popFirst() == Self.heading[...] else {
            throw .malformed(field: "proof", seen: String(text.prefix(40)), allowed: Self.heading)
        }
        var extra: [UInt8]?
        if let line = lines.first, line.hasPrefix("extra ") {
            guard let bytes = try? Base64.decode(String(line.dropFirst(6))) else {
                throw .malformed(field: "extra", seen: String(line.prefix(60)), allowed: "base64")
            }
            extra = bytes
            lines.removeFirst()
        }
        guard let line = lines.popFirst(), line.hasPrefix("index "), let index = Int(line.dropFirst(6)), index >= 0,
            "index \(index)" == line
        else { throw .malformed(field: "index", seen: "no index", allowed: "index N") }
        var hashes: [[UInt8]] = []
        while let line = lines.popFirst(), !line.isEmpty {
            guard let hash = try? Base64.decode(String(line)), hash.count == 32, hashes.count < Self.maximumHashes
            else { throw .malformed(field: "hash", seen: String(line.prefix(60)), allowed: "base64 of 32 bytes") }
            hashes.append(hash)
        }
        self.init(
            index: index, hashes: hashes, checkpoint: Array(lines.joined(separator: "\n").utf8), extra: extra)
    }

    /// The file, UTF-8.
    public var encoded: [UInt8] {
        let given = extra.map { ["extra " + Base64.encode($0)] } ?? []
        let lines = [Self.heading] + given + ["index \(index)"] + hashes.map { Base64.encode($0) } + [""]
        return Array((lines.joined(separator: "\n") + "\n").utf8) + checkpoint
    }

    /// Checks that the log has an entry where the proof says.
    ///
    /// - Parameters:
    ///   - entry: the entry's bytes.
    ///   - key: the log's.
    /// - Returns: the checkpoint that the entry is under.
    /// - Throws: ``TransparencyError``.
    @discardableResult
    public func check(_ entry: [UInt8], by key: NoteKey) throws(TransparencyError) -> Checkpoint {
        let head = try Checkpoint.read(checkpoint, signedBy: key)
        let leaf = MerkleHash.leaf(entry)
        guard MerkleProof.includes(leaf, at: index, size: head.size, root: head.rootHash, proof: hashes) else {
            throw .notIncluded(index: index, size: head.size)
        }
        return head
    }
}
