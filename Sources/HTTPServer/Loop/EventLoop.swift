// SPDX-License-Identifier: Apache-2.0

import CLinux
import Glibc

/// One thread's share of the connections: it waits for all of them at once and serves whichever is ready.
///
/// Everything here is touched by that thread alone; others reach it through its ``Mailbox``.
@safe
final class EventLoop {
    let context: ServerContext
    let mailbox: Mailbox

    private let epoll: Int32
    private var listener: ListeningSocket?
    private var tls: TLSContext?
    /// Connections by descriptor.
    private var connections: [Connection?] = []
    private var connectionCount = 0
    private var lastSerial: UInt32 = 0
    /// While the process has no descriptors to spare, the listener is left alone until the next sweep.
    private var isAccepting = true
    private var drainDeadline: Int64?
    private var nextSweep: Int64 = 0
    private var dateSecond: Int64 = 0

    /// The time at which the loop last woke, by ``Clock``.
    private(set) var now: Int64 = Clock.microseconds
    /// The date at that time, as HTTP writes it.
    private(set) var date: [UInt8] = []
    /// Where bytes are received; lent to one connection at a time.
    let scratch: UnsafeMutableRawBufferPointer

    var isDraining: Bool { drainDeadline != nil }

    init(context: ServerContext, listener: ListeningSocket, tls: TLSContext?) throws(HTTPServerError) {
        self.context = context
        self.tls = tls
        mailbox = try Mailbox()
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        unsafe scratch = .allocate(byteCount: 65_536, alignment: 16)
        self.listener = listener
        guard epoll >= 0 else { throw .system(call: "epoll_create1", errno: errno) }
        guard watch(listener.descriptor, tag: Tag.listener, events: EPOLLIN.rawValue, EPOLL_CTL_ADD),
            watch(mailbox.bell, tag: Tag.bell, events: EPOLLIN.rawValue, EPOLL_CTL_ADD)
        else { throw .system(call: "epoll_ctl", errno: errno) }
    }

    deinit {
        if epoll >= 0 { close(epoll) }
        unsafe scratch.deallocate()
    }

    /// Serves until it is told to drain and has.
    func run() {
        var events = unsafe [epoll_event](repeating: epoll_event(), count: 256)
        let timeout = Int32(clamping: context.sweepInterval / 1_000)
        while !isFinished {
            let count = unsafe epoll_wait(epoll, &events, Int32(events.count), timeout)
            readClock()
            for index in 0..<max(Int(count), 0) {
                let event = unsafe events[index]
                dispatch(unsafe event.data.u64, unsafe event.events)
            }
            if now >= nextSweep { sweep() }
        }
        for connection in connections { connection?.close() }
        listener = nil
    }

    private var isFinished: Bool {
        guard let drainDeadline else { return false }
        return connectionCount == 0 || now >= drainDeadline
    }

    private func readClock() {
        now = Clock.microseconds
        let second = Clock.wallSeconds
        guard second != dateSecond else { return }
        dateSecond = second
        date = Array(HTTPDate.text(secondsSince1970: second).utf8)
    }

    private func dispatch(_ tag: UInt64, _ events: UInt32) {
        switch tag {
        case Tag.listener: accept()
        case Tag.bell: readMail()
        default: connection(tag)?.handle(events)
        }
    }

    private func readMail() {
        for message in mailbox.take() {
            switch message {
            case .response(let number, let response): connection(number)?.answer(response)
            case .stream(let number): connection(number)?.proceed()
            case .drain(let deadline): drain(until: deadline)
            }
        }
    }

    private func connection(_ number: UInt64) -> Connection? {
        let descriptor = Int(number & 0xFFFF_FFFF)
        // The descriptor may have gone to another connection since; its number has not.
        guard descriptor < connections.count, let connection = connections[descriptor], connection.number == number
        else { return nil }
        return connection
    }

    /// What an event is about, where it is not the number of a connection: descriptors are below 2^31.
    private enum Tag {
        static let listener = UInt64.max
        static let bell = UInt64.max - 1
    }

    /// - Returns: whether the kernel agreed.
    func watch(_ descriptor: Int32, tag: UInt64, events: UInt32, _ operation: Int32) -> Bool {
        var event = unsafe epoll_event()
        unsafe event.events = events
        unsafe event.data.u64 = tag
        return unsafe epoll_ctl(epoll, operation, descriptor, &event) == 0
    }
}

// MARK: - Coming and going

