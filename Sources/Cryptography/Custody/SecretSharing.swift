// SPDX-License-Identifier: Apache-2.0

/// Divides a secret so that any m of n shares give it back and m-1 say nothing about it.
///
/// Each byte of the secret is the value at 0 of a polynomial of its own of degree m-1 over GF(2^8), whose other
/// coefficients are random; a share is the values at one other place. Through m-1 points and any value at 0 there is
/// exactly one such polynomial, so m-1 shares fit every secret equally well.
///
/// - SeeAlso: A. Shamir, "How to share a secret", Communications of the ACM 22 (1979); RFC 3647 4.6.2 (m of n).
public enum SecretSharing {
    /// How many shares there can be: places other than 0 in the field, kept to what a room of people can be.
    public static let counts = 2...16

    /// Divides a secret.
    ///
    /// - Parameters:
    ///   - secret: 1 to 1024 bytes.
    ///   - threshold: how many shares are needed, 2 to `count`.
    ///   - count: how many shares are made, 2 to 16.
    ///   - random: so many random bytes.
    /// - Returns: the shares, numbered from 1.
    /// - Throws: ``CryptographyError/shareCount(threshold:count:allowed:)``, ``CryptographyError/secretLength(seen:allowed:)``,
    ///   or what `random` throws.
    public static func divide(
        _ secret: [UInt8], threshold: Int, count: Int,
        random: (Int) throws(CryptographyError) -> [UInt8] = { count throws(CryptographyError) in
            try SecureRandom.bytes(count)
        }
    ) throws(CryptographyError) -> [SecretShare] {
        guard counts.contains(count), (2...count).contains(threshold) else {
            throw .shareCount(threshold: threshold, count: count, allowed: counts)
        }
        guard (1...1024).contains(secret.count) else { throw .secretLength(seen: secret.count, allowed: 1...1024) }
        // The coefficients from the first power up, a row of the secret's length for each.
        let coefficients = try random(secret.count * (threshold - 1))
        guard coefficients.count == secret.count * (threshold - 1) else {
            throw .byteCount(seen: coefficients.count, allowed: 1...1_048_576)
        }
        return (1...count).map { place in
            let x = UInt8(truncatingIfNeeded: place)
            let bytes = secret.indices.map { index in
                // Horner's rule, from the highest power down.
                var value: UInt8 = 0
                for power in (0..<threshold - 1).reversed() {
                    value = GaloisField.multiply(value ^ coefficients[power * secret.count + index], x)
                }
                return value ^ secret[index]
            }
            return SecretShare(number: x, bytes: bytes)
        }
    }

    /// Puts a secret together.
    ///
    /// Shares that do not belong together give some other secret: whoever calls has to know the right one when he sees
    /// it.
    ///
    /// - Parameter shares: as many as the threshold says, of one secret, each once; more do no harm.
    /// - Returns: the secret, if the shares were enough.
    /// - Throws: ``CryptographyError/sharesMismatch``: none, two of one number, number 0, or of different lengths.
    public static func combine(_ shares: [SecretShare]) throws(CryptographyError) -> [UInt8] {
        guard let length = shares.first?.bytes.count, length > 0,
            shares.allSatisfy({ $0.number > 0 && $0.bytes.count == length }),
            Set(shares.map(\.number)).count == shares.count
        else { throw .sharesMismatch }
        var secret = [UInt8](repeating: 0, count: length)
        for share in shares {
            // Lagrange's basis at 0: the product of x / (x - own) over the others; subtraction is exclusive or.
            var weight: UInt8 = 1
            for other in shares where other.number != share.number {
                let difference = GaloisField.inverse(other.number ^ share.number)
                weight = GaloisField.multiply(weight, GaloisField.multiply(other.number, difference))
            }
            for index in secret.indices { secret[index] ^= GaloisField.multiply(weight, share.bytes[index]) }
        }
        return secret
    }
}
