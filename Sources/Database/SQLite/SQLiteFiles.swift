// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Glibc

/// The files that a store was opened on, so that it notices when they are no longer those.
///
/// A process that has a file open goes on writing to it after it was moved away, deleted or
/// replaced by a copy; what it acknowledges then is gone at the next start. So each write looks
/// whether the database and its write-ahead log are still where they were, by device and inode.
final class SQLiteFiles: @unchecked Sendable {
    private struct Identity: Equatable {
        let device: UInt
        let inode: UInt
    }

    // Names to identities, as first seen; read and changed under `lock`.
    private var known: [String: Identity] = [:]
    private let lock = NSLock()
    private let path: String

    init(path: String) { self.path = path }

    /// Refuses a database, or a write-ahead log, that is not where it was or is another one.
    ///
    /// The log exists as long as the writer has its connection.
    func checkAll() throws(DatabaseError) {
        try check(path)
        try check(path + "-wal")
    }

    private func check(_ file: String) throws(DatabaseError) {
        var status = stat()
        let found = unsafe stat(file, &status) == 0
        let identity = Identity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
        lock.lock()
        defer { lock.unlock() }
        guard found, known[file, default: identity] == identity else {
            throw .fileReplaced(name: (file as NSString).lastPathComponent)
        }
        known[file] = identity
    }
}
