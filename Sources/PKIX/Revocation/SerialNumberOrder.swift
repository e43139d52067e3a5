// SPDX-License-Identifier: Apache-2.0

/// The order that the entries of a revocation list are kept in: shorter numbers first, then by octets.
///
/// For the positive numbers that issuers give it is the order by value.
enum SerialNumberOrder {
    /// Whether a number comes before another.
    ///
    /// - Parameters:
    ///   - left: content octets.
    ///   - right: content octets.
    /// - Returns: `false` for equal numbers.
    static func precedes(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }

    /// The places of numbers in order; of equal ones the earlier place first.
    ///
    /// Length and first octets decide nearly every comparison, so they are compared as one integer.
    ///
    /// - Parameters:
    ///   - count: how many numbers there are.
    ///   - number: the content octets of the number at a place, 255 at most.
    /// - Returns: every place from 0 up to `count` once.
    /// - Complexity: `count` times its logarithm.
    static func sortedPlaces(_ count: Int, _ number: (Int) -> ArraySlice<UInt8>) -> [Int] {
        var keyed: [(key: UInt64, place: Int)] = []
        keyed.reserveCapacity(count)
        for place in 0..<count { keyed.append((key(number(place)), place)) }
        keyed.sort { left, right in
            if left.key != right.key { return left.key < right.key }
            let (leftOctets, rightOctets) = (number(left.place), number(right.place))
            return leftOctets == rightOctets ? left.place < right.place : precedes(leftOctets, rightOctets)
        }
        return keyed.map(\.place)
    }

    /// The length in the highest octet, then the first seven octets.
    private static func key(_ number: ArraySlice<UInt8>) -> UInt64 {
        var key = UInt64(truncatingIfNeeded: number.count)
        var taken = 0
        for octet in number.prefix(7) {
            key = key << 8 | UInt64(octet)
            taken += 1
        }
        return key << UInt64(8 * (7 - taken))
    }
}
