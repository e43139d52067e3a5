// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import PKIX

/// An algorithm that something rests on, with the size of the key where there is one.
public enum AlgorithmFacts: Sendable, Hashable {
    /// A signature under a kind of key.
    case signature(SignatureAlgorithm, KeyKind)
    /// A digest alone: of the content, in a timestamp, in a reference to a certificate.
    case digest(DigestAlgorithm)
    /// One that the house does not know, by name or identifier.
    case unknown(String)

    /// How long it is accepted.
    ///
    /// - Parameter policy: which algorithms are accepted until when.
    /// - Returns: `never` for what is unknown.
    public func lifetime(by policy: AlgorithmPolicy) -> AlgorithmLifetime {
        switch self {
        case .signature(let algorithm, let key): policy.lifetime(of: algorithm, under: key)
        case .digest(let digest): policy.lifetime(of: digest)
        case .unknown: .never
        }
    }

    /// The names that people know it by.
    public var name: String {
        switch self {
        case .signature(let algorithm, let key): "\(AlgorithmName.of(algorithm)), \(key)"
        case .digest(let digest): AlgorithmName.of(digest)
        case .unknown(let name): name
        }
    }
}
