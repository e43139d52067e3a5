// SPDX-License-Identifier: Apache-2.0

/// The odd primes that moduli are tried with.
enum SmallPrimes {
    /// 3 to 751, the bound that NIST SP 800-89 5.3.3 gives and other authorities test to; 132 with 2.
    static let upTo751 = sieve(751)

    /// 3 to 167: the primes over which Infineon's generator leaves its mark for every key size it made.
    static let upTo167 = upTo751.filter { $0 <= 167 }

    private static func sieve(_ limit: UInt32) -> [UInt32] {
        stride(from: 3, through: limit, by: 2).filter { candidate in
            !stride(from: 3, to: candidate, by: 2).contains { candidate.isMultiple(of: $0) }
        }
    }
}
