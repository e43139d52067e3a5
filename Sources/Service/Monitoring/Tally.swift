// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// How often one thing happened.
final class Tally: Sendable {
    private let number = Atomic<Int64>(0)

    /// How often so far.
    var value: Int64 { number.load(ordering: .relaxed) }

    /// It happened once more, or so many times.
    func count(_ times: Int = 1) { number.wrappingAdd(Int64(clamping: times), ordering: .relaxed) }
}
