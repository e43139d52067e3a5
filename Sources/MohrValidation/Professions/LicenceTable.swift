// SPDX-License-Identifier: Apache-2.0
import DER

/// What is said of many licences, packed: about 40 bytes a licence, found by bisection without copying.
///
/// Filled once, in the order of the numbers' bytes, and never changed after; made anew when a feed comes.
public struct LicenceTable: Sendable {
    private var numbers: [UInt8] = []
    /// Where each number ends.
    private var ends: [UInt32] = []
    /// Where each licence's periods end.
    private var periodEnds: [UInt32] = []
    private var from: [Int64] = []
    /// `Int64.max` for no end.
    private var until: [Int64] = []
    /// Standing, scope and acts, and which note goes with them.
    private var marks: [UInt32] = []
    private var notes: [Note] = [Note(reason: nil, place: nil)]
    private var noteNumbers: [Note: UInt32] = [Note(reason: nil, place: nil): 0]

    private struct Note: Hashable {
        let reason: String?
        let place: String?
    }

    /// An empty table.
    public init() {}

    /// How many licences there are.
    public var count: Int { ends.count }

    /// Takes in a licence; its number has to come after all that are in it.
    ///
    /// - Parameters:
    ///   - number: in its canonical form.
    ///   - periods: in the order of time; nothing is said without any.
    /// - Returns: whether it was taken.
    @discardableResult
    public mutating func append(_ number: String, _ periods: [ProfessionalPeriod]) -> Bool {
        let bytes = Array(number.utf8)
        if let last = ends.indices.last, !Self.precedes(self.number(at: last), bytes[...]) { return false }
        guard !periods.isEmpty, numbers.count + bytes.count <= UInt32.max, from.count + periods.count <= UInt32.max
        else { return periods.isEmpty }
        for period in periods {
            from.append(period.from.secondsSince1970)
            until.append(period.until?.secondsSince1970 ?? .max)
            marks.append(mark(of: period))
        }
        numbers.append(contentsOf: bytes)
        ends.append(UInt32(truncatingIfNeeded: numbers.count))
        periodEnds.append(UInt32(truncatingIfNeeded: from.count))
        return true
    }

    /// What is said of a licence.
    ///
    /// - Parameter number: in its canonical form.
    /// - Returns: `nil` when it is not in the table.
    /// - Complexity: O(log n).
    public func periods(of number: String) -> [ProfessionalPeriod]? {
        let wanted = Array(number.utf8)
        var range = ends.startIndex..<ends.endIndex
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            let seen = self.number(at: middle)
            if Self.precedes(seen, wanted[...]) {
                range = (middle + 1)..<range.upperBound
            } else if seen == wanted[...] {
                return periods(at: middle)
            } else {
                range = range.lowerBound..<middle
            }
        }
        return nil
    }

    /// The table after a change: what is said of the licences named is said anew.
    ///
    /// - Parameter changes: in the order of their numbers.
    /// - Returns: another table.
    public func applying(_ changes: [ProfessionFeed.Licence]) -> LicenceTable {
        var result = LicenceTable()
        var rest = changes[...]
        for index in ends.indices {
            let number = self.number(at: index)
            while let next = rest.first, Self.precedes(Array(next.number.utf8)[...], number) {
                result.append(next.number, next.periods)
                rest = rest.dropFirst()
            }
            if let next = rest.first, next.number.utf8.elementsEqual(number) { continue }
            result.append(String(decoding: number, as: UTF8.self), periods(at: index))
        }
        for next in rest { result.append(next.number, next.periods) }
        return result
    }

    private func number(at index: Int) -> ArraySlice<UInt8> {
        numbers[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
    }

    private func periods(at index: Int) -> [ProfessionalPeriod] {
        ((index == 0 ? 0 : Int(periodEnds[index - 1]))..<Int(periodEnds[index])).map { place in
            let mark = marks[place]
            let note = notes[Int(mark >> 8)]
            return ProfessionalPeriod(
                Self.standings[Int(mark & 3)], scope: Self.scopes[Int(mark >> 2 & 7)],
                acts: ProfessionalActs(rawValue: UInt8(truncatingIfNeeded: mark >> 5 & 7)), place: note.place,
                from: Instant(secondsSince1970: from[place]),
                until: until[place] == .max ? nil : Instant(secondsSince1970: until[place]), reason: note.reason)
        }
    }

    private mutating func mark(of period: ProfessionalPeriod) -> UInt32 {
        let standing = UInt32(Self.standings.firstIndex(of: period.standing) ?? 0)
        let scope = UInt32(Self.scopes.firstIndex(of: period.scope) ?? 0)
        let note = Note(reason: period.reason, place: period.place)
        var number = noteNumbers[note] ?? 0
        // Sixteen million different notes are no body's; beyond them the words are left out, never the standing.
        if noteNumbers[note] == nil, notes.count < 1 << 24 {
            number = UInt32(truncatingIfNeeded: notes.count)
            notes.append(note)
            noteNumbers[note] = number
        }
        return standing | scope << 2 | UInt32(period.acts.rawValue) << 5 | number << 8
    }

    private static let standings: [ProfessionalPeriod.Standing] = [.entitled, .suspended, .struckOff, .struckOff]
    private static let scopes: [SuspensionScope?] =
        [nil] + SuspensionScope.allCases.map { Optional($0) } + [nil, nil, nil]

    private static func precedes(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        left.lexicographicallyPrecedes(right)
    }
}
