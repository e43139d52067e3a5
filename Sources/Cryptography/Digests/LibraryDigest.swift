// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// OpenSSL's method object for a hash, fetched once for the life of the process.
///
/// A fetch takes locks and string comparisons; `EVP_sha256()` hides one in every call.
@safe
struct LibraryDigest: Sendable {
    // Never freed: the table below lives as long as the process.
    nonisolated(unsafe) let raw: OpaquePointer?

    private init(_ algorithm: DigestAlgorithm) {
        unsafe raw = EVP_MD_fetch(nil, algorithm.libraryName, nil)
        if unsafe raw == nil { ERR_clear_error() }
    }

    private static let sha1 = LibraryDigest(.sha1)
    private static let sha224 = LibraryDigest(.sha224)
    private static let sha256 = LibraryDigest(.sha256)
    private static let sha384 = LibraryDigest(.sha384)
    private static let sha512 = LibraryDigest(.sha512)
    private static let sha3_224 = LibraryDigest(.sha3_224)
    private static let sha3_256 = LibraryDigest(.sha3_256)
    private static let sha3_384 = LibraryDigest(.sha3_384)
    private static let sha3_512 = LibraryDigest(.sha3_512)

    static func of(_ algorithm: DigestAlgorithm) -> LibraryDigest {
        switch algorithm {
        case .sha1: sha1
        case .sha224: sha224
        case .sha256: sha256
        case .sha384: sha384
        case .sha512: sha512
        case .sha3_224: sha3_224
        case .sha3_256: sha3_256
        case .sha3_384: sha3_384
        case .sha3_512: sha3_512
        }
    }
}
