// SPDX-License-Identifier: Apache-2.0
public import DER

extension OID {
    // MARK: Digests (RFC 3279; NIST CSOR)

    /// `id-sha1`.
    public static let sha1 = ObjectIdentifier(1, 3, 14, 3, 2, 26)
    /// `id-sha256`.
    public static let sha256 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 1)
    /// `id-sha384`.
    public static let sha384 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 2)
    /// `id-sha512`.
    public static let sha512 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 3)
    /// `id-sha224`.
    public static let sha224 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 4)
    /// `id-sha3-224`.
    public static let sha3With224Bits = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 7)
    /// `id-sha3-256`.
    public static let sha3With256Bits = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 8)
    /// `id-sha3-384`.
    public static let sha3With384Bits = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 9)
    /// `id-sha3-512`.
    public static let sha3With512Bits = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 10)

    // MARK: RSA (RFC 8017 appendix C; RFC 4055; NIST CSOR)

    /// `rsaEncryption`: the key, and the signature algorithm of many a `SignerInfo`.
    public static let rsaEncryption = ObjectIdentifier(1, 2, 840, 113_549, 1, 1, 1)
    /// `sha1WithRSAEncryption`.
    public static let sha1WithRSA = ObjectIdentifier(1, 2, 840, 113_549, 1, 1, 5)
    /// `id-mgf1`.
    public static let mgf1 = ObjectIdentifier(1, 2, 840, 113_549, 1, 1, 8)
    /// `id-RSASSA-PSS`.
    public static let rsaPSS = ObjectIdentifier(1, 2, 840, 113_549, 1, 1, 10)
    /// `sha256WithRSAEncryption`.
    public static let sha256WithRSA = ObjectIdentifier(1, 2, 840, 113_549, 1, 1, 11)
    /// `sha384WithRSAEncryption`.
    public static let sha384WithRSA = ObjectIdentifier(1, 2, 840, 113_549, 1, 1, 12)
    /// `sha512WithRSAEncryption`.
    public static let sha512WithRSA = ObjectIdentifier(1, 2, 840, 113_549, 1, 1, 13)
    /// `sha224WithRSAEncryption`.
    public static let sha224WithRSA = ObjectIdentifier(1, 2, 840, 113_549, 1, 1, 14)
    /// `id-rsassa-pkcs1-v1_5-with-sha3-224`.
    public static let sha3With224BitsWithRSA = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 13)
    /// `id-rsassa-pkcs1-v1_5-with-sha3-256`.
    public static let sha3With256BitsWithRSA = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 14)
    /// `id-rsassa-pkcs1-v1_5-with-sha3-384`.
    public static let sha3With384BitsWithRSA = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 15)
    /// `id-rsassa-pkcs1-v1_5-with-sha3-512`.
    public static let sha3With512BitsWithRSA = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 16)

    // MARK: Elliptic curves (RFC 5480; RFC 5758; RFC 5639; RFC 8410; NIST CSOR)

    /// `id-ecPublicKey`.
    public static let ecPublicKey = ObjectIdentifier(1, 2, 840, 10_045, 2, 1)
    /// `prime256v1`, P-256.
    public static let p256 = ObjectIdentifier(1, 2, 840, 10_045, 3, 1, 7)
    /// `secp384r1`, P-384.
    public static let p384 = ObjectIdentifier(1, 3, 132, 0, 34)
    /// `secp521r1`, P-521.
    public static let p521 = ObjectIdentifier(1, 3, 132, 0, 35)
    /// `ecdsa-with-SHA1`.
    public static let ecdsaWithSHA1 = ObjectIdentifier(1, 2, 840, 10_045, 4, 1)
    /// `ecdsa-with-SHA224`.
    public static let ecdsaWithSHA224 = ObjectIdentifier(1, 2, 840, 10_045, 4, 3, 1)
    /// `ecdsa-with-SHA256`.
    public static let ecdsaWithSHA256 = ObjectIdentifier(1, 2, 840, 10_045, 4, 3, 2)
    /// `ecdsa-with-SHA384`.
    public static let ecdsaWithSHA384 = ObjectIdentifier(1, 2, 840, 10_045, 4, 3, 3)
    /// `ecdsa-with-SHA512`.
    public static let ecdsaWithSHA512 = ObjectIdentifier(1, 2, 840, 10_045, 4, 3, 4)
    /// `id-ecdsa-with-sha3-224`.
    public static let ecdsaWithSHA3With224Bits = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 9)
    /// `id-ecdsa-with-sha3-256`.
    public static let ecdsaWithSHA3With256Bits = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 10)
    /// `id-ecdsa-with-sha3-384`.
    public static let ecdsaWithSHA3With384Bits = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 11)
    /// `id-ecdsa-with-sha3-512`.
    public static let ecdsaWithSHA3With512Bits = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 12)
    /// `id-Ed25519`.
    public static let ed25519 = ObjectIdentifier(1, 3, 101, 112)

    // MARK: DSA (RFC 3279 2.2.2; RFC 5758 3.1)

    /// `id-dsa`.
    public static let dsa = ObjectIdentifier(1, 2, 840, 10_040, 4, 1)
    /// `id-dsa-with-sha1`.
    public static let dsaWithSHA1 = ObjectIdentifier(1, 2, 840, 10_040, 4, 3)
    /// `id-dsa-with-sha224`.
    public static let dsaWithSHA224 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 1)
    /// `id-dsa-with-sha256`.
    public static let dsaWithSHA256 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 2)
    /// `id-dsa-with-sha384`.
    public static let dsaWithSHA384 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 3)
    /// `id-dsa-with-sha512`.
    public static let dsaWithSHA512 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 4)
    /// `id-dsa-with-sha3-224`.
    public static let dsaWithSHA3With224Bits = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 5)
    /// `id-dsa-with-sha3-256`.
    public static let dsaWithSHA3With256Bits = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 6)
    /// `id-dsa-with-sha3-384`.
    public static let dsaWithSHA3With384Bits = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 7)
    /// `id-dsa-with-sha3-512`.
    public static let dsaWithSHA3With512Bits = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 3, 8)
}
