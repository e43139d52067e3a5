// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Glibc

/// Keeps everybody else from opening or closing a database of the same folder meanwhile, or from whatever else only one
/// process may do to a folder at a time.
///
/// SQLite itself is not safe there: two connections that find an empty file and switch it to
/// write-ahead logging both clear away the other's log, and one of them fails with an I/O error;
/// one that closes as the last takes the log away from one that is just opening. The lock is on the
/// folder, so that it needs no file of its own, and the system drops it when a process dies.
///
/// - SeeAlso: flock(2).
public struct OpeningLock: Sendable {
    private let descriptor: Int32

    /// Waits for the folder that a database is in; a folder that cannot be opened is not locked, since opening the
    /// database there says better what is wrong.
    ///
    /// - Parameter path: of the database's file.
    public init(of path: String) {
        let folder = (path as NSString).deletingLastPathComponent
        let opened = unsafe open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if opened >= 0 { while flock(opened, LOCK_EX) != 0, errno == EINTR {} }
        descriptor = opened
    }

    /// Lets the next one in.
    public func release() {
        // Closing the only descriptor of this opening drops the lock.
        if descriptor >= 0 { close(descriptor) }
    }
}
