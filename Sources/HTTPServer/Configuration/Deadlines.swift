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

    /// For a client to send more of a streamed request, or to take more of a streamed answer.
    ///
    /// Only time in which the server has nothing else to wait for counts, and bytes earn it back
    /// (``streamBytesPerSecond``): a client that sends one byte a second is cut off as surely as one that sends none.
    public var stream: Duration = .seconds(30)

    /// What the slowest honest client of a streamed exchange is taken to manage over time.
    public var streamBytesPerSecond = 1_024

    /// For a streamed request to come to its end; what has come by then is still answered.
    public var wholeStream: Duration = .seconds(3_600)

    /// The usual deadlines.
    public init() {}
}
