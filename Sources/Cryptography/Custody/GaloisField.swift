// SPDX-License-Identifier: Apache-2.0

/// Arithmetic in GF(2^8) with the polynomial x^8 + x^4 + x^3 + x + 1.
///
/// Without tables and without branches on values: what is computed here is a secret, and a table's cache lines or a
/// branch's time would tell of it.
///
/// - SeeAlso: FIPS 197 4.2 (the same field).
enum GaloisField {
    /// The product of two elements.
    static func multiply(_ one: UInt8, _ other: UInt8) -> UInt8 {
        var product: UInt8 = 0
        var shifted = one
        for bit in 0..<8 {
            // All ones where the bit is set, all zeros where it is not.
            product ^= shifted & (0 &- (other >> UInt8(bit) & 1))
            shifted = shifted << 1 ^ (0x1b & (0 &- (shifted >> 7)))
        }
        return product
    }

    /// The element that gives 1 with another; 0 for 0, which has none.
    static func inverse(_ element: UInt8) -> UInt8 {
        // The multiplicative group has 255 elements, so the 254th power is the inverse: 254 is 11111110 in binary.
        var power = element
        var result: UInt8 = 1
        for _ in 0..<7 {
            power = multiply(power, power)
            result = multiply(result, power)
        }
        return result
    }
}
