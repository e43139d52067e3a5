// SPDX-License-Identifier: Apache-2.0

import Foundation

/// An HTTP/1.1 server: sockets on one side, ``Request`` and ``Response`` on the other.
///
/// It is strict where leniency has let requests be smuggled, waits for nobody beyond a deadline, and takes no more
/// than it is told to. What it refuses, the handler never sees.
///
///     handler   called on a loop's thread for every request: says at once what is to be answered, or gives work
///     loops     one thread each, epoll; a connection belongs to one for its life
///     workers   threads that run work; the answer goes back to the connection's loop
///     streams   a thread for each exchange that comes and goes in pieces, while it lasts
///
/// - SeeAlso: RFC 9110; RFC 9112.
public final class HTTPServer: Sendable {
    private struct Running {
        let threads: [JoinableThread]
        let mailboxes: [Mailbox]
        let streams: StreamPool
        let pool: WorkerPool
        let port: Int
    }

    private let configuration: ServerConfiguration
    private let handler: @Sendable (Request) -> Handling
    private let lock = NSLock()
    private nonisolated(unsafe) var running: Running?
    private nonisolated(unsafe) var hasStarted = false

    /// Makes a server that does not listen yet.
    ///
    /// - Parameters:
    ///   - configuration: where to listen, and how much to take.
    ///   - handler: called for every request, on the thread of a loop; must not wait.
    public init(_ configuration: ServerConfiguration, handler: @escaping @Sendable (Request) -> Handling) {
        self.configuration = configuration
        self.handler = handler
    }

    deinit {
        stop(drainSeconds: 0)
    }

    /// Listens, and returns as soon as clients can connect.
    ///
    /// - Throws: ``HTTPServerError``; nothing is left open then. A server starts once.
    public func start() throws(HTTPServerError) {
        lock.lock()
        defer { lock.unlock() }
        guard unsafe !hasStarted else { throw .alreadyStarted }
        try checkRanges()
        var tls: TLSContext?
        if let wanted = configuration.tls { tls = try TLSContext(server: wanted) }
        let sockets = try ListeningSocket.open(
            address: configuration.address, port: configuration.port, count: configuration.loops)
        let pool = try WorkerPool(workers: configuration.workers, queueLimit: configuration.queueLimit)
        let context = ServerContext(configuration: configuration, handler: handler, pool: pool)
        unsafe running = try launch(context, sockets, tls)
        unsafe hasStarted = true
    }

    /// The port it listens on; 0 before it has started and after it has stopped.
    public var port: Int {
        lock.lock()
        defer { lock.unlock() }
        return unsafe running?.port ?? 0
    }

    /// Stops: takes no more connections, finishes the requests that have begun, ends every thread.
    ///
    /// Returns when that is done. A second call does nothing.
    ///
    /// - Parameter drainSeconds: how long requests that have begun may take to be finished; connections that are
    ///   still there then are cut off.
    /// - Returns: false if work was still running when the time was up; its thread ends when it does.
    @discardableResult
    public func stop(drainSeconds: Int) -> Bool {
        lock.lock()
        let stopping = unsafe running
        unsafe running = nil
        lock.unlock()
        guard let stopping else { return true }
        let seconds = min(max(drainSeconds, 0), 86_400)
        let end = Date(timeIntervalSinceNow: TimeInterval(seconds))
        return HTTPServer.end(
            stopping.threads, stopping.mailboxes, stopping.streams, stopping.pool, drainSeconds: seconds, end: end)
    }

    private func checkRanges() throws(HTTPServerError) {
        let checks: [(String, Int, ClosedRange<Int>)] = [
            ("loops", configuration.loops, 1...256),
            ("workers", configuration.workers, 1...1_024),
            ("queueLimit", configuration.queueLimit, 0...1_000_000),
            ("limits.headBytes", configuration.limits.headBytes, 256...1_048_576),
            ("limits.targetBytes", configuration.limits.targetBytes, 16...1_048_576),
            ("limits.fields", configuration.limits.fields, 1...1_000),
            ("limits.connections", configuration.limits.connections, 1...1_000_000),
            ("limits.connectionsPerAddress", configuration.limits.connectionsPerAddress, 1...1_000_000),
            ("limits.bufferedBodyBytes", configuration.limits.bufferedBodyBytes, 0...1 << 40),
            ("limits.streams", configuration.limits.streams, 0...10_000),
            ("limits.streamsPerAddress", configuration.limits.streamsPerAddress, 1...10_000),
            ("limits.streamBufferBytes", configuration.limits.streamBufferBytes, 1_024...1 << 30),
        ]
        for (field, seen, allowed) in checks where !allowed.contains(seen) {
            throw .outOfRange(field: field, seen: seen, allowed: allowed)
        }
    }

    /// Starts a thread for each socket; if one cannot be started, those that could are ended again.
    private func launch(
        _ context: ServerContext, _ sockets: [ListeningSocket], _ tls: TLSContext?
    ) throws(HTTPServerError) -> Running {
        var threads: [JoinableThread] = []
        var mailboxes: [Mailbox] = []
        do throws(HTTPServerError) {
            for socket in sockets {
                let loop = try EventLoop(context: context, listener: socket, tls: tls)
                let handOver = LoopHandOver(loop)
                threads.append(try JoinableThread { handOver.loop.run() })
                mailboxes.append(loop.mailbox)
            }
        } catch {
            HTTPServer.end(threads, mailboxes, context.streams, context.pool, drainSeconds: 0, end: .distantPast)
            throw error
        }
        return Running(
            threads: threads, mailboxes: mailboxes, streams: context.streams, pool: context.pool,
            port: Int(sockets.first?.port ?? 0))
    }

    /// Ends loops, then streams, then workers: each needs the next one's answers to finish.
    @discardableResult
    private static func end(
        _ threads: [JoinableThread], _ mailboxes: [Mailbox], _ streams: StreamPool, _ pool: WorkerPool,
        drainSeconds: Int, end: Date
    ) -> Bool {
        let deadline = Clock.microseconds + Int64(drainSeconds) * 1_000_000
        for mailbox in mailboxes { mailbox.post(.drain(deadline: deadline)) }
        for thread in threads { thread.join() }
        // Their connections are closed by now; a handler sees that at its next step.
        let streamsEnded = streams.stop(until: max(end, Date(timeIntervalSinceNow: 1)))
        return pool.stop(until: end) && streamsEnded
    }
}

/// Carries a loop to the thread that it will belong to; nobody else keeps it.
private final class LoopHandOver: @unchecked Sendable {
    let loop: EventLoop
    init(_ loop: EventLoop) { self.loop = loop }
}
