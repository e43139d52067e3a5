// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// A file that is there whole or not at all, and would survive a power cut once it is there.
///
/// What is written lies under another name; ``commit()`` puts it on the disk, then under its own name, then puts the
/// name on the disk. A reader who has the file before it open goes on reading that one.
///
/// - SeeAlso: rename(2); fsync(2), on the folder's own entry.
@safe
public final class DurableFile {
    private let path: String
    private let draft: String
    private var descriptor: Int32

    /// Begins a file; nothing is under its name yet.
    ///
    /// - Parameters:
    ///   - path: where it will be; the folder must be there.
    ///   - rights: who may read it.
    /// - Throws: ``FileError``.
    public init(path: String, rights: UInt32 = 0o644) throws(FileError) {
        self.path = path
        draft = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).part"
        descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, rights)
        guard descriptor >= 0 else { throw FileError(path: path, step: "open", code: errno) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unsafe unlink(draft)
    }

    /// Appends bytes.
    ///
    /// - Parameter bytes: any number.
    /// - Throws: ``FileError``; the file is then not to be committed.
    public func write(_ bytes: [UInt8]) throws(FileError) {
        try Self.write(bytes, to: descriptor, path)
    }

    /// Puts the file on the disk and under its name.
    ///
    /// - Throws: ``FileError``; what was there before is then there still, unless only its name's sync failed.
    public func commit() throws(FileError) {
        guard fsync(descriptor) == 0 else { throw FileError(path: path, step: "fsync", code: errno) }
        guard unsafe rename(draft, path) == 0 else { throw FileError(path: path, step: "rename", code: errno) }
        close(descriptor)
        descriptor = -1
        try Self.syncFolder(of: path)
    }

    /// Writes a whole file.
    ///
    /// - Parameters:
    ///   - path: where; the folder must be there.
    ///   - bytes: all of it.
    ///   - rights: who may read it.
    /// - Throws: ``FileError``.
    public static func replace(_ path: String, with bytes: [UInt8], rights: UInt32 = 0o644) throws(FileError) {
        let file = try DurableFile(path: path, rights: rights)
        try file.write(bytes)
        try file.commit()
    }

    /// Appends to a file, or begins it, and puts that on the disk.
    ///
    /// - Parameters:
    ///   - bytes: what to append; a crash in between leaves some first part of them, which a reader has to notice.
    ///   - path: where; the folder must be there.
    /// - Throws: ``FileError``.
    public static func append(_ bytes: [UInt8], to path: String) throws(FileError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(path: path, step: "open", code: errno) }
        defer { close(descriptor) }
        try write(bytes, to: descriptor, path)
        guard fsync(descriptor) == 0 else { throw FileError(path: path, step: "fsync", code: errno) }
    }

    /// Puts a file that somebody else wrote, and its name, on the disk.
    ///
    /// - Parameter path: of the file.
    /// - Throws: ``FileError``.
    public static func settle(_ path: String) throws(FileError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, step: "open", code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError(path: path, step: "fsync", code: errno) }
        try syncFolder(of: path)
    }

    /// Gives a folder its name, durably; what is under that name already is replaced only if it is an empty folder.
    ///
    /// - Parameters:
    ///   - draft: where it is.
    ///   - path: where it goes, on the same disk.
    /// - Throws: ``FileError``; 39 (ENOTEMPTY) or 17 (EEXIST) when there is something in the other.
    public static func place(folder draft: String, at path: String) throws(FileError) {
        guard unsafe rename(draft, path) == 0 else { throw FileError(path: path, step: "rename", code: errno) }
        try syncFolder(of: path)
    }

    /// Takes a file away, and its name off the disk.
    ///
    /// - Parameter path: of the file; it may be gone.
    /// - Throws: ``FileError``.
    public static func remove(_ path: String) throws(FileError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw FileError(path: path, step: "unlink", code: errno)
        }
        try syncFolder(of: path)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(FileError) {
        var start = 0
        while start < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: buffer[start...]).baseAddress, bytes.count - start)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw FileError(path: path, step: "write", code: errno) }
            start += written
        }
    }

    /// Puts the names in a file's folder on the disk.
    private static func syncFolder(of path: String) throws(FileError) {
        let end = path.lastIndex(of: "/")
        let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: folder, step: "open", code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError(path: folder, step: "fsync", code: errno) }
    }
}
