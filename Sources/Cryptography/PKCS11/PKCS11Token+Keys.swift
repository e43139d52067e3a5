// SPDX-License-Identifier: Apache-2.0
import CPKCS11
import Foundation

extension PKCS11Token {
    /// Opens a key.
    ///
    /// - Parameters:
    ///   - uri: what describes it: label, `CKA_ID`, or both; one key exactly.
    ///   - custody: what it has to say of itself.
    /// - Returns: the key.
    /// - Throws: ``CryptographyError/token(_:)``.
    public func key(_ uri: PKCS11URI, custody: KeyCustody) throws(CryptographyError) -> PKCS11Key {
        guard uri.type == nil || uri.type == "private" else {
            throw .token(.uri(seen: "type", allowed: "private"))
        }
        var name = self.uri
        name.object = uri.object
        name.id = uri.id
        name.type = "private"
        return try withSession { session throws(TokenTrouble) in
            let handle = try session.privateKey(name)
            try session.demand(custody, of: handle, name)
            return PKCS11Key(
                self, name, try session.publicKey(of: handle, name), custody,
                wantsPIN: try session.flag(CKA_ALWAYS_AUTHENTICATE, of: handle) ?? false, handle: handle,
                epoch: session.epoch)
        }
    }

    /// The certificates in the token that lie under a key's `CKA_ID` or label.
    ///
    /// - Parameter uri: what describes them.
    /// - Returns: DER, any number.
    /// - Throws: ``CryptographyError/token(_:)``.
    public func certificates(_ uri: PKCS11URI) throws(CryptographyError) -> [[UInt8]] {
        try withSession { session throws(TokenTrouble) in
            var template = AttributeTemplate()
            template.add(CKA_CLASS, number: CKO_CERTIFICATE)
            if let id = uri.id {
                template.add(CKA_ID, id)
            } else if let label = uri.object {
                template.add(CKA_LABEL, Array(label.utf8))
            }
            var found: [[UInt8]] = []
            for object in try session.objects(template) {
                if let value = try session.attribute(CKA_VALUE, of: object), !value.isEmpty { found.append(value) }
            }
            return found
        }
    }

    /// What a key's certificate is found by: the key's own `CKA_ID`, or its label where it has none.
    ///
    /// - Parameter key: of this token.
    /// - Returns: a URI for ``certificates(_:)``.
    /// - Throws: ``CryptographyError/token(_:)``.
    public func description(of key: PKCS11Key) throws(CryptographyError) -> PKCS11URI {
        try withSession { session throws(TokenTrouble) -> PKCS11URI in
            var name = uri
            let id = try session.attribute(CKA_ID, of: try session.privateKey(key.uri))
            if let id, !id.isEmpty { name.id = id } else { name.object = key.uri.object }
            name.type = "cert"
            return name
        }
    }

    /// Remembers that the token refused the PIN, so that nobody gives it again.
    func refuse(_ fault: TokenFault) { lock.withLock { refusal = fault } }

    /// How many private and public keys have a label.
    ///
    /// - Parameter label: `CKA_LABEL`.
    /// - Returns: the number; 16 stands for that many or more.
    /// - Throws: ``CryptographyError/token(_:)``.
    public func keyCount(labelled label: String) throws(CryptographyError) -> Int {
        try withSession { session throws(TokenTrouble) in
            var count = 0
            for type in [CKO_PRIVATE_KEY, CKO_PUBLIC_KEY] {
                var template = AttributeTemplate()
                template.add(CKA_CLASS, number: type)
                template.add(CKA_LABEL, Array(label.utf8))
                count += try session.objects(template).count
            }
            return count
        }
    }
}
