// SPDX-License-Identifier: Apache-2.0
import COpenSSL

extension LibraryKey {
    /// An `EVP_PKEY` that holds only a curve, one for each curve that the library has.
    ///
    /// Copying its parameters and setting the point takes 6 µs; `d2i_PUBKEY` takes 160.
    private static let templates: [Curve: LibraryKey] = {
        var templates: [Curve: LibraryKey] = [:]
        for curve in Curve.allCases { templates[curve] = template(curve) }
        return templates
    }()

    private static func template(_ curve: Curve) -> LibraryKey? {
        let context = unsafe EVP_PKEY_CTX_new_from_name(nil, "EC", nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard unsafe EVP_PKEY_paramgen_init(context) == 1,
            unsafe EVP_PKEY_CTX_set_group_name(context, curve.libraryName) == 1,
            unsafe EVP_PKEY_paramgen(context, &key) == 1, let key = unsafe key
        else {
            ERR_clear_error()
            return nil
        }
        return unsafe LibraryKey(takingOwnershipOf: key)
    }

    /// A public key on a named curve; form and length of the point's SEC 1 octets have been checked.
    static func point(
        _ point: ArraySlice<UInt8>, on curve: Curve
    ) throws(CryptographyError) -> LibraryKey {
        guard let template = templates[curve] else {
            throw .unsupportedCurve(
                objectIdentifier: dottedObjectIdentifier(curve.objectIdentifier[...]) ?? "", name: "\(curve.kind)")
        }
        guard let key = unsafe EVP_PKEY_new() else { throw .drained("EVP_PKEY_new") }
        let made = unsafe LibraryKey(takingOwnershipOf: key)
        let isCopied = unsafe template.withKey { unsafe EVP_PKEY_copy_parameters(key, $0) }
        guard isCopied == 1 else { throw .drained("EVP_PKEY_copy_parameters") }
        let isSet = unsafe point.withUnsafeBufferPointer {
            unsafe EVP_PKEY_set1_encoded_public_key(key, $0.baseAddress, $0.count)
        }
        guard isSet == 1 else {
            // Form and length are right, so the coordinates are what it does not like.
            ERR_clear_error()
            throw .pointNotOnCurve(curve.kind)
        }
        return made
    }

    /// An RSA public key from its big-endian numbers.
    static func rsa(
        modulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>
    ) throws(CryptographyError) -> LibraryKey {
        try fromNumbers("RSA", [("n", modulus), ("e", exponent)])
    }

    /// A DSA public key.
    static func dsa(
        _ parameters: DSAParameters, value: ArraySlice<UInt8>
    ) throws(CryptographyError) -> LibraryKey {
        try fromNumbers(
            "DSA",
            [
                ("p", parameters.p), ("q", parameters.q), ("g", parameters.g), ("pub", value),
            ])
    }

    /// An Ed25519 public key from its 32 octets.
    static func ed25519(_ octets: ArraySlice<UInt8>) throws(CryptographyError) -> LibraryKey {
        let key = unsafe octets.withUnsafeBufferPointer {
            unsafe EVP_PKEY_new_raw_public_key_ex(nil, "ED25519", nil, $0.baseAddress, $0.count)
        }
        guard let key = unsafe key else { throw .drained("EVP_PKEY_new_raw_public_key_ex") }
        return unsafe LibraryKey(takingOwnershipOf: key)
    }

    /// Makes a public key from named numbers; the names are those of `OSSL_PKEY_PARAM_RSA_N` and its like.
    ///
    /// They are static because the library keeps pointers to them, not copies, until the key is made.
    private static func fromNumbers(
        _ algorithm: String, _ numbers: [(name: StaticString, value: ArraySlice<UInt8>)]
    ) throws(CryptographyError) -> LibraryKey {
        let builder = unsafe OSSL_PARAM_BLD_new()
        defer { unsafe OSSL_PARAM_BLD_free(builder) }
        // The builder only points at the numbers until `to_param` copies them.
        var owned: [OpaquePointer] = unsafe []
        defer { unsafe owned.forEach { unsafe BN_free($0) } }
        for (name, value) in numbers {
            let number = unsafe value.withUnsafeBufferPointer {
                unsafe BN_bin2bn($0.baseAddress, Int32(clamping: $0.count), nil)
            }
            guard let number = unsafe number else { throw .drained("BN_bin2bn") }
            unsafe owned.append(number)
            let isPushed = unsafe name.utf8Start.withMemoryRebound(to: CChar.self, capacity: name.utf8CodeUnitCount + 1)
            {
                unsafe OSSL_PARAM_BLD_push_BN(builder, $0, number)
            }
            guard isPushed == 1 else { throw .drained("OSSL_PARAM_BLD_push_BN") }
        }
        let parameters = unsafe OSSL_PARAM_BLD_to_param(builder)
        defer { unsafe OSSL_PARAM_free(parameters) }
        let context = unsafe EVP_PKEY_CTX_new_from_name(nil, algorithm, nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard unsafe EVP_PKEY_fromdata_init(context) == 1,
            unsafe EVP_PKEY_fromdata(context, &key, Int32(mohr_EVP_PKEY_PUBLIC_KEY), parameters) == 1,
            let key = unsafe key
        else { throw .drained("EVP_PKEY_fromdata") }
        return unsafe LibraryKey(takingOwnershipOf: key)
    }
}
