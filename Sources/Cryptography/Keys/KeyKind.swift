// SPDX-License-Identifier: Apache-2.0

/// What a key computes with: its algorithm and size or curve.
///
/// Weak kinds are in the list so that a policy can refuse them by name; see what is allowed there.
public enum KeyKind: Hashable, Sendable {
    /// RSA; `bits` is the length of the modulus.
    case rsa(bits: Int)
    /// NIST P-192, secp192r1.
    case p192
    /// NIST P-224, secp224r1.
    case p224
    /// NIST P-256, secp256r1.
    case p256
    /// NIST P-384, secp384r1.
    case p384
    /// NIST P-521, secp521r1.
    case p521
    /// brainpoolP256r1, RFC 5639 3.4.
    case brainpoolP256r1
    /// brainpoolP384r1, RFC 5639 3.6.
    case brainpoolP384r1
    /// brainpoolP512r1, RFC 5639 3.7.
    case brainpoolP512r1
    /// Ed25519, RFC 8032.
    case ed25519
    /// DSA; `bits` is the length of p.
    case dsa(bits: Int)

    /// Whether ECDSA is what it signs with.
    public var isEllipticCurve: Bool { Curve(kind: self) != nil }
}

extension KeyKind: CustomStringConvertible {
    /// The usual name: `RSA-2048`, `P-256`, `brainpoolP256r1`, `Ed25519`.
    public var description: String {
        switch self {
        case .rsa(let bits): "RSA-\(bits)"
        case .p192: "P-192"
        case .p224: "P-224"
        case .p256: "P-256"
        case .p384: "P-384"
        case .p521: "P-521"
        case .brainpoolP256r1: "brainpoolP256r1"
        case .brainpoolP384r1: "brainpoolP384r1"
        case .brainpoolP512r1: "brainpoolP512r1"
        case .ed25519: "Ed25519"
        case .dsa(let bits): "DSA-\(bits)"
        }
    }
}
