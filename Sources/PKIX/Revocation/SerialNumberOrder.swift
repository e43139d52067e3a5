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
        var keyed: [Keyed] = []
        keyed.reserveCapacity(count)
        for place in 0..<count { keyed.append(Keyed(key: key(number(place)), place: place)) }
        // The comparison takes nothing in from outside: a million numbers are compared twenty million times.
        keyed.sort { $0.key != $1.key ? $0.key < $1.key : $0.place < $1.place }
        var places = keyed.map(\.place)
        var start = 0
        while start < count {
            var end = start + 1
            while end < count, keyed[end].key == keyed[start].key { end += 1 }
            if end - start > 1 {
                places[start..<end].sort { left, right in
                    let (leftOctets, rightOctets) = (number(left), number(right))
                    return leftOctets == rightOctets ? left < right : precedes(leftOctets, rightOctets)
                }
            }
            start = end
        }
        return places
    }

    private struct Keyed {
        let key: UInt64
        let place: Int
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
