// SPDX-License-Identifier: Apache-2.0
import COpenSSL

extension PrivateKey {
    /// The lengths of RSA modulus that can be generated, in bits.
    ///
    /// Longer ones take minutes and gain nothing that P-384 does not give.
    public static let generatedRSABits = 1024...8192

    /// Makes a new key.
    ///
    /// Weak kinds (RSA-1024, P-192, DSA) can be made too: what is refused has to be tried. Which
    /// kinds are good enough is the profile's decision, not this room's.
    ///
    /// - Parameter kind: any kind; RSA by ``generatedRSABits``, DSA of 1024, 2048 or 3072 bits.
    /// - Returns: the key. RSA takes 50 ms to seconds, DSA seconds, the others under a millisecond.
    /// - Throws: ``CryptographyError/cannotGenerate(_:)`` or ``CryptographyError/library(operation:queue:)``.
    public static func generate(_ kind: KeyKind) throws(CryptographyError) -> PrivateKey {
        switch kind {
        case .rsa(let bits):
            guard generatedRSABits.contains(bits), bits % 8 == 0 else { throw .cannotGenerate(kind) }
            return try unsafe generate("RSA") { unsafe EVP_PKEY_CTX_set_rsa_keygen_bits($0, Int32(bits)) == 1 }
        case .ed25519:
            return try unsafe generate("ED25519") { _ in true }
        case .dsa(let bits):
            guard [1024, 2048, 3072].contains(bits) else { throw .cannotGenerate(kind) }
            return try generateDSA(bits: bits)
        case .p192, .p224, .p256, .p384, .p521, .brainpoolP256r1, .brainpoolP384r1, .brainpoolP512r1:
            guard let curve = Curve(kind: kind) else { throw .cannotGenerate(kind) }
            return try unsafe generate("EC") { unsafe EVP_PKEY_CTX_set_group_name($0, curve.libraryName) == 1 }
        }
    }

    private static func generate(
        _ name: String, _ configure: (OpaquePointer?) -> Bool
    ) throws(CryptographyError) -> PrivateKey {
        let context = unsafe EVP_PKEY_CTX_new_from_name(nil, name, nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard unsafe EVP_PKEY_keygen_init(context) == 1, unsafe configure(context),
            unsafe EVP_PKEY_generate(context, &key) == 1, let key = unsafe key
        else { throw .drained("EVP_PKEY_generate") }
        return try PrivateKey(unsafe LibraryKey(takingOwnershipOf: key))
    }

    private static func generateDSA(bits: Int) throws(CryptographyError) -> PrivateKey {
        let maker = unsafe EVP_PKEY_CTX_new_from_name(nil, "DSA", nil)
        defer { unsafe EVP_PKEY_CTX_free(maker) }
        var group: OpaquePointer?
        guard unsafe EVP_PKEY_paramgen_init(maker) == 1,
            unsafe EVP_PKEY_CTX_set_dsa_paramgen_bits(maker, Int32(bits)) == 1,
            // FIPS 186-4 4.2: N of 160 goes with L of 1024, 256 with 2048 and 3072.
            unsafe EVP_PKEY_CTX_set_dsa_paramgen_q_bits(maker, bits == 1024 ? 160 : 256) == 1,
            unsafe EVP_PKEY_paramgen(maker, &group) == 1
        else { throw .drained("EVP_PKEY_paramgen") }
        defer { unsafe EVP_PKEY_free(group) }

        let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, group, nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard unsafe EVP_PKEY_keygen_init(context) == 1, unsafe EVP_PKEY_generate(context, &key) == 1,
            let key = unsafe key
        else { throw .drained("EVP_PKEY_generate") }
        return try PrivateKey(unsafe LibraryKey(takingOwnershipOf: key))
    }
}
