// SPDX-License-Identifier: Apache-2.0

import CLinux
import Glibc

/// One client's connection: what has come, what goes out, and where in between it stands.
///
/// It belongs to one loop and is only touched on that loop's thread.
@safe
final class Connection {
    /// Where it stands.
    enum Phase {
        case handshaking
        /// Waiting for a request, or for the rest of one.
        case reading
        /// A worker has the request.
        case working
        /// Request and answer come and go in pieces.
        case streaming
        /// The last response is on its way; then it is closed.
        case closing
        /// All is said; what the client is still sending is thrown away, so that it reads the answer and not a reset.
        case lingering
        case closed
    }

    /// What a deadline is set for.
    enum Awaited {
        case nothing, idle, head, body, response, stream, goodbye
    }

    let descriptor: Int32
    /// Never used twice by its loop, unlike the descriptor.
    let number: UInt64
    /// Under what address it counts toward the limit for each, if it does.
    let counted: IPAddress?
    let loop: EventLoop
    let tls: TLSSession?
    let isProxy: Bool

    var phase: Phase
    var peer: Peer
    var parser: RequestParser
    /// What has come and is not read yet; before `inputStart` it is read.
    var input: [UInt8] = []
    var inputStart = 0
    /// The client will send no more.
    var hasEnded = false
    /// Bytes of the present body that the ledger has set aside.
    var reservedBodyBytes = 0

    /// The streamed exchange, while there is one.
    var stream: ConnectionStream?
    /// Bytes handed to the socket since the connection began.
    var sentBytes = 0

    /// The request being answered.
    var current: CurrentRequest?
    /// What goes out, before encryption; before `outputStart` it is sent.
    var output: [UInt8] = []
    var outputStart = 0
    /// A body too large to be copied into `output`; goes after it.
    var outputBody: [UInt8] = []
    var outputBodyStart = 0
    /// TLS records on their way out.
    var records: [UInt8] = []
    var recordsStart = 0
    var hasSaidGoodbye = false
    /// Whether to wait, after the last response, for the client to stop sending.
    var lingers = false

    private var awaited = Awaited.nothing
    /// When that began, and how many bytes had been sent then.
    private var awaitedSince: (time: Int64, sentBytes: Int) = (0, 0)
    /// Whether it has ever brought a whole head.
    var isProven = false
    /// When to give up, by ``Clock``.
    private(set) var deadline = Int64.max
    private var interest: UInt32

    init(
        descriptor: Int32, number: UInt64, address: IPAddress, counted: IPAddress?, isProxy: Bool, tls: TLSSession?,
        loop: EventLoop
    ) {
        self.descriptor = descriptor
        self.number = number
        self.counted = counted
        self.isProxy = isProxy
        self.tls = tls
        self.loop = loop
        phase = tls == nil ? .reading : .handshaking
        peer = Peer(address: address.text, isTLS: tls != nil)
        parser = RequestParser(
            limits: loop.context.configuration.limits, bodyLimit: loop.context.configuration.bodyLimit,
            streams: loop.context.configuration.streams)
        interest = EPOLLIN.rawValue
        // From the connection on, not from its first byte: one that never speaks must not stay.
        setDeadline(for: .head)
    }

    /// Serves it as far as it will go now.
    func handle(_ events: UInt32) {
        // Reset, or ended on both sides: there is nobody to answer.
        if events & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 { return close() }
        if events & EPOLLIN.rawValue != 0 {
            if phase == .working {
                // Not now. The kernel keeps it, and makes the client wait when it has kept enough.
                return setInterest(0)
            }
            if phase != .streaming || awaitsStreamInput { receive() }
        }
        proceed()
    }

    /// Reads, answers and sends until it has to wait for something.
    func proceed() {
        var rounds = 0
        while phase != .closed {
            var isHeldBack = false
            rounds += 1
            // A client and a handler that keep pace with each other must not keep the loop to themselves.
            if phase == .streaming, rounds > 16 {
                loop.mailbox.post(.stream(connection: number))
                return settleStream(isBlocked: false)
            }
            if phase == .handshaking { shakeHands() }
            if phase == .reading { isHeldBack = serveInput() }
            if phase == .streaming { isHeldBack = moveStream() }
            switch flush() {
            case .failed: return close()
            case .blocked:
                if phase == .streaming { return settleStream(isBlocked: true) }
                setDeadline(for: .response)
                return setInterest(EPOLLOUT.rawValue)
            case .drained: break
            }
            if phase == .closing { return finish() }
            if !isHeldBack { return settle() }
        }
    }

