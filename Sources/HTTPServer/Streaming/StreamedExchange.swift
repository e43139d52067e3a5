// SPDX-License-Identifier: Apache-2.0

/// A request that comes piece by piece and an answer that goes so, as their handler sees them.
///
/// Both directions wait for each other: the socket is not read while the handler is behind, and the handler waits while
/// the client does not read. Between them lies a bounded buffer each way (``Limits/streamBufferBytes``).
///
/// Reading and writing belong to the handler's thread; ``nudge()`` and ``compute(_:)`` may be called by any.
public final class StreamedExchange: Sendable {
    /// What comes next.
    public enum Event: Sendable, Equatable {
        /// Bytes of the body, taken out of their transfer coding; cut anywhere, never none.
        case bytes([UInt8])
        /// The body has come to its end.
        case end
        /// Somebody called ``StreamedExchange/nudge()``.
        case nudged
    }

    let channel: StreamChannel
    private let standing: [(String, String)]
    private let pool: WorkerPool

    init(channel: StreamChannel, pool: WorkerPool, standing: [(String, String)] = []) {
        self.channel = channel
        self.pool = pool
        self.standing = standing
    }

    /// The same exchange, whose answer will carry these fields too.
    ///
    /// - Parameter headers: in the order they are to be sent, after the handler's own.
    /// - Returns: what the handler is to be given.
    public func adding(_ headers: [(String, String)]) -> StreamedExchange {
        StreamedExchange(channel: channel, pool: pool, standing: standing + headers)
    }

    /// Begins the answer: status and fields go out, its bytes follow.
    ///
    /// - Parameter response: status, fields, and the first bytes if there are any; a second one is not sent.
    /// - Throws: ``StreamInterruption/clientGone``.
    public func begin(_ response: Response) throws(StreamInterruption) {
        var head = response
        head.body = []
        head.headers += standing
        channel.begin(head)
        try write(response.body)
    }

    /// Waits for the next piece of the body, or for a nudge.
    ///
    /// - Returns: what there is.
    /// - Throws: ``StreamInterruption``; what had come before was given out before.
    public func next() throws(StreamInterruption) -> Event {
        switch try channel.next(takingInput: true) {
        case .bytes(let bytes): .bytes(bytes)
        case .end: .end
        case .nudged: .nudged
        }
    }

    /// Waits for a nudge, and leaves the body where it is.
    ///
    /// - Throws: ``StreamInterruption/clientGone``.
    public func waitForNudge() throws(StreamInterruption) {
        _ = try channel.next(takingInput: false)
    }

    /// Has the handler look around: ``next()`` or ``waitForNudge()`` returns, or the next call of either does.
    public func nudge() {
        channel.nudge()
    }

    /// Sends bytes of the answer; waits while the client is too far behind.
    ///
    /// - Parameter bytes: any number; sent as soon as the loop comes to it.
    /// - Throws: ``StreamInterruption/clientGone``.
    public func write(_ bytes: [UInt8]) throws(StreamInterruption) {
        try channel.write(bytes[...])
    }

    /// Has the answer end so that it cannot be taken for whole.
    ///
    /// Nothing more should be written; a client of HTTP/1.1 misses the last chunk.
    public func breakOff() {
        channel.finish(broken: true)
    }

    /// Gives the server's workers something to compute, behind everything that waits for them in requests of its own.
    ///
    /// - Parameter job: run once, soon, by a worker; by the caller if the workers are stopping.
    public func compute(_ job: @escaping @Sendable () -> Void) {
        if !pool.submitBehind(job) { job() }
    }

    /// Whether the client is gone; whatever is done for it is done for nothing.
    public var isGone: Bool { channel.isGone }
}
