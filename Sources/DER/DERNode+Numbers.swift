// SPDX-License-Identifier: Apache-2.0

extension DERNode {
    /// The content octets of an INTEGER: two's complement, big-endian, no needless first octet.
    ///
    /// - Parameter implicit: the tag to expect instead of INTEGER's own.
    /// - Returns: one byte or more.
    /// - Throws: ``DERError/integerNotMinimal(offset:)``. X.690 8.3.
    public func integerBytes(implicit: Tag = .integer) throws(DERError) -> ArraySlice<UInt8> {
        try expect(implicit)
        guard let first = content.first else { throw .integerNotMinimal(offset: offset) }
        if content.count > 1 {
            let second = content[content.startIndex + 1]
            let isNeedless = (first == 0 && second < 0x80) || (first == 0xff && second >= 0x80)
            guard !isNeedless else { throw .integerNotMinimal(offset: offset) }
        }
        return content
    }

    /// A natural number's bytes, big-endian, without a sign octet; zero is one zero byte.
    ///
    /// - Parameter implicit: the tag to expect instead of INTEGER's own.
    /// - Returns: one byte or more.
    /// - Throws: ``DERError/integerNegative(offset:)`` and what ``integerBytes(implicit:)`` throws.
    public func unsignedInteger(implicit: Tag = .integer) throws(DERError) -> ArraySlice<UInt8> {
        let bytes = try integerBytes(implicit: implicit)
        guard let first = bytes.first, first < 0x80 else { throw .integerNegative(offset: offset) }
        return first == 0 && bytes.count > 1 ? bytes.dropFirst() : bytes
    }

    /// A number of at most 63 bits and a sign.
    ///
    /// - Parameter implicit: the tag to expect instead of INTEGER's own.
    /// - Returns: the number.
    /// - Throws: ``DERError/integerTooLarge(offset:allowedBits:)`` and what ``integerBytes(implicit:)`` throws.
    public func smallInteger(implicit: Tag = .integer) throws(DERError) -> Int {
        let bytes = try integerBytes(implicit: implicit)
        guard bytes.count <= 8 else { throw .integerTooLarge(offset: offset, allowedBits: 64) }
        var value: Int64 = (bytes.first ?? 0) >= 0x80 ? -1 : 0
        for byte in bytes {
            value = value << 8 | Int64(byte)
        }
        return Int(value)
    }

    /// The value of an ENUMERATED.
    ///
    /// - Throws: ``DERError`` as ``smallInteger(implicit:)``.
    public func enumerated(implicit: Tag = .enumerated) throws(DERError) -> Int {
        try smallInteger(implicit: implicit)
    }
}
