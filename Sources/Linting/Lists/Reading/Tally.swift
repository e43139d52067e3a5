// SPDX-License-Identifier: Apache-2.0

/// How many entries of a list have something about them, and which is the first.
public struct Tally: Sendable, Hashable {
    /// How many.
    public private(set) var count = 0

    /// The place of the first, counted from 1; 0 when there is none.
    public private(set) var first = 0

    /// Whether there is none.
    public var isEmpty: Bool { count == 0 }

    /// Takes one more entry in.
    ///
    /// - Parameter place: the place of the entry, counted from 1.
    mutating func add(_ place: Int) {
        if count == 0 { first = place }
        count &+= 1
    }

    /// What a finding says of it.
    func told(_ what: String) -> String {
        count == 1 ? "\(what) (entry \(first))" : "\(what) (\(count) entries, entry \(first) first)"
    }
}
