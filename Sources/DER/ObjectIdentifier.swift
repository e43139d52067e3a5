// SPDX-License-Identifier: Apache-2.0

/// An ASN.1 OBJECT IDENTIFIER.
///
/// Kept as its content octets: comparing and hashing need no arcs, and an arc may be 128 bits wide (`2.25.<UUID>`).
///
/// - SeeAlso: X.690 8.19.
public struct ObjectIdentifier: Hashable, Sendable, CustomStringConvertible {
    /// The content octets: base-128 arcs, the first two in one.
    public let contentBytes: ArraySlice<UInt8>

    /// Longer than any identifier in use, short enough that printing one stays cheap.
    public static let maximumBytes = 128

    /// Takes content octets.
    ///
    /// Gives `nil` when they are empty, longer than ``maximumBytes``, end inside an arc, or pad an arc.
    public init?(contentBytes: ArraySlice<UInt8>) {
        guard let last = contentBytes.last, last < 0x80, contentBytes.count <= Self.maximumBytes else { return nil }
        var startsArc = true
        for octet in contentBytes {
            if startsArc, octet == 0x80 { return nil }
            startsArc = octet < 0x80
        }
        self.contentBytes = contentBytes
    }

    /// Reads dotted decimal: `2.5.29.15`.
    ///
    /// Anything else gives `nil`.
    ///
    /// - Parameter dotted: two arcs or more; the first 0, 1 or 2, the second below 40 under 0 and 1.
    public init?(_ dotted: String) {
        let arcs = dotted.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard arcs.count >= 2, dotted.utf8.count <= 512 else { return nil }
        var numbers: [[UInt8]] = []
        for arc in arcs {
            guard !arc.isEmpty, arc.allSatisfy({ (0x30...0x39).contains($0) }), arc.count == 1 || arc.first != 0x30
            else { return nil }
            numbers.append(arc.map { $0 - 0x30 })
        }
        guard numbers[0].count == 1, numbers[0][0] <= 2 else { return nil }
        if numbers[0][0] < 2 {
            guard numbers[1].count == 1 || (numbers[1].count == 2 && numbers[1][0] < 4) else { return nil }
        }
        var content = Self.base128(adding: 40 * Int(numbers[0][0]), to: numbers[1])
        for number in numbers.dropFirst(2) {
            content += Self.base128(adding: 0, to: number)
        }
        self.init(contentBytes: content[...])
    }

    /// Dotted decimal: `2.5.29.15`.
    public var dotted: String {
        var arcs: [String] = []
        var arc: [UInt8] = []
        for octet in contentBytes {
            arc.append(octet & 0x7f)
            if octet < 0x80 {
                arcs.append(contentsOf: arcs.isEmpty ? Self.firstArcs(arc) : [Self.decimal(arc, subtracting: 0)])
                arc = []
            }
        }
        return arcs.joined(separator: ".")
    }

    /// The dotted form.
    public var description: String { dotted }

    private static func firstArcs(_ arc: [UInt8]) -> [String] {
        if arc.count == 1, arc[0] < 80 {
            return ["\(arc[0] / 40)", "\(arc[0] % 40)"]
        }
        return ["2", decimal(arc, subtracting: 80)]
    }

    /// Decimal digits, highest first, to base-128 octets with continuation bits.
    private static func base128(adding offset: Int, to digits: [UInt8]) -> [UInt8] {
        var septets: [Int] = [offset]
        var isFirst = true
        for digit in digits {
            // value = value * 10 + digit; the offset must not be multiplied, so it is added at the end instead.
            var carry = Int(digit)
            if isFirst {
                septets = [0]
                isFirst = false
            }
            for index in septets.indices {
                let sum = septets[index] * 10 + carry
                septets[index] = sum & 0x7f
                carry = sum >> 7
            }
            if carry > 0 { septets.append(carry) }
        }
        var carry = offset
        for index in septets.indices where carry > 0 {
            let sum = septets[index] + carry
            septets[index] = sum & 0x7f
            carry = sum >> 7
        }
        if carry > 0 { septets.append(carry) }
        return septets.enumerated().reversed().map { index, septet in
            UInt8(truncatingIfNeeded: septet) | (index == 0 ? 0 : 0x80)
        }
    }

    /// Base-128 septets, highest first, to decimal.
    private static func decimal(_ septets: [UInt8], subtracting offset: Int) -> String {
        var digits: [Int] = [0]
        for septet in septets {
            var carry = Int(septet)
            for index in digits.indices {
                let sum = digits[index] * 128 + carry
                digits[index] = sum % 10
                carry = sum / 10
            }
            while carry > 0 {
                digits.append(carry % 10)
                carry /= 10
            }
        }
        var borrow = offset
        for index in digits.indices where borrow > 0 {
            let difference = digits[index] - borrow % 10
            borrow = borrow / 10 + (difference < 0 ? 1 : 0)
            digits[index] = difference < 0 ? difference + 10 : difference
        }
        while digits.count > 1, digits.last == 0 { digits.removeLast() }
        return digits.reversed().map { "\($0)" }.joined()
    }
}
