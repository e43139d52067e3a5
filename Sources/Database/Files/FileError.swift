// SPDX-License-Identifier: Apache-2.0

/// Why a file was not read or written, in the system's words.
public struct FileError: Error, Hashable, Sendable {
    /// Which file.
    public let path: String

    /// What was tried: the name of the system call.
    public let step: String

    /// `errno`.
    public let code: Int32

    /// Describes a failure.
    public init(path: String, step: String, code: Int32) {
        self.path = path
        self.step = step
        self.code = code
    }
}
