// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// A document to be signed, or to which a signature belongs: itself, or its digests alone.
///
/// With digests the document stays where it is: at the hospital, at the signer's.
public enum DocumentContent: Sendable, Hashable {
    /// Byte for byte as it will be verified.
    case bytes([UInt8])
    /// Its digests, by algorithm.
    case digests([DigestAlgorithm: [UInt8]])

    /// The document's digest.
    ///
    /// - Parameter algorithm: which.
    /// - Returns: the digest.
    /// - Throws: ``SigningError/digestMissing(allowed:)`` when only others were given, or one of a wrong length.
    func digest(_ algorithm: DigestAlgorithm) throws(SigningError) -> [UInt8] {
        switch self {
        case .bytes(let bytes): return algorithm.digest(bytes)
        case .digests(let digests):
            guard let digest = digests[algorithm], digest.count == algorithm.byteCount else {
                throw .digestMissing(allowed: algorithm)
            }
            return digest
        }
    }
}
