// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER

/// One algorithm or key that a path rests on, and how long it is accepted.
public struct AlgorithmUse: Hashable, Sendable {
    /// Which certificate it is in: 0 is the target.
    public let index: Int

    /// How the certificate is signed; `nil` when the entry is about the key that it certifies.
    public let algorithm: SignatureAlgorithm?

    /// The key that signed, or that is certified.
    public let key: KeyKind

    /// How long the policy accepts it.
    public let lifetime: AlgorithmLifetime

    /// What there is to object at a time.
    ///
    /// - Parameter time: the time to judge at.
    /// - Returns: `nil` when it is accepted then.
    func failure(at time: Instant) -> PathFailure? {
        guard !lifetime.covers(time) else { return nil }
        guard let algorithm else {
            return PathFailure(index: index, fact: .keyKind(key, at: time, allowed: lifetime))
        }
        return PathFailure(index: index, fact: .algorithm(algorithm, under: key, at: time, allowed: lifetime))
    }
}
