// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// A hash over bytes that come in pieces.
///
/// Finishing starts it afresh, so one context can serve a loop of short messages without a new
/// allocation for each. It belongs to one thread at a time and is therefore not `Sendable`.
@safe
public final class DigestContext {
    /// The hash that is computed.
    public let algorithm: DigestAlgorithm

    // Owned: made in `init`, freed in `deinit`.
    private let context: OpaquePointer?

    /// Starts a hash over nothing.
    ///
    /// - Parameter algorithm: the hash to compute.
    public init(_ algorithm: DigestAlgorithm) {
        self.algorithm = algorithm
        unsafe context = EVP_MD_CTX_new()
        start()
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Takes in the next bytes.
    ///
    /// - Parameter bytes: any number of bytes, also none.
    public func update(_ bytes: ArraySlice<UInt8>) {
        unsafe bytes.withUnsafeBytes { unsafe update(raw: $0) }
    }

    /// Takes in the next bytes.
    ///
    /// - Parameter bytes: any number of bytes, also none.
    public func update(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe update(raw: $0) }
    }

    /// Ends the hash and starts afresh.
    ///
    /// - Returns: the digest of everything taken in since the start, `algorithm.byteCount` bytes.
    public func finish() -> [UInt8] {
        let digest = unsafe [UInt8](unsafeUninitializedCapacity: algorithm.byteCount) { output, count in
            var length: UInt32 = 0
            let isDone = unsafe EVP_DigestFinal_ex(context, output.baseAddress, &length)
            precondition(isDone == 1 && Int(length) == algorithm.byteCount, "OpenSSL cannot compute \(algorithm)")
            count = algorithm.byteCount
        }
        start()
        return digest
    }

    private func start() {
        // As in `DigestAlgorithm.digest`: only a lack of memory or of the hash itself can fail here.
        let isStarted = unsafe EVP_DigestInit_ex2(context, LibraryDigest.of(algorithm).raw, nil)
        precondition(isStarted == 1, "OpenSSL cannot compute \(algorithm)")
    }

    private func update(raw bytes: UnsafeRawBufferPointer) {
        let isTaken = unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        precondition(isTaken == 1, "OpenSSL cannot compute \(algorithm)")
    }
}
