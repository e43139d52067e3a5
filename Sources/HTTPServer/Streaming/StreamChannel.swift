// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What lies between a streamed exchange's handler, on its thread, and its connection, on a loop's.
///
/// It holds a bounded number of bytes each way. The handler waits here; the loop never does: it is rung when there is
/// room again or something to send.
final class StreamChannel: Sendable {
    /// What a handler finds.
    enum Event {
        case bytes([UInt8])
        case end
        case nudged
    }

    /// What a loop finds.
    struct Output {
        var head: Response?
        var bytes: [UInt8]
        /// The handler has returned, and this is the last.
        var isLast: Bool
        /// The answer must not look whole.
        var isBroken: Bool
    }

    private let condition = NSCondition()
    private let bound: Int
    private let ring: @Sendable () -> Void

    private nonisolated(unsafe) var incoming: [UInt8] = []
    private nonisolated(unsafe) var isWhole = false
    private nonisolated(unsafe) var interruption: StreamInterruption?
    private nonisolated(unsafe) var isNudged = false
    /// Since when the handler has had nothing to do until the client sends, by ``Clock``.
    private nonisolated(unsafe) var waitingSince: Int64?
    /// How long it had nothing to do before that, since the loop last asked.
    private nonisolated(unsafe) var waited: Int64 = 0
    private nonisolated(unsafe) var loopAwaitsRoom = false

    private nonisolated(unsafe) var head: Response?
    private nonisolated(unsafe) var outgoing: [UInt8] = []
    private nonisolated(unsafe) var isLast = false
    private nonisolated(unsafe) var isBroken = false
    private nonisolated(unsafe) var isRung = false
    private nonisolated(unsafe) var isClosed = false

    /// Makes a channel.
    ///
    /// - Parameters:
    ///   - bound: bytes that may lie in it each way.
    ///   - ring: wakes the loop; any thread.
    init(bound: Int, ring: @escaping @Sendable () -> Void) {
        self.bound = bound
        self.ring = ring
    }

    // MARK: - The handler's side

    /// Waits for what comes next.
    func next(takingInput: Bool) throws(StreamInterruption) -> Event {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if unsafe isClosed { throw .clientGone }
            if unsafe isNudged {
                unsafe isNudged = false
                return .nudged
            }
            if takingInput {
                if unsafe !incoming.isEmpty { return .bytes(takeIncoming()) }
                if unsafe isWhole { return .end }
                if let interruption = unsafe interruption { throw interruption }
            }
            if takingInput { unsafe waitingSince = Clock.microseconds }
            condition.wait()
            endWait()
        }
    }

    /// Counts the wait that is over; called with the lock held.
    private func endWait() {
        guard let since = unsafe waitingSince else { return }
        unsafe waited += max(Clock.microseconds - since, 0)
        unsafe waitingSince = nil
    }

    private func takeIncoming() -> [UInt8] {
        let taken = unsafe incoming
        unsafe incoming = []
        if unsafe loopAwaitsRoom {
            unsafe loopAwaitsRoom = false
            tellLoop()
        }
        return taken
    }

    /// Has a waiting handler look around; what it waits for may have come from elsewhere.
    func nudge() {
        condition.lock()
        unsafe isNudged = true
        condition.broadcast()
        condition.unlock()
    }

    /// Sets the head of the answer; the first one counts.
    func begin(_ response: Response) {
        condition.lock()
        if unsafe head == nil { unsafe head = response }
        tellLoop()
        condition.unlock()
    }

    /// Puts bytes on their way, waiting while there is no room for more.
    func write(_ bytes: ArraySlice<UInt8>) throws(StreamInterruption) {
        var rest = bytes
        condition.lock()
        defer { condition.unlock() }
        while !rest.isEmpty {
            if unsafe isClosed { throw .clientGone }
            let room = unsafe bound - outgoing.count
            guard room > 0 else {
                condition.wait()
                continue
            }
            unsafe outgoing.append(contentsOf: rest.prefix(room))
            rest = rest.dropFirst(room)
            tellLoop()
        }
        if unsafe isClosed { throw .clientGone }
    }

    /// Ends the answer.
    func finish(broken: Bool) {
        condition.lock()
        unsafe isLast = true
        unsafe isBroken = unsafe isBroken || broken
        tellLoop()
        condition.unlock()
    }

    /// Whether the connection is gone.
    var isGone: Bool {
        condition.lock()
        defer { condition.unlock() }
        return unsafe isClosed
    }

    /// Once until the loop has looked; called with the lock held.
    private func tellLoop() {
        guard unsafe !isRung, unsafe !isClosed else { return }
        unsafe isRung = true
        ring()
    }

    // MARK: - The loop's side

    /// Whether more of the body may be delivered; if not, the loop is rung when it may.
    func hasRoom() -> Bool {
        condition.lock()
        defer { condition.unlock() }
        if unsafe incoming.count < bound { return true }
        unsafe loopAwaitsRoom = true
        return false
    }

    /// How long, in microseconds, the handler has had nothing to do but wait for the client, since this was last asked.
    ///
    /// What it does between being handed something and looking at it is not the client's time.
    func takeWait() -> Int64 {
        condition.lock()
        defer { condition.unlock() }
        let isWaiting = unsafe waitingSince != nil
        endWait()
        if isWaiting { unsafe waitingSince = Clock.microseconds }
        defer { unsafe waited = 0 }
        return unsafe waited
    }

    /// Hands over a piece of the body.
    func deliver(_ piece: [UInt8]) {
        condition.lock()
        endWait()
        if unsafe incoming.isEmpty { unsafe incoming = piece } else { unsafe incoming.append(contentsOf: piece) }
        condition.broadcast()
        condition.unlock()
    }

    /// Says that no more of the body comes.
    ///
    /// - Parameter reason: nil if it is whole.
    func endInput(_ reason: StreamInterruption?) {
        condition.lock()
        if let reason { unsafe interruption = reason } else { unsafe isWhole = true }
        condition.broadcast()
        condition.unlock()
    }

    /// Takes what is to be sent; the handler may write again.
    func takeOutput() -> Output {
        condition.lock()
        defer { condition.unlock() }
        unsafe isRung = false
        let output = unsafe Output(head: head, bytes: outgoing, isLast: isLast, isBroken: isBroken)
        if unsafe !outgoing.isEmpty {
            unsafe outgoing = []
            condition.broadcast()
        }
        return output
    }

    /// The connection is gone: whoever waits here wakes, and is told so.
    func close() {
        condition.lock()
        unsafe isClosed = true
        unsafe incoming = []
        unsafe outgoing = []
        condition.broadcast()
        condition.unlock()
    }
}
