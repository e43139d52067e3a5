// SPDX-License-Identifier: Apache-2.0

/// The values that make up a DSA public key.
///
/// - SeeAlso: RFC 3279 2.3.2 (Dss-Parms, DSAPublicKey).
public enum DSAValue: String, Sendable {
    /// The prime modulus.
    case p
    /// The prime divisor of p - 1.
    case q
    /// The generator of the subgroup.
    case g
    /// The public value.
    case y
}
