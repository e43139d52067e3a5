// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
public import Linting
import PKIX

/// What every authority of a house shares: its public address, its clock, its source of random numbers.
public struct IssuingSite: Sendable {
    /// The public listener, without a slash at its end; written into certificates.
    public let publicURL: String

    /// Into how many revocation lists an authority's certificates are divided.
    public let shardCount: Int

    /// The first octet of every serial number, 01 to 7f: it keeps the number positive, and tells houses apart that
    /// issue under one name.
    public let serialPrefix: UInt8

    /// What a certified key must be.
    public let keyRules: KeyRules

    let clock: @Sendable () -> Instant
    let random: @Sendable (Int) throws(CryptographyError) -> [UInt8]
    let reached: @Sendable (IssuancePoint) -> Void

    /// Takes the parts.
    ///
    /// - Parameters:
    ///   - publicURL: such as `http://pki.example.ir`.
    ///   - shardCount: 1 or more; never changed while a certificate is valid.
    ///   - serialPrefix: 01 to 7f; other values lose their highest bit, and zero is taken for one.
    ///   - keyRules: what a certified key must be.
    ///   - clock: what time it is.
    ///   - random: so many random bytes.
    ///   - reached: called between the steps of each issuance; does nothing unless a test stops there.
    public init(
        publicURL: String, shardCount: Int, serialPrefix: UInt8 = 0x4d, keyRules: KeyRules = .standard,
        clock: @escaping @Sendable () -> Instant = { Instant.now() },
        random: @escaping @Sendable (Int) throws(CryptographyError) -> [UInt8] = { count throws(CryptographyError) in
            try SecureRandom.bytes(count)
        },
        reached: @escaping @Sendable (IssuancePoint) -> Void = { _ in }
    ) {
        self.publicURL = publicURL
        self.shardCount = max(1, shardCount)
        self.serialPrefix = max(1, serialPrefix & 0x7f)
        self.keyRules = keyRules
        self.clock = clock
        self.random = random
        self.reached = reached
    }

    /// Draws a serial number: the prefix and 128 random bits.
    ///
    /// - SeeAlso: RFC 5280 4.1.2.2; CP/CPS 7.1.3.
    func drawSerialNumber() throws(IssuanceError) -> SerialNumber {
        SerialNumber(unsigned: [serialPrefix] + (try draw(16)))
    }

    /// Draws a number from 0 to a limit, evenly.
    func drawNumber(upTo limit: Int64) throws(IssuanceError) -> Int64 {
        guard limit > 0 else { return 0 }
        // Of 2^64 numbers the remainder favours some by less than one in 2^30: nothing depends on this one.
        let drawn = try draw(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int64(drawn % (UInt64(limit) + 1))
    }

    private func draw(_ count: Int) throws(IssuanceError) -> [UInt8] {
        do throws(CryptographyError) {
            return try random(count)
        } catch {
            throw .key(error)
        }
    }
}
