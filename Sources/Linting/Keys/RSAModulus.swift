// SPDX-License-Identifier: Apache-2.0

/// What can be seen of an RSA modulus without factoring it in earnest.
struct RSAModulus {
    let number: NaturalNumber

    /// Takes a big-endian modulus.
    init(_ bytes: [UInt8]) { number = NaturalNumber(bigEndian: bytes) }

    /// The smallest odd prime up to 751 that divides the modulus; nil when none does.
    ///
    /// - SeeAlso: NIST SP 800-89 5.3.3; CA/Browser Forum S/MIME BR 6.1.6.
    var smallFactor: Int? {
        SmallPrimes.upTo751.first { number.remainder(dividingBy: $0) == 0 }.map(Int.init)
    }

    /// Whether the modulus was made as Infineon's library made its primes: each is a multiple of a product of small
    /// primes plus a power of 65537, so modulo every small prime the modulus is a power of 65537 as well.
    ///
    /// A sound modulus passes for such a one about once in 2^27.
    ///
    /// - SeeAlso: Nemec et al., "The Return of Coppersmith's Attack", CCS 2017, 2.3; CVE-2017-15361.
    var hasROCAFingerprint: Bool {
        zip(SmallPrimes.upTo167, Self.powersOf65537).allSatisfy { prime, powers in
            powers.contains(number.remainder(dividingBy: prime))
        }
    }

    /// Whether Fermat's method finds both factors within some rounds, because they lie close together.
    ///
    /// With `a` from the square root upwards, `a² - n` becomes a square `b²` when `n = (a - b)(a + b)`.
    /// Primes that were drawn apart need about 2^(bits/2 - 4) rounds.
    ///
    /// - SeeAlso: FIPS 186-4 B.3.3 step 5.4 (|p - q| > 2^(nlen/2 - 100)); CVE-2022-26320.
    func hasClosePrimes(rounds: Int) -> Bool {
        let (root, remainder) = number.squareRoot()
        if remainder.isZero { return true }
        // Of the first a above the root: a² - n = (root + 1)² - n = 2·root + 1 - remainder.
        var step = root
        step.shiftIn(1)
        var difference = step
        difference.subtract(remainder)
        let two = NaturalNumber(2)
        for _ in 0..<rounds {
            if difference.isPerfectSquare { return true }
            // (a + 1)² - a² = 2·a + 1, which grows by two each round.
            step.add(two)
            difference.add(step)
        }
        return false
    }

    /// For each prime of ``SmallPrimes/upTo167``, the residues that are powers of 65537.
    private static let powersOf65537: [Set<UInt32>] = SmallPrimes.upTo167.map { prime in
        var powers: Set<UInt32> = []
        var power: UInt32 = 1
        while powers.insert(power).inserted { power = power * (65_537 % prime) % prime }
        return powers
    }
}
