// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// Unpredictable bytes for serial numbers, nonces and salts.
public enum SecureRandom {
    /// Draws bytes from OpenSSL's generator, which is seeded by the kernel and reseeds itself after a fork.
    ///
    /// - Parameter count: how many bytes, 0 to 1,048,576.
    /// - Returns: exactly `count` bytes.
    /// - Throws: ``CryptographyError/byteCount(seen:allowed:)``, or ``CryptographyError/library(operation:queue:)``
    ///   when the kernel gives no entropy: do not go on without it.
    /// - SeeAlso: NIST SP 800-90A (CTR_DRBG).
    public static func bytes(_ count: Int) throws(CryptographyError) -> [UInt8] {
        let allowed = 0...1_048_576
        guard allowed.contains(count) else { throw .byteCount(seen: count, allowed: allowed) }
        guard count > 0 else { return [] }
        var isDrawn: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            unsafe isDrawn = RAND_bytes(buffer.baseAddress, Int32(count))
            initialized = isDrawn == 1 ? count : 0
        }
        guard isDrawn == 1 else { throw .drained("RAND_bytes") }
        return bytes
    }
}