extension EventLoop {
    /// Takes in what waits at the door, a batch at a time so that the others are not kept waiting.
    ///
    /// - Returns: whether more may be waiting.
    @discardableResult
    private func accept() -> Bool {
        guard let listener else { return false }
        for _ in 0..<16 {
            var storage = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
            let descriptor = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe accept4(listener.descriptor, $0, &length, flags)
                }
            }
            if descriptor >= 0 {
                admit(descriptor, from: IPAddress(storage) ?? IPAddress(bytes: [0, 0, 0, 0]))
            } else if errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM {
                // The client stays in the kernel's queue. Asking again at once would only spin.
                isAccepting = false
                _ = watch(listener.descriptor, tag: Tag.listener, events: 0, EPOLL_CTL_MOD)
                return false
            } else if errno != EINTR && errno != ECONNABORTED {
                // EAGAIN: that was all. Anything else is asked again when epoll says so.
                return false
            }
        }
        return true
    }

    private func admit(_ descriptor: Int32, from address: IPAddress) {
        let isProxy = context.configuration.trustedProxies?.include(address) ?? false
        let counted = isProxy ? nil : address.neighbourhood
        switch makeRoom(counted) {
        case .counted: break
        case .crowded(let limit), .full(let limit): return turnAway(descriptor, limit: limit)
        }
        lastSerial &+= 1
        let number = UInt64(lastSerial) << 32 | UInt64(UInt32(bitPattern: descriptor))
        let session = tls.flatMap { TLSSession($0) }
        guard tls == nil || session != nil, watch(descriptor, tag: number, events: EPOLLIN.rawValue, EPOLL_CTL_ADD)
        else {
            Glibc.close(descriptor)
            context.ledger.release(counted)
            return
        }
        let connection = Connection(
            descriptor: descriptor, number: number, address: address, counted: counted, isProxy: isProxy,
            tls: session, loop: self)
        while connections.count <= Int(descriptor) { connections.append(nil) }
        connections[Int(descriptor)] = connection
        connectionCount += 1
    }

    /// Counts a newcomer in, in the place of one that keeps everybody waiting if there is no other.
    private func makeRoom(_ counted: IPAddress?) -> ConnectionLedger.Admission {
        let admission = context.ledger.admit(counted)
        guard case .full = admission, shed() else { return admission }
        return context.ledger.admit(counted)
    }

    /// Closes some of those that have kept the server waiting longest.
    ///
    /// Not one alone: all are looked at to find them, and under a flood that is not to be done for each newcomer.
    ///
    /// - Returns: whether there was one.
    private func shed() -> Bool {
        guard let grace = context.configuration.limits.grace else { return false }
        let latest = now - grace.microseconds
        var idlers: [(isProven: Bool, since: Int64, connection: Connection)] = []
        for case let connection? in connections {
            guard let since = connection.waitingSince, since <= latest else { continue }
            idlers.append((connection.isProven, since, connection))
        }
        idlers.sort { $0.isProven == $1.isProven ? $0.since < $1.since : !$0.isProven }
        let chosen = idlers.prefix(max(1, context.configuration.limits.connections / 64))
        for idler in chosen { idler.connection.close() }
        if !chosen.isEmpty { context.configuration.shed(chosen.count) }
        return !chosen.isEmpty
    }

    /// Tells a client in plain HTTP that there is no room, if the socket takes it at once; in TLS it is just closed.
    private func turnAway(_ descriptor: Int32, limit: Int) {
        if tls == nil {
            let refusal = context.response(to: .tooManyConnections(allowed: limit))
            var output: [UInt8] = []
            let framing = ResponseWriter.Framing(date: date, minorVersion: 1, keepsConnection: false)
            if ResponseWriter.appendHead(of: refusal, framing, to: &output) {
                output += refusal.body
                _ = unsafe output.withUnsafeBytes { unsafe Socket.send(descriptor, $0) }
            }
            Socket.endSending(descriptor)
        }
        Glibc.close(descriptor)
    }

    /// Forgets a connection whose descriptor is about to be closed.
    func forget(_ connection: Connection) {
        connections[Int(connection.descriptor)] = nil
        connectionCount -= 1
        context.ledger.release(connection.counted)
    }

    private func sweep() {
        nextSweep = now + context.sweepInterval
        if !isAccepting, let listener {
            isAccepting = watch(listener.descriptor, tag: Tag.listener, events: EPOLLIN.rawValue, EPOLL_CTL_MOD)
        }
        for case let connection? in connections where connection.deadline <= now {
            connection.deadlinePassed()
        }
    }

    private func drain(until deadline: Int64) {
        guard drainDeadline == nil else { return }
        // Clients in the kernel's queue believe that they are connected; closing the listener would reset them.
        while accept() {}
        listener = nil
        drainDeadline = deadline
        for case let connection? in connections { connection.drain() }
    }
}
