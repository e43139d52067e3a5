// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Where faults that were told as a number are told in full.
public final class FaultLog: @unchecked Sendable {
    private let lock = NSLock()
    private var teller: (@Sendable (Fault) -> Void)?

    /// Begins without a listener: what comes before one is dropped.
    public init() {}

    /// Says who is to be told from now on.
    ///
    /// - Parameter teller: called on the thread that met the fault; must not wait.
    public func tell(_ teller: @escaping @Sendable (Fault) -> Void) {
        lock.withLock { self.teller = teller }
    }

    /// Tells a fault.
    ///
    /// - Parameter fault: all of it.
    public func report(_ fault: Fault) {
        lock.withLock { teller }?(fault)
    }
}
