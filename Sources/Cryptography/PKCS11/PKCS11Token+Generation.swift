// SPDX-License-Identifier: Apache-2.0
import CPKCS11
import Foundation

extension PKCS11Token {
    /// Makes a key pair in the token: sensitive, not extractable, for signing alone.
    ///
    /// What the token says of the key is read back, and one signature is made and verified, before it is anyone's. It is
    /// not tried again after a loss: a second try could leave a key that nobody knows of.
    ///
    /// - Parameters:
    ///   - kind: P-256, P-384, P-521, or RSA of 2048 to 4096 bits.
    ///   - label: `CKA_LABEL`; the `CKA_ID` is 16 random octets.
    /// - Returns: the key; its URI has both.
    /// - Throws: ``CryptographyError/cannotGenerate(_:)``, ``CryptographyError/token(_:)``.
    /// - SeeAlso: CP/CPS 6.1.1.
    public func generateKey(_ kind: KeyKind, label: String) throws(CryptographyError) -> PKCS11Key {
        guard let plan = KeyPlan(kind) else { throw .cannotGenerate(kind) }
        var name = uri
        name.object = label
        name.id = try SecureRandom.bytes(16)
        name.type = "private"
        // This also comes back to a token that was lost while nobody looked.
        _ = try withSession { session throws(TokenTrouble) in
            guard session.isAlive() else { throw .call("C_GetSessionInfo", ReturnValue(CKR_SESSION_HANDLE_INVALID)) }
            return true
        }
        let key: PKCS11Key
        do throws(TokenTrouble) {
            key = try make(plan, name)
        } catch {
            throw .token(error.fault(module: modulePath))
        }
        do throws(CryptographyError) {
            guard key.publicKey.kind == kind else {
                throw .token(
                    .keyType(object: name.description, seen: "\(key.publicKey.kind)", allowed: ["\(kind)"]))
            }
            _ = try key.sign(Array("Mohr".utf8), by: key.preferredSignatureAlgorithm)
        } catch {
            destroyKey(name)
            throw error
        }
        return key
    }

    /// Removes a key pair for good, public half and all; whatever is not there is removed already.
    ///
    /// - Parameter uri: of a key that was made here, with its `CKA_ID`.
    /// - Returns: whether all of it is gone.
    @discardableResult
    public func destroyKey(_ uri: PKCS11URI) -> Bool {
        guard let id = uri.id, !id.isEmpty else { return false }
        do throws(TokenTrouble) {
            try writing { session throws(TokenTrouble) in
                for type in [CKO_PRIVATE_KEY, CKO_PUBLIC_KEY] {
                    var template = AttributeTemplate()
                    template.add(CKA_CLASS, number: type)
                    template.add(CKA_ID, id)
                    for object in try session.objects(template) { try session.destroy(object) }
                }
            }
            return true
        } catch {
            return false
        }
    }

    private func make(_ plan: KeyPlan, _ name: PKCS11URI) throws(TokenTrouble) -> PKCS11Key {
        try writing { session throws(TokenTrouble) -> PKCS11Key in
            let handles = try session.generatePair(
                plan.mechanism, plan.publicTemplate(name), plan.privateTemplate(name))
            do throws(TokenTrouble) {
                return try checked(handles.private, name, session)
            } catch {
                // What is not as it was asked for does not stay.
                try? session.destroy(handles.private)
                try? session.destroy(handles.public)
                throw error
            }
        }
    }

    private func checked(
        _ handle: CK_OBJECT_HANDLE, _ name: PKCS11URI, _ session: TokenSession
    ) throws(TokenTrouble) -> PKCS11Key {
        try session.demand(.madeInToken, of: handle, name)
        return PKCS11Key(
            self, name, try session.publicKey(of: handle, name), .madeInToken,
            wantsPIN: try session.flag(CKA_ALWAYS_AUTHENTICATE, of: handle) ?? false, handle: handle,
            epoch: session.epoch)
    }

    private func writing<Value>(
        _ body: (TokenSession) throws(TokenTrouble) -> Value
    ) throws(TokenTrouble) -> Value {
        lock.lock()
        let stay = stay
        let epoch = epoch
        lock.unlock()
        guard let stay else { throw .stale }
        let session = try TokenSession.open(
            module, slot: stay.slot, .write, generation: stay.generation, epoch: epoch)
        defer { session.close() }
        return try body(session)
    }
}

/// How a token is asked for one kind of key.
private struct KeyPlan {
    let mechanism: CK_MECHANISM_TYPE
    private let size: [(type: CK_ATTRIBUTE_TYPE, value: [UInt8])]

    init?(_ kind: KeyKind) {
        switch kind {
        case .p256, .p384, .p521:
            guard let curve = Curve(kind: kind) else { return nil }
            mechanism = CKM_EC_KEY_PAIR_GEN
            size = [(CKA_EC_PARAMS, SmallDER.value(0x06, curve.objectIdentifier))]
        case .rsa(let bits):
            guard (2048...4096).contains(bits), bits % 8 == 0 else { return nil }
            mechanism = CKM_RSA_PKCS_KEY_PAIR_GEN
            let count = unsafe withUnsafeBytes(of: CK_ULONG(bits)) { unsafe Array($0) }
            // 65,537, the exponent that every verifier takes (FIPS 186-4 B.3.1).
            size = [(CKA_MODULUS_BITS, count), (CKA_PUBLIC_EXPONENT, [1, 0, 1])]
        default: return nil
        }
    }

    func publicTemplate(_ name: PKCS11URI) -> AttributeTemplate {
        var template = AttributeTemplate()
        template.add(CKA_TOKEN, true)
        template.add(CKA_VERIFY, true)
        if mechanism == CKM_RSA_PKCS_KEY_PAIR_GEN {
            template.add(CKA_ENCRYPT, false)
            template.add(CKA_WRAP, false)
        }
        for (type, value) in size { template.add(type, value) }
        add(name, to: &template)
        return template
    }

    func privateTemplate(_ name: PKCS11URI) -> AttributeTemplate {
        var template = AttributeTemplate()
        for type in [CKA_TOKEN, CKA_PRIVATE, CKA_SENSITIVE, CKA_SIGN] { template.add(type, true) }
        // A key that decrypts or unwraps what it is given is an oracle beside a signer.
        for type in [CKA_EXTRACTABLE, CKA_DECRYPT, CKA_UNWRAP, CKA_DERIVE] { template.add(type, false) }
        add(name, to: &template)
        return template
    }

    private func add(_ name: PKCS11URI, to template: inout AttributeTemplate) {
        template.add(CKA_LABEL, Array((name.object ?? "").utf8))
        template.add(CKA_ID, name.id ?? [])
    }
}
