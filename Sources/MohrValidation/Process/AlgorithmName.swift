// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// Algorithms by the names that people know them by, for the facts of findings.
public enum AlgorithmName {
    /// What is accepted, in short.
    static let accepted = "SHA-2 or SHA-3 with RSA from 2048 bits, RSA-PSS or ECDSA from 256 bits; Ed25519"

    /// A digest's name, as reports and configurations have it.
    public static func of(_ digest: DigestAlgorithm) -> String {
        switch digest {
        case .sha1: "SHA-1"
        case .sha224: "SHA-224"
        case .sha256: "SHA-256"
        case .sha384: "SHA-384"
        case .sha512: "SHA-512"
        case .sha3_224: "SHA3-224"
        case .sha3_256: "SHA3-256"
        case .sha3_384: "SHA3-384"
        case .sha3_512: "SHA3-512"
        }
    }

    static func of(_ algorithm: SignatureAlgorithm) -> String {
        switch algorithm {
        case .rsaPKCS1(let digest): "RSA PKCS#1 v1.5, \(of(digest))"
        case .rsaPSS(let digest, _, _): "RSA-PSS, \(of(digest))"
        case .ecdsa(let digest): "ECDSA, \(of(digest))"
        case .dsa(let digest): "DSA, \(of(digest))"
        case .ed25519: "Ed25519"
        }
    }
}
