// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The threads of streamed exchanges: one each, and no more than are allowed in all and for each client.
final class StreamPool: Sendable {
    private let condition = NSCondition()
    private let limit: Int
    private let limitPerAddress: Int
    private nonisolated(unsafe) var running = 0
    private nonisolated(unsafe) var perAddress: [String: Int] = [:]
    private nonisolated(unsafe) var isStopping = false

    init(limits: Limits) {
        limit = limits.streams
        limitPerAddress = limits.streamsPerAddress
    }

    /// Runs a handler on a thread of its own.
    ///
    /// - Parameters:
    ///   - address: the client's.
    ///   - body: the handler.
    /// - Returns: false if there are as many as are allowed, or the system has no thread to give.
    func start(for address: String, _ body: @escaping @Sendable () -> Void) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        let ofAddress = unsafe perAddress[address, default: 0]
        guard unsafe !isStopping, unsafe running < limit, ofAddress < limitPerAddress else { return false }
        let thread = try? JoinableThread { [self] in
            body()
            end(address)
        }
        guard let thread else { return false }
        thread.detach()
        unsafe running += 1
        unsafe perAddress[address] = ofAddress + 1
        return true
    }

    private func end(_ address: String) {
        condition.lock()
        unsafe running -= 1
        let left = unsafe perAddress[address, default: 1] - 1
        unsafe perAddress[address] = left == 0 ? nil : left
        condition.broadcast()
        condition.unlock()
    }

    /// Starts no more, and waits for those that run: their connections are gone, and they know.
    ///
    /// - Parameter deadline: those that are still busy then are left to end alone.
    /// - Returns: whether every one has ended.
    func stop(until deadline: Date) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        unsafe isStopping = true
        while unsafe running > 0, condition.wait(until: deadline) {}
        return unsafe running == 0
    }
}
