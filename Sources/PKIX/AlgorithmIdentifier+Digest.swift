// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER

extension AlgorithmIdentifier {
    /// The digest algorithm; `nil` for another algorithm, and for parameters other than NULL or none.
    ///
    /// - SeeAlso: RFC 5754 2.
    public var digestAlgorithm: DigestAlgorithm? {
        guard hasNoParameters else { return nil }
        // Nearly always, and found without hashing.
        return algorithm == OID.sha256 ? .sha256 : Self.digestAlgorithms[algorithm]
    }

    /// Names a digest algorithm, without parameters (RFC 5754 2).
    public init(digest: DigestAlgorithm) {
        self.init(algorithm: Self.identifier(of: digest), parameters: nil)
    }

    /// The object identifier of a digest algorithm.
    ///
    /// - Parameter digest: any.
    /// - Returns: its identifier.
    public static func identifier(of digest: DigestAlgorithm) -> ObjectIdentifier {
        switch digest {
        case .sha1: OID.sha1
        case .sha224: OID.sha224
        case .sha256: OID.sha256
        case .sha384: OID.sha384
        case .sha512: OID.sha512
        case .sha3_224: OID.sha3With224Bits
        case .sha3_256: OID.sha3With256Bits
        case .sha3_384: OID.sha3With384Bits
        case .sha3_512: OID.sha3With512Bits
        }
    }

    private static let digestAlgorithms = Dictionary(
        uniqueKeysWithValues: DigestAlgorithm.allCases.map { (identifier(of: $0), $0) })
}
