// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// Clients that hold a connection for as long as they are let, and come again when they are cut off.
///
/// A head, or a body, of one byte a second; answers that nobody reads; silence.
final class SlowClients: @unchecked Sendable {
    private enum Manner: Int, CaseIterable {
        case head, body, unread, silent

        var opening: String {
            switch self {
            case .head: "GET /crls/health.crl HTTP/1.1\r\nHost: a\r\nX-A: "
            case .body:
                "POST /v1/verifications HTTP/1.1\r\nHost: a\r\nContent-Type: application/cms\r\nContent-Length: 9000\r\n\r\n"
            case .unread: String(repeating: "GET /crls/health.crl HTTP/1.1\r\nHost: a\r\n\r\n", count: 50)
            case .silent: ""
            }
        }

        /// What is sent every second.
        var drop: [UInt8] {
            switch self {
            case .head, .body: [0x61]
            case .unread, .silent: []
            }
        }
    }

    private let port: Int
    private let count: Int
    private let address: @Sendable (Int) -> String
    private let lock = NSLock()
    private var isStopped = false
    private var held = 0
    private var opened = 0
    private let group = DispatchGroup()

    /// Starts them.
    ///
    /// - Parameters:
    ///   - port: of a listener of this machine.
    ///   - count: how many.
    ///   - address: where each of them is: 127.0.0.0/8; all at one by default.
    init(port: Int, count: Int, from address: @escaping @Sendable (Int) -> String = { _ in "127.0.0.1" }) {
        self.port = port
        self.count = count
        self.address = address
        group.enter()
        let thread = Thread { [self] in
            run()
            group.leave()
        }
        thread.start()
    }

    /// Connections that have not been cut off, at the latest count.
    var holding: Int { lock.withLock { held } }

    /// Connections begun so far.
    var attempts: Int { lock.withLock { opened } }

    /// Ends them all; returns when every connection is closed.
    func stop() {
        lock.withLock { isStopped = true }
        group.wait()
    }

    private static let together = 10

    private func run() {
        var sockets = [Int32?](repeating: nil, count: count)
        while !lock.withLock({ isStopped }) {
            for index in sockets.indices {
                // They are no company that does everything at once: each has a moment of its own in every second.
                if index % Self.together == 0 { usleep(UInt32(1_000_000 * Self.together / max(count, Self.together))) }
                guard !lock.withLock({ isStopped }) else { break }
                let manner = Manner.allCases[index % Manner.allCases.count]
                if let descriptor = sockets[index] {
                    if Self.isOpen(descriptor, manner), LoopbackClients.send(descriptor, manner.drop) { continue }
                    close(descriptor)
                }
                sockets[index] = LoopbackClients.connection(to: port, from: address(index), timeout: 1)
                if let descriptor = sockets[index] { _ = LoopbackClients.send(descriptor, Array(manner.opening.utf8)) }
                lock.withLock { opened += 1 }
            }
            let now = zip(sockets, sockets.indices).filter { descriptor, index in
                descriptor.map { Self.isOpen($0, Manner.allCases[index % Manner.allCases.count]) } ?? false
            }.count
            lock.withLock { held = now }
        }
        for case let descriptor? in sockets { close(descriptor) }
    }

    /// Whether the service has not closed it.
    private static func isOpen(_ descriptor: Int32, _ manner: Manner) -> Bool {
        // POLLRDHUP, which Glibc does not show to Swift.
        var poller = pollfd(fd: descriptor, events: 0x2000, revents: 0)
        return unsafe poll(&poller, 1, 0) == 0
    }
}
