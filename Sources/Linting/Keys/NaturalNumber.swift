// SPDX-License-Identifier: Apache-2.0

/// A natural number of any size, for looking at the moduli of strangers' keys.
///
/// Public numbers only: nothing here runs in constant time.
struct NaturalNumber: Equatable {
    /// Least significant first; the highest limb is never zero, and zero has none.
    private(set) var limbs: [UInt32]

    init(_ value: UInt64) {
        limbs = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
        trim()
    }

    /// Takes big-endian bytes; leading zeros do not count.
    init(bigEndian bytes: some BidirectionalCollection<UInt8>) {
        limbs = []
        limbs.reserveCapacity(bytes.count / 4 + 1)
        var limb: UInt32 = 0
        var shift: UInt32 = 0
        for byte in bytes.reversed() {
            limb |= UInt32(byte) << shift
            shift += 8
            if shift == 32 {
                limbs.append(limb)
                (limb, shift) = (0, 0)
            }
        }
        limbs.append(limb)
        trim()
    }

    var isZero: Bool { limbs.isEmpty }

    var bitCount: Int {
        guard let highest = limbs.last else { return 0 }
        return limbs.count * 32 - highest.leadingZeroBitCount
    }

    /// The remainder of a division by a number above zero.
    func remainder(dividingBy divisor: UInt32) -> UInt32 {
        precondition(divisor > 0, "division by zero")
        var remainder: UInt64 = 0
        for limb in limbs.reversed() {
            remainder = (remainder << 32 | UInt64(limb)) % UInt64(divisor)
        }
        return UInt32(remainder)
    }

    mutating func add(_ other: NaturalNumber) {
        var carry: UInt64 = 0
        for index in 0..<max(limbs.count, other.limbs.count) {
            if index == limbs.count { limbs.append(0) }
            let sum = UInt64(limbs[index]) + UInt64(index < other.limbs.count ? other.limbs[index] : 0) + carry
            limbs[index] = UInt32(truncatingIfNeeded: sum)
            carry = sum >> 32
        }
        if carry > 0 { limbs.append(UInt32(carry)) }
    }

    /// Takes away a number that is not larger.
    mutating func subtract(_ other: NaturalNumber) {
        var borrow: Int64 = 0
        for index in limbs.indices {
            guard index < other.limbs.count || borrow > 0 else { break }
            let rest = Int64(limbs[index]) - Int64(index < other.limbs.count ? other.limbs[index] : 0) - borrow
            limbs[index] = UInt32(truncatingIfNeeded: rest)
            borrow = rest < 0 ? 1 : 0
        }
        precondition(borrow == 0 && other.limbs.count <= limbs.count, "the smaller number minus the larger")
        trim()
    }

    /// Doubles the number, and adds one or nothing.
    mutating func shiftIn(_ bit: UInt32) {
        var carry = bit & 1
        for index in limbs.indices {
            let limb = limbs[index]
            limbs[index] = limb << 1 | carry
            carry = limb >> 31
        }
        if carry > 0 { limbs.append(carry) }
    }

    func isSet(bit: Int) -> Bool {
        let index = bit / 32
        return index < limbs.count && limbs[index] >> UInt32(bit % 32) & 1 == 1
    }

    private mutating func trim() {
        while limbs.last == 0 { limbs.removeLast() }
    }
}

extension NaturalNumber: Comparable {
    static func < (left: NaturalNumber, right: NaturalNumber) -> Bool {
        guard left.limbs.count == right.limbs.count else { return left.limbs.count < right.limbs.count }
        for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
            return left.limbs[index] < right.limbs[index]
        }
        return false
    }
}

extension NaturalNumber {
    /// The largest number whose square is not above this one, and what remains.
    ///
    /// Written out digit by digit in base two: half as many steps as the number has bits.
    func squareRoot() -> (root: NaturalNumber, remainder: NaturalNumber) {
        var root = NaturalNumber(0)
        var remainder = NaturalNumber(0)
        for pair in stride(from: (bitCount - 1) / 2, through: 0, by: -1) {
            remainder.shiftIn(isSet(bit: 2 * pair + 1) ? 1 : 0)
            remainder.shiftIn(isSet(bit: 2 * pair) ? 1 : 0)
            // The next digit is 1 when (2·root + 1) still fits, both taken at this digit's place: 4·root + 1.
            var trial = root
            trial.shiftIn(0)
            trial.shiftIn(1)
            if trial <= remainder {
                remainder.subtract(trial)
                root.shiftIn(1)
            } else {
                root.shiftIn(0)
            }
        }
        return (root, remainder)
    }

    var isPerfectSquare: Bool {
        // Squares have 12 of 64 residues, 16 of 63 and 21 of 65: three divisions spare 99 of 100 roots.
        guard Self.squares[0].contains(remainder(dividingBy: 64)),
            Self.squares[1].contains(remainder(dividingBy: 63)), Self.squares[2].contains(remainder(dividingBy: 65))
        else { return false }
        return squareRoot().remainder.isZero
    }

    private static let squares: [Set<UInt32>] = [64, 63, 65].map { (modulus: UInt32) in
        Set((0..<modulus).map { $0 * $0 % modulus })
    }
}
