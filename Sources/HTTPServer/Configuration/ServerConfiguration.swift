// SPDX-License-Identifier: Apache-2.0

import Foundation

/// All that an ``HTTPServer`` is told before it starts.
public struct ServerConfiguration: Sendable {
    /// The IP address to listen on: `127.0.0.1`, `::1`, `0.0.0.0`, or `::` for every IPv6 and IPv4 address.
    public var address: String

    /// The port to listen on; 0 lets the system choose (``HTTPServer/port``).
    public var port: Int

    /// How many event loops there are, each on a thread of its own; at least 1, one a core.
    public var loops = ProcessInfo.processInfo.activeProcessorCount

    /// How many threads run ``Handling/work(_:)``; at least 1.
    public var workers = ProcessInfo.processInfo.activeProcessorCount

    /// How many requests may wait for a worker before clients are told 503.
    public var queueLimit = 256

    /// How much is taken from clients.
    public var limits = Limits()

    /// How long clients are waited for.
    public var deadlines = Deadlines()

    /// How many bytes of body a method may send to a path, asked before any of it is read; more is 413.
    public var bodyLimit: @Sendable (_ method: String, _ path: String) -> Int = { _, _ in 65_536 }

    /// Whether the body of a method's request to a path comes to the handler piece by piece, asked before any is read.
    ///
    /// The handler is asked when the head is there, with an empty body, and answers ``Handling/stream(_:)``; any other
    /// answer is a refusal of the body, after which the connection is closed.
    public var streams: @Sendable (_ method: String, _ path: String) -> Bool = { _, _ in false }

    /// Certificate and key, if the listener speaks TLS.
    public var tls: TLSConfiguration?

    /// The proxies whose word on the client's address is taken; nobody's by default.
    public var trustedProxies: TrustedProxies?

    /// What a client is told when the server itself refuses it; plain text by default.
    public var refusalResponse: @Sendable (HTTPServerRefusal) -> Response = { $0.plainResponse }

    /// Told of every answer, on the thread of the loop that sends it; must not wait.
    public var accessLog: (@Sendable (AccessRecord) -> Void)?

    /// Told how many clients had to make room for others (``Limits/grace``), on the thread of a loop; must not wait.
    public var shed: @Sendable (Int) -> Void = { _ in }

    /// The usual configuration.
    ///
    /// - Parameters:
    ///   - address: an IP address, not a name.
    ///   - port: 0 to 65535.
    public init(address: String = "127.0.0.1", port: Int = 0) {
        self.address = address
        self.port = port
    }
}
