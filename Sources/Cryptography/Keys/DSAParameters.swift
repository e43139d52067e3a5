// SPDX-License-Identifier: Apache-2.0

/// The group that a DSA key lives in.
///
///     Dss-Parms ::= SEQUENCE { p INTEGER, q INTEGER, g INTEGER }
///
/// - SeeAlso: RFC 3279 2.3.2; FIPS 186-4 4.1 and 4.2.
struct DSAParameters: Hashable {
    /// Big-endian, without a sign octet.
    let p: ArraySlice<UInt8>
    /// Big-endian, without a sign octet.
    let q: ArraySlice<UInt8>
    /// Big-endian, without a sign octet.
    let g: ArraySlice<UInt8>

    var bits: Int { bitLength(p) }

    /// Reads what the SEQUENCE holds, and checks it.
    init(_ content: ArraySlice<UInt8>) throws(CryptographyError) {
        var cursor = DERCursor(content)
        p = try Self.unsigned(try cursor.readInteger(), .p)
        q = try Self.unsigned(try cursor.readInteger(), .q)
        g = try Self.unsigned(try cursor.readInteger(), .g)
        guard cursor.isAtEnd else { throw .malformedKey(offset: cursor.offset) }
        // FIPS 186-4 4.2 has 1024 to 3072; FIPS 186-2, which PKITS' age still knew, began at 512.
        guard (512...3072).contains(bitLength(p)), isOdd(p) else { throw .dsaValueOutOfRange(.p) }
        guard [160, 224, 256].contains(bitLength(q)), isOdd(q) else { throw .dsaValueOutOfRange(.q) }
        guard bitLength(g) > 1, Self.isBelow(g, p) else { throw .dsaValueOutOfRange(.g) }
    }

    /// Checks that a public value lies strictly between 1 and p.
    func checked(value: ArraySlice<UInt8>) throws(CryptographyError) -> ArraySlice<UInt8> {
        let value = try Self.unsigned(value, .y)
        guard bitLength(value) > 1, Self.isBelow(value, p) else { throw .dsaValueOutOfRange(.y) }
        return value
    }

    private static func unsigned(
        _ integer: ArraySlice<UInt8>, _ name: DSAValue
    ) throws(CryptographyError) -> ArraySlice<UInt8> {
        guard isPositive(integer) else { throw .dsaValueOutOfRange(name) }
        return integer.drop { $0 == 0 }
    }

    private static func isBelow(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }
}
