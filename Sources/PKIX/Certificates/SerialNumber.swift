// SPDX-License-Identifier: Apache-2.0
public import DER

/// The number that an issuer gives a certificate, once.
///
/// Kept as the content octets of its INTEGER, so that what is compared is what was signed. Negative and overlong
/// numbers exist in the field and can be read; ``isPositive`` and ``bytes`` let a rule refuse them.
///
/// - SeeAlso: RFC 5280 4.1.2.2 (positive, at most 20 octets).
public struct SerialNumber: Sendable, Hashable, Comparable {
    /// Two's complement, big-endian, without needless octets; one byte or more.
    public let bytes: [UInt8]

    /// Reads a serial number.
    ///
    /// - Parameters:
    ///   - node: the INTEGER.
    ///   - implicit: the tag to expect instead of INTEGER's own.
    /// - Throws: ``PKIXError/der(_:)``.
    public init(_ node: DERNode, implicit: Tag = .integer) throws(PKIXError) {
        bytes = Array(try der(node.integerBytes(implicit: implicit)))
    }

    /// Takes a natural number.
    ///
    /// - Parameter magnitude: big-endian; leading zeros do not count, no bytes are zero.
    public init(unsigned magnitude: [UInt8]) {
        // Apart from the generic one, since lists are made of hundreds of thousands of these.
        let first = magnitude.firstIndex { $0 != 0 } ?? magnitude.endIndex
        let isSigned = first < magnitude.endIndex && magnitude[first] < 0x80
        bytes = isSigned && first == 0 ? magnitude : (isSigned ? [] : [0]) + magnitude[first...]
    }

    /// Takes a natural number.
    ///
    /// - Parameter magnitude: big-endian; leading zeros do not count, no bytes are zero.
    public init(unsigned magnitude: some Sequence<UInt8>) {
        self.init(unsigned: Array(magnitude))
    }

    /// Reads hexadecimal digits of a natural number; `nil` for anything else and for no digits.
    ///
    /// - Parameter hex: digits of either case, at most 128, with or without the colons and spaces that tools print.
    public init?(hex: String) {
        let digits = hex.utf8.filter { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: " ") }
        guard !digits.isEmpty, digits.count <= 128 else { return nil }
        var magnitude: [UInt8] = []
        var high: UInt8? = digits.count.isMultiple(of: 2) ? nil : 0
        for digit in digits {
            guard let nibble = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
            if let upper = high {
                magnitude.append(upper << 4 | UInt8(nibble))
                high = nil
            } else {
                high = UInt8(nibble)
            }
        }
        self.init(unsigned: magnitude)
    }

    /// Whether the number is above zero.
    public var isPositive: Bool { bytes.first.map { $0 < 0x80 } ?? false && bytes != [0] }

    /// The encoded octets in lower-case hexadecimal, the sign octet of a natural number left out.
    public var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        let shown = bytes.count > 1 && bytes.first == 0 ? bytes.dropFirst() : bytes[...]
        return String(decoding: shown.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// By value.
    public static func < (left: SerialNumber, right: SerialNumber) -> Bool {
        let leftNegative = (left.bytes.first ?? 0) >= 0x80
        let rightNegative = (right.bytes.first ?? 0) >= 0x80
        if leftNegative != rightNegative { return leftNegative }
        if left.bytes.count != right.bytes.count {
            return (left.bytes.count < right.bytes.count) != leftNegative
        }
        return left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
