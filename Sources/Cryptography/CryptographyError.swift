// SPDX-License-Identifier: Apache-2.0

/// Why a key, a file or an operation of this room was not taken.
///
/// Each case is a fact with what was seen and what is allowed; offsets count from the start of
/// the buffer that was handed in; an object identifier is dotted, or in hexadecimal when an arc
/// is longer than 63 bits. No case ever carries key material or a passphrase.
public enum CryptographyError: Error, Equatable, Sendable {
    // Refusals: what was handed in.

    /// The bytes are not the DER of the key structure; `offset` is where reading stopped.
    case malformedKey(offset: Int)
    /// A complete key is followed by more bytes.
    case trailingBytes(offset: Int, count: Int)
    /// The key's algorithm is none this room knows.
    case unsupportedKeyAlgorithm(objectIdentifier: String)
    /// The algorithm's parameters are missing, or present where they must not be. RFC 3279 2.3, RFC 8410 3.
    case unexpectedKeyParameters(objectIdentifier: String)
    /// A DSA key without parameters, whose issuer's have to be inherited. RFC 3279 2.3.2.
    case missingDSAParameters
    /// A DSA parameter or value lies outside its range. FIPS 186-4 4.1.
    case dsaValueOutOfRange(DSAValue)
    /// A named curve that this room does not compute on.
    case unsupportedCurve(objectIdentifier: String, name: String?)
    /// The curve is spelled out instead of named. RFC 5480 2.1.1 forbids it.
    case explicitCurveParameters
    /// The point is encoded in a form other than uncompressed (04) or compressed (02, 03). RFC 5480 2.2.
    case unsupportedPointForm(seen: UInt8)
    /// The encoded point has another length than its form and curve demand; bytes.
    case pointLength(seen: Int, allowed: Int)
    /// The public key is the point at infinity.
    case pointAtInfinity
    /// The coordinates solve no equation of this curve.
    case pointNotOnCurve(KeyKind)
    /// The RSA modulus is even, so it is no product of two odd primes.
    case rsaModulusEven
    /// The RSA modulus is zero or negative.
    case rsaModulusNotPositive
    /// The RSA modulus is shorter or longer than this room computes with.
    case rsaModulusSize(bits: Int, allowed: ClosedRange<Int>)
    /// The RSA public exponent is even.
    case rsaExponentEven
    /// The RSA public exponent is below 3.
    case rsaExponentTooSmall
    /// The RSA public exponent is longer than allowed for the modulus, or not below it.
    case rsaExponentTooLarge(bits: Int, limit: Int)
    /// The raw public key has another length than its algorithm demands; bytes.
    case keyLength(seen: Int, allowed: Int)
    /// The Ed25519 public key is one of the few points under which anyone can sign anything.
    case smallOrderPoint

    /// The signature algorithm is not one that this kind of key can compute.
    case algorithmDoesNotFitKey(SignatureAlgorithm, KeyKind)
    /// The algorithm hashes by itself, so a ready digest is of no use to it.
    case algorithmNeedsMessage(SignatureAlgorithm)
    /// The digest has another length than the algorithm's hash; bytes.
    case digestLength(seen: Int, allowed: Int)
    /// No key of this kind can be generated here.
    case cannotGenerate(KeyKind)
    /// A count of bytes outside what can be drawn at once.
    case byteCount(seen: Int, allowed: ClosedRange<Int>)

    /// The file holds no private key; the labels of what it does hold.
    case noPrivateKey(labels: [String])
    /// The file holds more than one private key.
    case severalPrivateKeys(count: Int)
    /// The private key is not in PKCS#8; `openssl pkcs8 -topk8` converts it.
    case unsupportedPrivateKeyLabel(seen: String, allowed: [String])
    /// The key is encrypted and no passphrase was given.
    case passphraseNeeded
    /// The passphrase does not open the key.
    case wrongPassphrase
    /// Encrypting under nothing was asked for.
    case emptyPassphrase
    /// The passphrase is longer than OpenSSL takes; bytes.
    case passphraseLength(seen: Int, allowed: Int)
    /// The key is encrypted in a way that the library cannot undo.
    case unsupportedKeyEncryption(objectIdentifier: String)
    /// What the private half signs, the public half in the same file does not verify.
    case keyPairMismatch

    /// The PEM text breaks RFC 7468 on this line, counted from 1.
    case malformedPEM(PEMFault, line: Int)
    /// The text is not base64 in its canonical form from this offset on. RFC 4648 4 and 5.
    case malformedBase64(offset: Int)
    /// The text is not pairs of hexadecimal digits from this offset on.
    case malformedHex(offset: Int)

    /// A secret cannot be divided like this.
    case shareCount(threshold: Int, count: Int, allowed: ClosedRange<Int>)
    /// A secret is empty or too long to be divided; bytes.
    case secretLength(seen: Int, allowed: ClosedRange<Int>)
    /// Shares that are not of one secret: none, two of one number, or of different lengths.
    case sharesMismatch
    /// Sealed bytes have a part of a wrong length.
    case sealedBytesMalformed
    /// A token, or the module that it is reached by, refused or failed.
    case token(TokenFault)

    // Faults: ours or the library's.

    /// OpenSSL failed at `operation`; `queue` is its error queue, oldest first.
    case library(operation: String, queue: [String])
}
