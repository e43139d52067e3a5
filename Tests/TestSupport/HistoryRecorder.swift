// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Writes down what clients do, on one clock.
public final class HistoryRecorder: @unchecked Sendable {
    private let lock = NSLock()
    private var clock = 0
    private var names = 0
    private var operations: [StatusHistory.Operation] = []

    /// Starts with a blank page.
    public init() {}

    /// Does something to certificates and writes down what was asked and told, one operation for each.
    ///
    /// - Parameters:
    ///   - act: what is asked.
    ///   - certificates: of which, by name.
    ///   - body: does it under the name that goes on record as its cause; tells what came of each.
    public func record(
        _ act: StatusHistory.Act, of certificates: [String], _ body: (Int) -> [StatusHistory.Answer]
    ) {
        let (name, began) = lock.withLock { () -> (Int, Int) in
            names += 1
            clock += 1
            return (names, clock)
        }
        let answers = body(name)
        lock.withLock {
            clock += 1
            for (certificate, answer) in zip(certificates, answers) {
                operations.append(
                    StatusHistory.Operation(
                        id: name, certificate: certificate, act: act, began: began, ended: clock, answer: answer))
            }
        }
    }

    /// What was written down so far.
    public var history: StatusHistory { StatusHistory(lock.withLock { operations }) }
}
