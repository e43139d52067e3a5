// SPDX-License-Identifier: Apache-2.0

/// The value of a BIT STRING.
public struct BitString: Sendable, Hashable {
    /// The bits, first bit highest; the unused bits of the last byte are zero.
    public let bytes: ArraySlice<UInt8>

    /// How many low bits of the last byte do not belong to the string; 0 to 7.
    public let unusedBits: Int

    /// Takes bits that are already in form.
    public init(bytes: ArraySlice<UInt8>, unusedBits: Int) {
        self.bytes = bytes
        self.unusedBits = unusedBits
    }

    /// The bit of a named-bit list, `false` past the end.
    ///
    /// - Parameter number: the bit's number in the ASN.1 module, from 0.
    /// - Returns: whether it is set.
    public func bit(_ number: Int) -> Bool {
        guard number >= 0, number < bytes.count * 8 else { return false }
        return bytes[bytes.startIndex + number / 8] & (0x80 >> (number % 8)) != 0
    }

    /// Whether a named-bit list ends in a one bit, as DER asks (X.690 11.2.2).
    public var isMinimalNamedBitList: Bool {
        guard let last = bytes.last else { return true }
        return last & (1 << unusedBits) != 0
    }
}
