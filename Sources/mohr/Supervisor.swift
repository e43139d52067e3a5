// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Whoever started the process and wants to be told how it is: systemd's datagram socket, written to as it is.
///
/// - SeeAlso: sd_notify(3); `NOTIFY_SOCKET`, `WATCHDOG_USEC`.
final class Supervisor: Sendable {
    private let path: String
    private let watchdog: TimeInterval?

    /// Finds the socket.
    ///
    /// - Parameter environment: where it is named; nil when nobody wants to be told.
    init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
        guard let path = environment["NOTIFY_SOCKET"], path.first == "/" || path.first == "@",
            path.utf8.count < Self.longest
        else { return nil }
        self.path = path
        let meant = environment["WATCHDOG_PID"].map { Int32($0) == ProcessInfo.processInfo.processIdentifier } ?? true
        let microseconds = environment["WATCHDOG_USEC"].flatMap { Double($0) }
        watchdog = meant ? microseconds.flatMap { $0 > 0 ? $0 / 1_000_000 : nil } : nil
    }

    /// Tells it something; that nobody listens is no fault.
    ///
    /// - Parameter state: lines of `NAME=value`.
    func tell(_ state: String) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = Array(path.utf8)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
        // A name that begins with @ is none in the file system: its first octet is zero.
        if path.first == "@" { address.sun_path.0 = 0 }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count + (path.first == "@" ? 0 : 1))
        let bytes = Array(state.utf8)
        unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                _ = unsafe sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), generic, length)
            }
        }
    }

    /// Says again and again that the process is alive, as often as the supervisor wants.
    ///
    /// - Parameter isAlive: asked each time; when it is not, nothing is said and the supervisor ends the process.
    /// - Returns: nil when the supervisor does not want to be told.
    func watch(_ isAlive: @escaping @Sendable () -> Bool) -> Watch? {
        watchdog.map { Watch(every: $0 / 2) { [self] in if isAlive() { tell("WATCHDOG=1") } } }
    }

    /// `sun_path` has 108 octets and ends with a zero.
    private static let longest = 107

    /// A thread that does one thing at intervals, until it is told to stop.
    final class Watch: @unchecked Sendable {
        private let condition = NSCondition()
        private var isStopped = false

        init(every interval: TimeInterval, _ turn: @escaping @Sendable () -> Void) {
            let thread = Thread { [self] in
                while true {
                    turn()
                    let isOver = condition.withLock {
                        let end = Date().addingTimeInterval(interval)
                        while !isStopped, condition.wait(until: end) {}
                        return isStopped
                    }
                    if isOver { return }
                }
            }
            thread.name = "mohr-watchdog"
            thread.start()
        }

        func stop() {
            condition.withLock {
                isStopped = true
                condition.broadcast()
            }
        }
    }
}
