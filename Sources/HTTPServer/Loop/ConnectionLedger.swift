// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What all loops together hold for clients: connections, and bytes of bodies.
final class ConnectionLedger: Sendable {
    private let limits: Limits
    private let lock = NSLock()
    private nonisolated(unsafe) var connections = 0
    private nonisolated(unsafe) var perAddress: [IPAddress: Int] = [:]
    private nonisolated(unsafe) var bodyBytes = 0

    init(limits: Limits) {
        self.limits = limits
    }

    /// What came of a newcomer.
    enum Admission {
        case counted
        /// Its address has as many as it may, whatever room there is.
        case crowded(allowed: Int)
        case full(allowed: Int)
    }

    /// Counts a connection in.
    ///
    /// - Parameter address: nil for one that has no limit of its own.
    /// - Returns: whether it is counted, or the limit that it is over.
    func admit(_ address: IPAddress?) -> Admission {
        lock.lock()
        defer { lock.unlock() }
        var count = 0
        if let address {
            count = unsafe perAddress[address, default: 0]
            guard count < limits.connectionsPerAddress else { return .crowded(allowed: limits.connectionsPerAddress) }
        }
        guard unsafe connections < limits.connections else { return .full(allowed: limits.connections) }
        if let address { unsafe perAddress[address] = count + 1 }
        unsafe connections += 1
        return .counted
    }

    /// Counts a connection out that ``admit(_:)`` counted in under the same address.
    func release(_ address: IPAddress?) {
        lock.lock()
        defer { lock.unlock() }
        unsafe connections -= 1
        guard let address else { return }
        let count = unsafe perAddress[address, default: 1] - 1
        unsafe perAddress[address] = count == 0 ? nil : count
    }

    /// Sets bytes aside for a body.
    ///
    /// - Returns: false if that would be more than all bodies may have.
    func reserve(bodyBytes count: Int) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        guard unsafe bodyBytes + count <= limits.bufferedBodyBytes else { return false }
        unsafe bodyBytes += count
        return true
    }

    /// Gives back what ``reserve(bodyBytes:)`` set aside.
    func giveBack(bodyBytes count: Int) {
        lock.lock()
        defer { lock.unlock() }
        unsafe bodyBytes -= count
    }
}
