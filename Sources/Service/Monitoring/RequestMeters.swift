// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The meters of a process's listeners.
final class RequestMeters: @unchecked Sendable {
    private let lock = NSLock()
    private var meters: [RequestMeter] = []

    var all: [RequestMeter] { lock.withLock { meters } }

    func add(_ meter: RequestMeter) { lock.withLock { meters.append(meter) } }
}
