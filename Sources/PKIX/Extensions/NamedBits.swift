// SPDX-License-Identifier: Apache-2.0
import DER

/// Named-bit lists of at most 16 bits, as numbers whose bit `n` is the named bit `n`.
enum NamedBits {
    /// Reads a named-bit list.
    ///
    /// - Parameters:
    ///   - node: the BIT STRING.
    ///   - implicit: its tag.
    ///   - field: what it is called in the error.
    ///   - count: how many bits have names.
    /// - Returns: the number.
    /// - Throws: ``PKIXError``, naming the field.
    static func read(_ node: DERNode, implicit: Tag, field: String, count: Int) throws(PKIXError) -> UInt16 {
        let bits = try der(node.bitString(implicit: implicit))
        guard bits.isMinimalNamedBitList else {
            throw .unexpected(
                field: field, seen: "trailing zero bits", allowed: "none (X.690 11.2.2)", offset: node.offset)
        }
        let length = bits.bytes.count * 8 - bits.unusedBits
        guard length <= count else {
            throw .outOfRange(
                field: field, seen: "bit \(length - 1)", allowed: "bits 0 to \(count - 1)", offset: node.offset)
        }
        return (0..<length).reduce(0) { bits.bit($1) ? $0 | 1 << UInt16($1) : $0 }
    }

    /// The numbers of the bits that are set, ascending.
    static func numbers(_ rawValue: UInt16) -> [Int] {
        (0..<16).filter { rawValue & 1 << UInt16($0) != 0 }
    }
}
