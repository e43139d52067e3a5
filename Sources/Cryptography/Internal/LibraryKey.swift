// SPDX-License-Identifier: Apache-2.0
import COpenSSL
import Foundation

/// Owner of an `EVP_PKEY` and of contexts that are ready to compute with it.
///
/// Preparing an `EVP_PKEY_CTX` fetches the algorithm anew, which costs several microseconds; a
/// prepared one signs and verifies any number of times, but only on one thread at a time. So each
/// computation borrows one from a small pool and gives it back.
@safe
final class LibraryKey: Sendable {
    enum Purpose { case sign, verify }

    // Owned: taken in `init`, freed in `deinit`, not changed in between. libcrypto counts its
    // references atomically, so it may cross threads.
    private nonisolated(unsafe) let key: OpaquePointer

    @safe
    private struct Idle {
        let purpose: Purpose
        let algorithm: SignatureAlgorithm
        let context: OpaquePointer
    }

    private let lock = NSLock()
    // Guarded by `lock`; every context in it is owned by the pool.
    private nonisolated(unsafe) var idle: [Idle] = []

    /// More threads than this at once with one key make contexts of their own and drop them: the
    /// pool serves a worker per core, and must not grow with load.
    private static let idleLimit = 16

    init(takingOwnershipOf key: OpaquePointer) {
        unsafe self.key = key
    }

    deinit {
        for entry in unsafe idle { unsafe EVP_PKEY_CTX_free(entry.context) }
        unsafe EVP_PKEY_free(key)
    }

    /// Lends out the key for one call.
    func withKey<Result, Failure: Error>(
        _ body: (OpaquePointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try unsafe body(key)
    }

    /// Lends out a context that is ready for `purpose`; `nil` when the library could not prepare one.
    func withContext<Result>(
        for purpose: Purpose, _ algorithm: SignatureAlgorithm, _ body: (OpaquePointer) -> Result
    ) -> Result? {
        guard let context = unsafe borrow(purpose, algorithm) ?? prepare(purpose, algorithm) else { return nil }
        defer { unsafe giveBack(Idle(purpose: purpose, algorithm: algorithm, context: context)) }
        return unsafe body(context)
    }

    private func borrow(_ purpose: Purpose, _ algorithm: SignatureAlgorithm) -> OpaquePointer? {
        lock.lock()
        defer { lock.unlock() }
        guard
            let index = unsafe idle.lastIndex(where: {
                $0.purpose == purpose && $0.algorithm == algorithm
            })
        else { return nil }
        return unsafe idle.remove(at: index).context
    }

    private func giveBack(_ entry: Idle) {
        lock.lock()
        let isFull = unsafe idle.count >= Self.idleLimit
        if !isFull { unsafe idle.append(entry) }
        lock.unlock()
        if isFull { unsafe EVP_PKEY_CTX_free(entry.context) }
    }

    private func prepare(_ purpose: Purpose, _ algorithm: SignatureAlgorithm) -> OpaquePointer? {
        guard let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else { return nil }
        let isReady =
            switch purpose {
            case .sign: unsafe EVP_PKEY_sign_init(context) == 1
            case .verify: unsafe EVP_PKEY_verify_init(context) == 1
            }
        guard isReady, unsafe Self.configure(context, algorithm) else {
            unsafe EVP_PKEY_CTX_free(context)
            return nil
        }
        return unsafe context
    }

    /// Sets padding and hashes of RSA.
    ///
    /// ECDSA and DSA take a digest as it comes, so one context
    /// would do for every hash.
    private static func configure(_ context: OpaquePointer, _ algorithm: SignatureAlgorithm) -> Bool {
        switch algorithm {
        case .ecdsa, .dsa, .ed25519:
            return true
        case .rsaPKCS1(let digest):
            return unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1
                && EVP_PKEY_CTX_set_signature_md(context, LibraryDigest.of(digest).raw) == 1
        case .rsaPSS(let digest, let mgf1, let saltLength):
            // Negative lengths are OpenSSL's signs for "any" and "maximum"; the limit is the longest modulus.
            guard (0...PublicKey.rsaBitLimits.upperBound / 8).contains(saltLength) else { return false }
            return unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1
                && EVP_PKEY_CTX_set_signature_md(context, LibraryDigest.of(digest).raw) == 1
                && EVP_PKEY_CTX_set_rsa_mgf1_md(context, LibraryDigest.of(mgf1).raw) == 1
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, Int32(saltLength)) == 1
        }
    }
}
