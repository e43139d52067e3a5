// SPDX-License-Identifier: Apache-2.0

/// The two numbers of an RSA public key, checked for what can be seen without factoring.
///
///     RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }
///
/// - SeeAlso: RFC 8017 3.1 and A.1.1.
struct RSAPublicNumbers {
    /// Big-endian, without a sign octet.
    let modulus: ArraySlice<UInt8>
    /// Big-endian, without a sign octet.
    let exponent: ArraySlice<UInt8>

    var bits: Int { bitLength(modulus) }

    init(_ encoded: ArraySlice<UInt8>) throws(CryptographyError) {
        var outer = DERCursor(encoded)
        var body = DERCursor(try outer.read(DERCursor.sequence))
        try outer.finish()
        let signedModulus = try body.readInteger()
        let signedExponent = try body.readInteger()
        guard body.isAtEnd else { throw .malformedKey(offset: body.offset) }

        guard isPositive(signedModulus) else { throw .rsaModulusNotPositive }
        guard isPositive(signedExponent) else { throw .rsaExponentTooSmall }
        modulus = signedModulus.drop { $0 == 0 }
        exponent = signedExponent.drop { $0 == 0 }
        try check()
    }

    private func check() throws(CryptographyError) {
        let bits = bitLength(modulus)
        guard PublicKey.rsaBitLimits.contains(bits) else {
            throw .rsaModulusSize(bits: bits, allowed: PublicKey.rsaBitLimits)
        }
        guard isOdd(modulus) else { throw .rsaModulusEven }
        let exponentBits = bitLength(exponent)
        guard isOdd(exponent) else { throw .rsaExponentEven }
        guard exponentBits >= 2 else { throw .rsaExponentTooSmall }
        // OpenSSL verifies with longer exponents only up to 3072 bits, to bound the time that a
        // stranger's key can cost (OPENSSL_RSA_SMALL_MODULUS_BITS, OPENSSL_RSA_MAX_PUBEXP_BITS).
        let limit = bits > 3072 ? 64 : bits - 1
        guard exponentBits <= limit else { throw .rsaExponentTooLarge(bits: exponentBits, limit: limit) }
    }
}

/// Whether an INTEGER's content octets are above zero.
func isPositive(_ integer: ArraySlice<UInt8>) -> Bool {
    guard let first = integer.first, first < 0x80 else { return false }
    return first != 0 || integer.count > 1
}

/// How many bits a big-endian number without leading zero octets has.
func bitLength(_ number: ArraySlice<UInt8>) -> Int {
    guard let first = number.first else { return 0 }
    return number.count * 8 - first.leadingZeroBitCount
}

func isOdd(_ number: ArraySlice<UInt8>) -> Bool {
    (number.last ?? 0) & 1 == 1
}
