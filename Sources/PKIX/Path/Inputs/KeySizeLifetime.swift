// SPDX-License-Identifier: Apache-2.0

/// How long keys of some length and more are accepted.
public struct KeySizeLifetime: Hashable, Sendable {
    /// The shortest key that this entry is about; bits of the modulus (RSA) or of p (DSA).
    public let minimumBits: Int

    /// How long such keys are accepted.
    public let lifetime: AlgorithmLifetime

    /// Takes a size and its lifetime.
    public init(minimumBits: Int, lifetime: AlgorithmLifetime) {
        self.minimumBits = minimumBits
        self.lifetime = lifetime
    }
}
