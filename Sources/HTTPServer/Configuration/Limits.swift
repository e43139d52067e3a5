// SPDX-License-Identifier: Apache-2.0

/// How much of everything the server takes before it refuses.
///
/// How large a body may be is decided route by route: ``ServerConfiguration/bodyLimit``.
public struct Limits: Sendable, Hashable {
    /// Bytes of a request's head, request line and closing empty line counted; more is 431.
    public var headBytes = 16_384

    /// Bytes of a request target; more is 414.
    ///
    /// An OCSP request in a `GET` stays far below.
    public var targetBytes = 8_192

    /// Fields of a request's head; more is 431.
    public var fields = 64

    /// Connections open at once; for more, ``grace`` makes room, or they are answered 503 and closed.
    public var connections = 1_024

    /// How long a client may keep the server waiting when all connections are taken.
    ///
    /// Those that have for longer make room for a newcomer, the longest first and those that never finished a request
    /// before the others: clients from many addresses that hold connections and ask nothing then keep nobody out.
    /// `nil`: newcomers are turned away.
    ///
    /// Clients speak as soon as they are connected, so it is short: newcomers are kept out only when all connections
    /// were begun within it.
    public var grace: Duration? = .milliseconds(50)

    /// Connections open at once from one IPv4 address or one IPv6 /64; trusted proxies are not counted.
    public var connectionsPerAddress = 128

    /// Bytes of bodies, all connections together, held at once beyond the first 64 KiB of each; more is 503.
    ///
    /// Without it, connections times the largest body would be the memory that strangers may fill.
    public var bufferedBodyBytes = 268_435_456

    /// Streamed exchanges at once, each with a thread of its own; more are answered 503.
    public var streams = 16

    /// Streamed exchanges at once from one client, as ``Peer/address`` names it; more are answered 503.
    public var streamsPerAddress = 4

    /// Bytes that may lie between a streamed exchange's handler and its client, each way, besides what one read of the
    /// socket brings.
    public var streamBufferBytes = 262_144

    /// The usual limits.
    public init() {}
}
