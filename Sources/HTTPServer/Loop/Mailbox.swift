// SPDX-License-Identifier: Apache-2.0

import CLinux
import Foundation
import Glibc

/// How other threads speak to an event loop: they leave a message and ring.
final class Mailbox: Sendable {
    /// What a loop can be told.
    enum Message: Sendable {
        /// A worker's answer for the connection with this number, if it is still there.
        case response(connection: UInt64, Response)
        /// The handler of the streamed exchange on this connection has written, or has room for more.
        case stream(connection: UInt64)
        /// Take no more connections, finish what has begun, and end at the latest at this time of ``Clock``.
        case drain(deadline: Int64)
    }

    /// Readable when there are messages; the loop watches it.
    let bell: Int32

    private let lock = NSLock()
    private nonisolated(unsafe) var messages: [Message] = []

    init() throws(HTTPServerError) {
        bell = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard bell >= 0 else { throw .system(call: "eventfd", errno: errno) }
    }

    deinit {
        close(bell)
    }

    /// Leaves a message; rings only if the box was empty, since the loop empties it whole.
    func post(_ message: Message) {
        lock.lock()
        let wasEmpty = unsafe messages.isEmpty
        unsafe messages.append(message)
        lock.unlock()
        guard wasEmpty else { return }
        var one: UInt64 = 1
        _ = unsafe write(bell, &one, 8)
    }

    /// Empties the box.
    func take() -> [Message] {
        var count: UInt64 = 0
        _ = unsafe read(bell, &count, 8)
        lock.lock()
        defer { lock.unlock() }
        let taken = unsafe messages
        unsafe messages = []
        return taken
    }
}
