// SPDX-License-Identifier: Apache-2.0

/// How long the server waits for a client.
///
/// Each is absolute, counted from the step's beginning and not from its latest byte, so a client that sends one byte a
/// second is cut off as surely as one that sends none.
public struct Deadlines: Sendable, Hashable {
    /// For the whole head, TLS handshake included, from the connection or from the request's first byte.
    public var head: Duration = .seconds(10)

    /// For the whole body, from the head's end; longer for large ones by ``minimumBytesPerSecond``.
    public var body: Duration = .seconds(30)

    /// For the client to take the whole response; longer for large ones by ``minimumBytesPerSecond``.
    public var response: Duration = .seconds(30)

    /// Between two requests on one connection.
    public var idle: Duration = .seconds(30)

    /// What the slowest honest client is taken to manage: each so many bytes of a body add a second.
    public var minimumBytesPerSecond = 16_384

    /// The usual deadlines.
    public init() {}
}
