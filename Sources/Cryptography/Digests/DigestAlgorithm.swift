// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// The hash functions that signatures, fingerprints and lists are computed with.
///
/// That one is listed says that Mohr can compute it, not that a policy takes it: SHA-1 is needed
/// to read OCSP's CertID and to refuse old signatures by name.
///
/// - SeeAlso: FIPS 180-4; FIPS 202.
public enum DigestAlgorithm: String, CaseIterable, Hashable, Sendable {
    /// SHA-1, broken for signatures since 2017.
    case sha1
    /// SHA-224.
    case sha224
    /// SHA-256.
    case sha256
    /// SHA-384.
    case sha384
    /// SHA-512.
    case sha512
    /// SHA3-224.
    case sha3_224
    /// SHA3-256.
    case sha3_256
    /// SHA3-384.
    case sha3_384
    /// SHA3-512.
    case sha3_512

    /// How many bytes a digest has.
    public var byteCount: Int {
        switch self {
        case .sha1: 20
        case .sha224, .sha3_224: 28
        case .sha256, .sha3_256: 32
        case .sha384, .sha3_384: 48
        case .sha512, .sha3_512: 64
        }
    }

    /// Hashes an array at once.
    ///
    /// - Parameter bytes: any bytes, any length.
    /// - Returns: the digest, ``byteCount`` bytes.
    public func digest(_ bytes: [UInt8]) -> [UInt8] {
        unsafe bytes.withUnsafeBytes { unsafe digest(raw: $0) }
    }

    /// Hashes a view into an array at once.
    ///
    /// - Parameter bytes: any bytes, any length.
    /// - Returns: the digest, ``byteCount`` bytes.
    public func digest(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        unsafe bytes.withUnsafeBytes { unsafe digest(raw: $0) }
    }

    /// Hashes any sequence of bytes at once.
    ///
    /// - Parameter bytes: any bytes; copied once unless they lie in one piece of memory.
    /// - Returns: the digest, ``byteCount`` bytes.
    public func digest(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let direct = bytes.withContiguousStorageIfAvailable { unsafe digest(raw: UnsafeRawBufferPointer($0)) }
        return direct ?? digest(Array(bytes))
    }

    private func digest(raw bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let method = LibraryDigest.of(self)
        return unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { output, count in
            var length: UInt32 = 0
            let isDone = unsafe EVP_Digest(
                bytes.baseAddress, bytes.count, output.baseAddress, &length, method.raw, nil)
            // It fails only when memory is out or the library was built without the hash, and then
            // nothing this program says could be trusted.
            precondition(isDone == 1 && Int(length) == byteCount, "OpenSSL cannot compute \(self)")
            count = byteCount
        }
    }

    /// The name that OpenSSL's providers know it by.
    var libraryName: String {
        switch self {
        case .sha1: "SHA1"
        case .sha224: "SHA2-224"
        case .sha256: "SHA2-256"
        case .sha384: "SHA2-384"
        case .sha512: "SHA2-512"
        case .sha3_224: "SHA3-224"
        case .sha3_256: "SHA3-256"
        case .sha3_384: "SHA3-384"
        case .sha3_512: "SHA3-512"
        }
    }
}
