// SPDX-License-Identifier: Apache-2.0
import CPKCS11

extension TokenSession {
    /// Signs what a mechanism takes.
    ///
    /// - Parameters:
    ///   - mechanism: with its input.
    ///   - key: the private key's handle.
    ///   - pin: for a key that wants it each time (`CKA_ALWAYS_AUTHENTICATE`); otherwise nil and not used.
    ///   - wantsPIN: whether the key is one of those.
    /// - Returns: the token's octets: for ECDSA r and s, for RSA as many as the modulus.
    /// - Throws: ``TokenTrouble``.
    func sign(
        _ mechanism: TokenMechanism, key: CK_OBJECT_HANDLE, pin: Passphrase?, wantsPIN: Bool
    ) throws(TokenTrouble) -> [UInt8] {
        // Both calls within one: a restart between them would leave the second without the first.
        try unsafe module.calling(generation) { functions throws(TokenTrouble) in
            try unsafe mechanism.lending { mechanism throws(TokenTrouble) in
                try unsafe check(functions.pointee.C_SignInit?(handle, mechanism, key), "C_SignInit")
            }
            if wantsPIN { try unsafe Self.login(functions, handle, pin, CKU_CONTEXT_SPECIFIC) }
            var input = mechanism.input
            // 16,384 bits are the longest modulus that is read.
            var signature = [UInt8](repeating: 0, count: 2_048)
            var count = CK_ULONG(signature.count)
            let inputCount = CK_ULONG(input.count)
            try unsafe check(
                functions.pointee.C_Sign?(handle, &input, inputCount, &signature, &count), "C_Sign")
            return Array(signature.prefix(Int(clamping: count)))
        }
    }
}
