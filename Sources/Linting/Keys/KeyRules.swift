// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// What a public key must be to be certified.
///
/// Asked twice: when an office takes in a request, and again by the linter before anything is signed.
///
/// - SeeAlso: CP/CPS 6.1.5 and 6.1.6; RFC 8017 3.1; NIST SP 800-89 5.3.3.
public struct KeyRules: Sendable, Hashable {
    /// The lengths of RSA modulus that are taken, in bits.
    ///
    /// NIST SP 800-57 part 1 allows 2048 to the end of 2030; beyond 4096 a signature costs everyone more than it gains.
    public static let rsaBits = 2048...4096

    /// How many rounds Fermat's method is given; each costs microseconds.
    public static let fermatRounds = 100

    /// Rules for the keys of subscribers, officers and services.
    public static let standard = KeyRules()

    /// The keys that broken generators make.
    public let predictable: PredictableKeys

    /// Makes the rules.
    ///
    /// - Parameter predictable: the keys that broken generators make; none unless said.
    public init(predictable: PredictableKeys = PredictableKeys()) { self.predictable = predictable }

    /// Reads a key and checks it.
    ///
    /// - Parameter subjectPublicKeyInfo: DER, as a request holds it.
    /// - Returns: the key, usable.
    /// - Throws: the first ``KeyWeakness``.
    /// - Complexity: about a millisecond for RSA-4096, 20 µs for an elliptic curve.
    @discardableResult
    public func check(subjectPublicKeyInfo: [UInt8]) throws(KeyWeakness) -> PublicKey {
        let key: PublicKey
        do throws(CryptographyError) {
            key = try PublicKey(subjectPublicKeyInfo: subjectPublicKeyInfo)
        } catch {
            throw Self.weakness(of: error)
        }
        if let weakness = weaknesses(of: key).first { throw weakness }
        return key
    }

    /// Everything that speaks against a key that could be read.
    ///
    /// - Parameter key: any.
    /// - Returns: none for a good key; the cheapest checks come first, and those that mean nothing for a modulus of
    ///   the wrong size are left out.
    public func weaknesses(of key: PublicKey) -> [KeyWeakness] {
        (predictable.list(with: key).map { [.predictable(list: $0)] } ?? []) + mathematicalWeaknesses(of: key)
    }

    private func mathematicalWeaknesses(of key: PublicKey) -> [KeyWeakness] {
        switch key.kind {
        case .p256, .p384, .p521, .brainpoolP256r1, .brainpoolP384r1, .brainpoolP512r1, .ed25519:
            return []
        case .rsa(let bits):
            guard Self.rsaBits.contains(bits) else { return [.rsaSize(bits: bits, allowed: Self.rsaBits)] }
            return exponentWeakness(key.rsaPublicExponent ?? []) + modulusWeaknesses(key.rsaModulus ?? [])
        case .p192, .p224, .dsa:
            return [.kindNotAllowed(seen: key.kind, allowed: Self.allowedKinds)]
        }
    }

    private func exponentWeakness(_ bytes: [UInt8]) -> [KeyWeakness] {
        let exponent = NaturalNumber(bigEndian: bytes)
        if exponent < NaturalNumber(65_537) {
            let seen = bytes.reduce(0) { $0 << 8 | Int($1) }
            return [.rsaExponentTooSmall(seen: "\(seen)", allowed: Self.allowedExponents)]
        }
        guard exponent.bitCount <= 64 else {
            return [.rsaExponentTooLarge(bits: exponent.bitCount, allowed: Self.allowedExponents)]
        }
        return []
    }

    private func modulusWeaknesses(_ bytes: [UInt8]) -> [KeyWeakness] {
        let modulus = RSAModulus(bytes)
        var weaknesses: [KeyWeakness] = []
        if let prime = modulus.smallFactor { weaknesses.append(.rsaSmallFactor(prime: prime)) }
        if modulus.hasROCAFingerprint { weaknesses.append(.rsaROCA) }
        if modulus.hasClosePrimes(rounds: Self.fermatRounds) {
            weaknesses.append(.rsaClosePrimes(rounds: Self.fermatRounds))
        }
        return weaknesses
    }

    /// The key room reads keys of strangers for verifying too, so its limits on RSA are wider; what it refuses
    /// outright is told here under the same causes.
    private static func weakness(of error: CryptographyError) -> KeyWeakness {
        switch error {
        case .rsaModulusSize(let bits, _): .rsaSize(bits: bits, allowed: rsaBits)
        case .rsaExponentTooSmall: .rsaExponentTooSmall(seen: "below 3", allowed: allowedExponents)
        case .rsaExponentTooLarge(let bits, _): .rsaExponentTooLarge(bits: bits, allowed: allowedExponents)
        case .rsaModulusEven: .rsaSmallFactor(prime: 2)
        case .rsaExponentEven: .rsaExponentEven
        case .pointNotOnCurve(let kind): .notOnCurve(kind)
        case .pointAtInfinity: .pointAtInfinity
        default: .unusable(error)
        }
    }

    private static let allowedExponents = "odd, 65537 to 2^64 - 1"

    private static let allowedKinds = [
        "RSA", "P-256", "P-384", "P-521", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1", "Ed25519",
    ]
}
