// SPDX-License-Identifier: Apache-2.0
import CPKCS11

/// A session with a token; used by one thread at a time.
///
/// Its handle means something only within one start of the module and one stay of the token, so it carries both.
struct TokenSession {
    let module: PKCS11Module
    let handle: CK_SESSION_HANDLE
    /// The start of the module that it belongs to.
    let generation: Int
    /// The stay of the token that it belongs to; object handles are kept by it.
    let epoch: Int

    /// What it may do.
    enum Rights { case read, write }

    static func open(
        _ module: PKCS11Module, slot: CK_SLOT_ID, _ rights: Rights, generation: Int, epoch: Int
    ) throws(TokenTrouble) -> TokenSession {
        try unsafe module.calling(generation) { functions throws(TokenTrouble) in
            var handle: CK_SESSION_HANDLE = 0
            let flags = CKF_SERIAL_SESSION | (rights == .write ? CKF_RW_SESSION : 0)
            try unsafe check(functions.pointee.C_OpenSession?(slot, flags, nil, nil, &handle), "C_OpenSession")
            return TokenSession(module: module, handle: handle, generation: generation, epoch: epoch)
        }
    }

    /// Closes it; one that is gone already is closed.
    func close() {
        do throws(TokenTrouble) {
            try unsafe module.calling(generation) { functions in
                _ = unsafe functions.pointee.C_CloseSession?(handle)
            }
        } catch {
            // The module was restarted, and the session with it.
        }
    }

    /// Whether the token still knows it.
    func isAlive() -> Bool {
        do throws(TokenTrouble) {
            return try unsafe module.calling(generation) { functions in
                var information = CK_SESSION_INFO()
                return unsafe functions.pointee.C_GetSessionInfo?(handle, &information) == CKR_OK
            }
        } catch {
            return false
        }
    }

    /// Logs the user in, for every session of this process with the token.
    ///
    /// - Parameters:
    ///   - pin: nil for a token with a key pad of its own.
    ///   - user: `CKU_USER`, or `CKU_CONTEXT_SPECIFIC` for a key that wants the PIN at each signature.
    /// - Throws: ``TokenTrouble``.
    func login(_ pin: Passphrase?, as user: CK_USER_TYPE) throws(TokenTrouble) {
        try unsafe module.calling(generation) { functions throws(TokenTrouble) in
            try unsafe Self.login(functions, handle, pin, user)
        }
    }

    static func login(
        _ functions: PKCS11Module.Functions, _ handle: CK_SESSION_HANDLE, _ pin: Passphrase?, _ user: CK_USER_TYPE
    ) throws(TokenTrouble) {
        var bytes = pin?.bytes ?? []
        let count = CK_ULONG(bytes.count)
        let value =
            pin == nil
            ? unsafe functions.pointee.C_Login?(handle, user, nil, 0)
            : unsafe functions.pointee.C_Login?(handle, user, &bytes, count)
        // Another session of this process did.
        if value == CKR_USER_ALREADY_LOGGED_IN { return }
        try check(value, "C_Login")
    }
}
