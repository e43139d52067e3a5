// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// The keys of a home in its own files, encrypted under one passphrase.
///
///     keys/<name>.key.pem           PKCS#8, PBES2
public struct FileKeyStore: KeyStore {
    /// The folder.
    public let home: HomeFolder

    private let passphrase: Passphrase

    /// Names a folder of keys.
    ///
    /// - Parameters:
    ///   - home: the folder.
    ///   - passphrase: what its keys are encrypted under.
    public init(_ home: HomeFolder, passphrase: Passphrase) {
        self.home = home
        self.passphrase = passphrase
    }

    /// Generates a key; keeping it writes it, encrypted.
    ///
    /// - Parameters:
    ///   - name: of the authority or service.
    ///   - kind: of the key.
    /// - Returns: the key.
    /// - Throws: ``CeremonyError/key(_:)``.
    public func newKey(named name: String, kind: KeyKind) throws(CeremonyError) -> NewKey {
        let key: PrivateKey
        do throws(CryptographyError) {
            key = try PrivateKey.generate(kind)
        } catch {
            throw .key(error)
        }
        return NewKey(key) { replacing throws(CeremonyError) in
            try home.write(key, named: name, passphrase: passphrase, replacing: replacing)
        }
    }

    /// Opens a key file.
    ///
    /// - Parameter name: of the authority or service.
    /// - Returns: the key.
    /// - Throws: ``CeremonyError/fileMissing(path:)``, ``CeremonyError/key(_:)``.
    public func key(_ name: String) throws(CeremonyError) -> any SigningKey {
        try home.key(name, passphrase: passphrase)
    }

    /// Where the file is.
    ///
    /// - Parameter name: of the authority or service.
    /// - Returns: its path below the home.
    public func reference(_ name: String) -> String { home.keyReference(name) }
}