    /// Waits for what its phase waits for.
    private func settle() {
        switch phase {
        case .handshaking, .reading:
            if hasEnded || (loop.isDraining && isIdle) { return close() }
            setDeadline(for: isIdle && awaited != .head ? .idle : parser.bodyCount == nil ? .head : .body)
            setInterest(EPOLLIN.rawValue)
        case .working:
            setDeadline(for: .nothing)
            // Left as it is: most clients send nothing until they are answered, and then this costs no system call.
            if hasEnded || interest != EPOLLIN.rawValue { setInterest(0) }
        case .streaming: settleStream(isBlocked: false)
        case .lingering: if hasEnded { close() } else { setInterest(EPOLLIN.rawValue) }
        case .closing, .closed: break
        }
    }

    /// Whether nothing of a request has come, nor anything is going out.
    var isIdle: Bool {
        phase == .reading && inputStart == input.count && parser.bodyCount == nil && outputStart == output.count
    }

    /// Sets the deadline for something, from now; one already set for it stays.
    func setDeadline(for next: Awaited) {
        guard next != awaited else { return }
        awaited = next
        awaitedSince = (loop.now, sentBytes)
        let deadlines = loop.context.configuration.deadlines
        switch next {
        case .nothing: deadline = .max
        case .idle: deadline = loop.now + deadlines.idle.microseconds
        case .head: deadline = loop.now + deadlines.head.microseconds
        case .body: deadline = loop.now + deadlines.body.microseconds + allowance(expectedBodyBytes)
        case .response: deadline = loop.now + deadlines.response.microseconds + allowance(outputBody.count)
        case .goodbye: deadline = loop.now + 2_000_000
        case .stream: break
        }
    }

    /// Since when this client has kept the server waiting; nil while it does not.
    ///
    /// Bytes of a body, and of an answer that it takes, count as the time that the slowest honest client needs for them.
    var waitingSince: Int64? {
        switch awaited {
        case .nothing, .stream: nil
        case .idle, .head, .goodbye: awaitedSince.time
        case .body: awaitedSince.time + earned(parser.bodyCount ?? 0)
        case .response: awaitedSince.time + earned(sentBytes &- awaitedSince.sentBytes)
        }
    }

    /// The time that so many bytes take the slowest honest client, in microseconds.
    private func earned(_ bytes: Int) -> Int64 {
        let rate = max(loop.context.configuration.deadlines.minimumBytesPerSecond, 1)
        let (product, overflow) = Int64(clamping: max(bytes, 0)).multipliedReportingOverflow(by: 1_000_000)
        return overflow ? 86_400_000_000 : min(product / Int64(rate), 86_400_000_000)
    }

    /// Sets the deadline of a streamed exchange, which moves with what moves.
    func setStreamDeadline(_ time: Int64) {
        awaited = .stream
        deadline = time
    }

    /// The time that so many bytes may take a slow client, in microseconds.
    private func allowance(_ bytes: Int) -> Int64 {
        let rate = max(loop.context.configuration.deadlines.minimumBytesPerSecond, 1)
        // Never more than a day, however large a body some route takes.
        return Int64(min(bytes / rate, 86_400)) * 1_000_000
    }

    private var expectedBodyBytes: Int {
        guard parser.bodyCount != nil, let head = parser.head else { return 0 }
        if case .length(let length) = head.framing { return length }
        return loop.context.configuration.bodyLimit(head.method, head.path)
    }

    func setInterest(_ events: UInt32) {
        guard events != interest else { return }
        interest = events
        if !loop.watch(descriptor, tag: number, events: events, EPOLL_CTL_MOD) { close() }
    }

    /// Acts on a deadline.
    func deadlinePassed() {
        let deadlines = loop.context.configuration.deadlines
        switch (phase, awaited) {
        case (.reading, .head) where inputStart < input.count:
            refuse(.headTooSlow(allowedMilliseconds: deadlines.head.milliseconds))
            proceed()
        case (.streaming, _):
            streamDeadlinePassed()
        case (.reading, .body):
            refuse(.bodyTooSlow(allowedMilliseconds: deadlines.body.milliseconds))
            proceed()
        default:
            close()
        }
    }

    /// Takes no more requests than the one that has begun.
    func drain() {
        // A request may have come that the loop has not seen yet; its sender believes that it will be answered.
        if isIdle {
            receive()
            proceed()
        }
        if phase == .streaming {
            if awaitsStreamInput { receive() }
            stopStream()
        }
        if phase == .reading, isIdle { close() }
    }

    /// Ends it at once.
    func close() {
        guard phase != .closed else { return }
        phase = .closed
        loop.forget(self)
        releaseBody()
        stream?.channel.close()
        stream = nil
        Glibc.close(descriptor)
    }
}
