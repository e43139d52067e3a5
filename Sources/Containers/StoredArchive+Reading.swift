// SPDX-License-Identifier: Apache-2.0

extension StoredArchive {
    /// Reads an archive, strictly.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - limits: how much is read at the most.
    /// - Throws: ``ContainersError``: not one byte may be other than the format of this type asks, except the times and
    ///   attributes that other programs write.
    public init(reading bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws(ContainersError) {
        guard bytes.count <= limits.bytes else {
            throw .tooLarge(field: "bytes", seen: bytes.count, allowed: limits.bytes)
        }
        let fields = LittleFields(bytes)
        let end = bytes.count - ArchiveFormat.endSize
        guard end >= 0 else { throw .truncated(offset: bytes.count, needed: ArchiveFormat.endSize) }
        let directory = try Self.directory(fields, end: end, limits: limits)
        var names = EntryNames()
        var entries: [ArchiveEntry] = []
        var header = directory.offset
        var local = 0
        for _ in 0..<directory.count {
            let listed = try ListedEntry(fields, at: header, directoryEnd: end)
            try names.take(listed.name, offset: header)
            let content = try listed.content(fields, at: local, directoryStart: directory.offset)
            entries.append(ArchiveEntry(listed.name, content))
            header = listed.end
            local = content.endIndex
        }
        guard local == directory.offset else { throw .strayBytes(offset: local, count: directory.offset - local) }
        guard header == end else { throw .strayBytes(offset: header, count: end - header) }
        self.init(read: entries)
    }

    /// The end record: where the directory is and how many entries it lists.
    private static func directory(
        _ fields: LittleFields, end: Int, limits: ArchiveLimits
    ) throws(ContainersError) -> (offset: Int, count: Int) {
        let signature = try fields.long(end)
        guard signature == ArchiveFormat.endSignature else {
            throw .unexpectedRecord(offset: end, seen: signature, allowed: ArchiveFormat.endSignature)
        }
        for (name, place) in [("disk", 4), ("directoryDisk", 6), ("commentLength", 20)] {
            try fields.require(name, end + place, 0)
        }
        let count = Int(try fields.short(end + 10))
        try fields.require("entriesOnDisk", end + 8, UInt16(truncatingIfNeeded: count))
        guard count <= limits.entries else { throw .tooLarge(field: "entries", seen: count, allowed: limits.entries) }
        let size = Int(try fields.long(end + 12))
        let offset = Int(try fields.long(end + 16))
        // Both are below 2^32, so that their sum cannot overflow.
        guard offset + size == end else {
            throw .field(
                name: "directoryOffset", offset: end + 16, seen: UInt64(offset), allowed: UInt64(max(0, end - size)))
        }
        return (offset, count)
    }
}

/// One line of the directory.
private struct ListedEntry {
    let name: String
    let nameBytes: ArraySlice<UInt8>
    let size: Int
    let checksum: UInt32
    let common: ArraySlice<UInt8>
    /// Where the next line begins.
    let end: Int
    private let localOffset: Int

    init(_ fields: LittleFields, at start: Int, directoryEnd: Int) throws(ContainersError) {
        let signature = try fields.long(start)
        guard signature == ArchiveFormat.directorySignature else {
            throw .unexpectedRecord(offset: start, seen: signature, allowed: ArchiveFormat.directorySignature)
        }
        guard try fields.short(start + 6) <= ArchiveFormat.version else {
            throw .field(
                name: "versionNeeded", offset: start + 6, seen: UInt64(try fields.short(start + 6)),
                allowed: UInt64(ArchiveFormat.version))
        }
        let flags = try fields.short(start + 8)
        guard flags & ~ArchiveFormat.utf8Flag == 0 else {
            throw .field(
                name: "flags", offset: start + 8, seen: UInt64(flags), allowed: UInt64(ArchiveFormat.utf8Flag))
        }
        for (name, place) in [("method", 10), ("extraLength", 30), ("commentLength", 32), ("disk", 34)] {
            try fields.require(name, start + place, 0)
        }
        // A symbolic link, a folder or a device is no file: the upper half is st_mode where Unix wrote it.
        let kind = try fields.short(start + 40) >> 12
        guard kind == 0 || kind == 8 else {
            throw .field(name: "fileType", offset: start + 40, seen: UInt64(kind), allowed: 8)
        }
        let stored = try fields.long(start + 20)
        guard try fields.long(start + 24) == stored else {
            throw .field(
                name: "uncompressedSize", offset: start + 24, seen: UInt64(try fields.long(start + 24)),
                allowed: UInt64(stored))
        }
        size = Int(stored)
        checksum = try fields.long(start + 16)
        let nameLength = Int(try fields.short(start + 28))
        end = start + ArchiveFormat.directorySize + nameLength
        guard end <= directoryEnd else { throw .truncated(offset: directoryEnd, needed: end - directoryEnd) }
        nameBytes = try fields.bytes(start + ArchiveFormat.directorySize, nameLength)
        guard let text = String(validating: nameBytes, as: UTF8.self),
            text.utf8.allSatisfy({ $0 < 0x80 }) || flags == ArchiveFormat.utf8Flag
        else { throw .name(seen: String(decoding: nameBytes, as: UTF8.self), offset: start) }
        name = text
        common = try fields.bytes(start + 6, 26)
        localOffset = Int(try fields.long(start + 42))
    }

    /// The entry's bytes, which have to begin where the entry before ended.
    func content(
        _ fields: LittleFields, at start: Int, directoryStart: Int
    ) throws(ContainersError) -> ArraySlice<UInt8> {
        guard localOffset == start else {
            throw .field(name: "localOffset", offset: end, seen: UInt64(localOffset), allowed: UInt64(start))
        }
        let first = start + ArchiveFormat.localSize + nameBytes.count
        guard first + size <= directoryStart else {
            throw .truncated(offset: directoryStart, needed: first + size - directoryStart)
        }
        let signature = try fields.long(start)
        guard signature == ArchiveFormat.localSignature else {
            throw .unexpectedRecord(offset: start, seen: signature, allowed: ArchiveFormat.localSignature)
        }
        guard try fields.bytes(start + 4, 26) == common else { throw .headersDiffer(name: name, field: "fields") }
        guard try fields.bytes(start + ArchiveFormat.localSize, nameBytes.count) == nameBytes else {
            throw .headersDiffer(name: name, field: "name")
        }
        let content = try fields.bytes(first, size)
        let seen = Checksum.of(content)
        guard seen == checksum else { throw .checksum(name: name, seen: seen, allowed: checksum) }
        return content
    }
}
