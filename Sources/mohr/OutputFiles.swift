// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Files that a command writes.
enum OutputFiles {
    /// Writes a file whole or not at all: a reader sees the old bytes or the new, never a part.
    ///
    /// - Parameters:
    ///   - bytes: what the file is to hold.
    ///   - path: where; a file that is there is replaced.
    /// - Throws: ``CommandFailure`` naming the file.
    static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandFailure(.input, "cli.file.unwritable", ["file": path, "cause": error.localizedDescription])
        }
    }
}
