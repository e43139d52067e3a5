// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// Digest algorithms by the names that requests and answers call them.
public enum DigestNames {
    private static let names: [(String, DigestAlgorithm)] = [
        ("SHA-256", .sha256), ("SHA-384", .sha384), ("SHA-512", .sha512),
        ("SHA3-256", .sha3_256), ("SHA3-384", .sha3_384), ("SHA3-512", .sha3_512),
    ]

    /// Every name, for telling what is allowed.
    static let all = names.map(\.0).joined(separator: ", ")

    /// The algorithm that is called so.
    static func algorithm(_ name: String) -> DigestAlgorithm? { names.first { $0.0 == name }?.1 }

    /// What an algorithm is called.
    ///
    /// - Parameter algorithm: any.
    /// - Returns: nil for one that nobody may give a digest by.
    public static func name(of algorithm: DigestAlgorithm) -> String? { names.first { $0.1 == algorithm }?.0 }
}
