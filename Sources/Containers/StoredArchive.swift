// SPDX-License-Identifier: Apache-2.0

/// A ZIP archive whose entries are stored as they are, in order.
///
///     local header   PK 03 04, version 2, flags 2, method 2, time 2, date 2, CRC-32 4, sizes 4 + 4, name length 2,
///                    extra length 2 (0), name, bytes                                                   × entries
///     directory      PK 01 02, made by 2, version 2 … the same fields …, extra 2 (0), comment 2 (0), disk 2 (0),
///                    attributes 2 + 4, offset of the local header 4, name                              × entries
///     end            PK 05 06, disks 2 + 2 (0), entries 2 + 2, directory's size 4 and offset 4, comment length 2 (0)
///
/// The same entries give the same bytes: there is no time of writing in it. What is read has to be of exactly this
/// shape, entry after entry without a byte between, the directory in the same order saying the same; anything that
/// another program might read differently is refused.
///
/// - SeeAlso: PKWARE APPNOTE.TXT 4.3; ETSI EN 319 162-1 A.1 (mimetype).
public struct StoredArchive: Sendable, Hashable {
    /// The files, in the archive's order.
    public let entries: [ArchiveEntry]

    /// Takes files in, to be written.
    ///
    /// - Parameter entries: in the order wanted.
    /// - Throws: ``ContainersError`` for a name that is not safe or stands twice, and for too much of anything.
    public init(_ entries: [ArchiveEntry]) throws(ContainersError) {
        guard entries.count <= ArchiveFormat.maximumEntries else {
            throw .tooLarge(field: "entries", seen: entries.count, allowed: ArchiveFormat.maximumEntries)
        }
        var names = EntryNames()
        for entry in entries { try names.take(entry.name, offset: 0) }
        let size = entries.reduce(0) { $0 + 2 * $1.name.utf8.count + $1.bytes.count + 76 } + ArchiveFormat.endSize
        guard size <= ArchiveFormat.maximumBytes else {
            throw .tooLarge(field: "bytes", seen: size, allowed: ArchiveFormat.maximumBytes)
        }
        self.entries = entries
    }

    init(read entries: [ArchiveEntry]) {
        self.entries = entries
    }

    /// A file's content.
    ///
    /// - Parameter name: its path in the archive.
    /// - Returns: `nil` when it is not there.
    public subscript(name: String) -> ArraySlice<UInt8>? {
        entries.first { $0.name.utf8.elementsEqual(name.utf8) }?.bytes
    }

    /// Whether bytes begin as an archive does.
    ///
    /// - Parameter bytes: a file.
    /// - Returns: whether the first four bytes are a local header's or an empty archive's.
    public static func looksLikeOne(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4b, 0x05, 0x06])
    }

    /// The archive as a file.
    ///
    /// - Returns: the same bytes for the same entries.
    /// - Complexity: linear in the size.
    public func encoded() -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let offset = file.count
            let common = ArchiveFormat.commonFields(of: entry)
            file.append(little: ArchiveFormat.localSignature)
            file += common
            file += Array(entry.name.utf8)
            file += entry.bytes
            directory.append(little: ArchiveFormat.directorySignature)
            directory.append(little: ArchiveFormat.version)
            directory += common
            // Comment length, disk, internal attributes; external attributes.
            directory += [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
            directory.append(little: UInt32(truncatingIfNeeded: offset))
            directory += Array(entry.name.utf8)
        }
        let start = file.count
        file += directory
        file.append(little: ArchiveFormat.endSignature)
        file += [0, 0, 0, 0]
        file.append(little: UInt16(truncatingIfNeeded: entries.count))
        file.append(little: UInt16(truncatingIfNeeded: entries.count))
        file.append(little: UInt32(truncatingIfNeeded: directory.count))
        file.append(little: UInt32(truncatingIfNeeded: start))
        file += [0, 0]
        return file
    }
}
