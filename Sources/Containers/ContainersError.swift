// SPDX-License-Identifier: Apache-2.0

/// Why bytes are no archive that this room reads, or entries are none that it writes.
///
/// Every case is a refusal: an archive that two programs could read differently proves nothing.
public enum ContainersError: Error, Equatable, Sendable {
    /// The archive ends before what it announces.
    case truncated(offset: Int, needed: Int)
    /// Something else stands where a record of the format has to be.
    case unexpectedRecord(offset: Int, seen: UInt32, allowed: UInt32)
    /// Bytes that belong to no entry: before the first, between two, after the last, or a comment.
    case strayBytes(offset: Int, count: Int)
    /// A field holds what this room does not take: a compression, an encryption, an extra field, ZIP64.
    case field(name: String, offset: Int, seen: UInt64, allowed: UInt64)
    /// An entry's own header says something else than the directory does.
    case headersDiffer(name: String, field: String)
    /// A name that could leave the folder it is unpacked into, or that systems read differently.
    case name(seen: String, offset: Int)
    /// The same name twice, after folding case and composition, or a file where another entry has a folder.
    case repeatedName(String)
    /// The checksum does not fit the bytes.
    case checksum(name: String, seen: UInt32, allowed: UInt32)
    /// More entries or bytes than allowed.
    case tooLarge(field: String, seen: Int, allowed: Int)
}
