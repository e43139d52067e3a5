// SPDX-License-Identifier: Apache-2.0

/// Which lines of the log have a row that is what they say: one bit a line.
///
/// A count would not do: whoever takes a row away can put another one in, or one twice, and the numbers fit again.
struct RowTally {
    /// Lines before it are not asked for.
    let from: Int
    private var bits: [UInt64] = []

    init(from position: Int = 0) { from = position }

    /// Takes a row that stands and is within the log.
    ///
    /// - Parameter line: the one that opened it.
    /// - Returns: whether no other row was opened by the same line.
    mutating func take(_ line: Int64) -> Bool {
        guard let place = place(Int(line)) else { return true }
        while bits.count <= place.word { bits.append(0) }
        defer { bits[place.word] |= place.bit }
        return bits[place.word] & place.bit == 0
    }

    /// How many lines have their row, of those before another.
    func count(before end: Int) -> Int {
        guard end > from else { return 0 }
        let last = (end - from) >> 6
        var count = bits.prefix(last).reduce(0) { $0 + $1.nonzeroBitCount }
        if last < bits.count { count += (bits[last] & (1 << UInt64((end - from) & 63) - 1)).nonzeroBitCount }
        return count
    }

    /// Whether a line has its row.
    func contains(_ line: Int) -> Bool {
        guard let place = place(line), place.word < bits.count else { return false }
        return bits[place.word] & place.bit != 0
    }

    private func place(_ line: Int) -> (word: Int, bit: UInt64)? {
        guard line >= from else { return nil }
        return ((line - from) >> 6, 1 << UInt64((line - from) & 63))
    }
}
