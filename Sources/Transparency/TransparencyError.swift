// SPDX-License-Identifier: Apache-2.0

/// Why a log's bytes say nothing, or not what they are held to say.
public enum TransparencyError: Error, Sendable, Hashable {
    /// A note, checkpoint, proof or key is not of its form; the field names the line.
    case malformed(field: String, seen: String, allowed: String)
    /// No signature of the note is by a key that is trusted here.
    case unsigned(names: [String])
    /// A signature by a trusted key does not verify.
    case signatureInvalid(name: String)
    /// The checkpoint is of another log.
    case origin(seen: String, allowed: String)
    /// The entry is not in the tree that the checkpoint signs.
    case notIncluded(index: Int, size: Int)
    /// The larger tree does not begin with the smaller one: the log was rewritten.
    case inconsistent(from: Int, to: Int)
    /// A tile that is needed is not there, or not of its width.
    case tile(path: String)
}
