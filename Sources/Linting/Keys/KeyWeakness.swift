// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// Why a public key may not be certified; each cause its own case, with what was seen and what is allowed.
///
/// - SeeAlso: CP/CPS 6.1.5 and 6.1.6; CA/Browser Forum S/MIME BR 6.1.1.3 and 6.1.6.
public enum KeyWeakness: Error, Equatable, Sendable {
    /// The bytes are no key that can be computed with: malformed, an unknown algorithm; the key room's own cause says
    /// which.
    case unusable(CryptographyError)
    /// A point that does not lie on the curve it names, where signatures leak the key or anyone can make them.
    case notOnCurve(KeyKind)
    /// The point at infinity, under which anyone can sign.
    case pointAtInfinity
    /// A key of a kind that is not among those allowed, an elliptic curve for instance.
    case kindNotAllowed(seen: KeyKind, allowed: [String])
    /// An RSA modulus shorter or longer than allowed; bits.
    case rsaSize(bits: Int, allowed: ClosedRange<Int>)
    /// An RSA public exponent below 65537.
    case rsaExponentTooSmall(seen: String, allowed: String)
    /// An RSA public exponent of 2^64 or more.
    case rsaExponentTooLarge(bits: Int, allowed: String)
    /// An even RSA public exponent, to which no private one belongs.
    case rsaExponentEven
    /// An RSA modulus that a small prime divides, so that it is no product of two large ones.
    case rsaSmallFactor(prime: Int)
    /// An RSA modulus whose two primes lie so near each other that Fermat's method finds them.
    case rsaClosePrimes(rounds: Int)
    /// An RSA modulus with the fingerprint of Infineon's weak generator (CVE-2017-15361, "ROCA").
    case rsaROCA
    /// A key that a broken generator makes, so that it can be guessed; the name of the list that has it.
    case predictable(list: String)
}
