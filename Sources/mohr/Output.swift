// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Standard output and error.
///
/// A reader who went away or a full disk ends no service, and no command takes an answer that nobody got for success.
enum Output {
    private static let loss = Loss()

    /// Writes all of it, or remembers that it could not.
    static func write(_ bytes: some Sequence<UInt8>, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(bytes))
        } catch {
            if handle === FileHandle.standardOutput { loss.happened() }
        }
    }

    /// What is said from now on is a service's talk and no answer.
    static func mayBeLost() { loss.ends() }

    /// Whether everything that was said reached standard output.
    static var isWhole: Bool { !loss.has }

    private final class Loss: @unchecked Sendable {
        private let lock = NSLock()
        private var isThere = false
        private var isOver = false

        func happened() { lock.withLock { isThere = !isOver } }

        func ends() { lock.withLock { isOver = true } }

        var has: Bool { lock.withLock { isThere } }
    }
}
