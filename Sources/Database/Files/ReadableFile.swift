// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// A file that is read here and there, from the system's page cache, by many threads at once.
///
/// Reads are `pread`, not a mapping: a mapped file that someone shortens ends the process (SIGBUS), a read of it comes
/// back short. The file stays the one that was opened when another is put under its name.
@safe
public final class ReadableFile: Sendable {
    /// Where it was when it was opened.
    public let path: String

    /// How long it was when it was opened; bytes.
    public let byteCount: Int

    private let descriptor: Int32

    /// Opens a file.
    ///
    /// - Parameter path: where.
    /// - Throws: ``FileError``; code 2 (ENOENT) when there is none.
    public init(path: String) throws(FileError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, step: "open", code: errno) }
        let end = lseek(descriptor, 0, SEEK_END)
        guard end >= 0 else {
            let code = errno
            close(descriptor)
            throw FileError(path: path, step: "lseek", code: code)
        }
        self.path = path
        self.descriptor = descriptor
        byteCount = Int(end)
    }

    deinit { close(descriptor) }

    /// Bytes of the file.
    ///
    /// - Parameters:
    ///   - offset: where they begin; any number.
    ///   - count: how many; any number.
    /// - Returns: nil when the file does not have all of them, or the disk does not give them.
    public func bytes(at offset: Int, count: Int) -> [UInt8]? {
        let (end, overflows) = offset.addingReportingOverflow(count)
        guard offset >= 0, count >= 0, !overflows, end <= byteCount else { return nil }
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let read = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { return }
                filled += read
            }
        }
        return bytes.count == count ? bytes : nil
    }
}
