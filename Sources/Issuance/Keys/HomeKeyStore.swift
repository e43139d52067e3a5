// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// The keys of a home wherever each is: new ones in one place, old ones found by what the home says of them.
public struct HomeKeyStore: KeyStore {
    /// Where keys are kept.
    public enum Place: String, Sendable, Hashable, CaseIterable {
        /// In the home, encrypted.
        case file
        /// In a token.
        case pkcs11
    }

    /// The folder.
    public let home: HomeFolder

    private let passphrase: Passphrase?
    private let token: PKCS11Token?
    private let place: Place

    /// Puts together what opens a home's keys.
    ///
    /// - Parameters:
    ///   - home: the folder.
    ///   - passphrase: of key files; nil where they are not encrypted, and then none is made.
    ///   - token: logged in to; nil where the house has none.
    ///   - place: where new keys are made; nil for the token where there is one.
    public init(_ home: HomeFolder, passphrase: Passphrase?, token: PKCS11Token?, making place: Place? = nil) {
        self.home = home
        self.passphrase = passphrase
        self.token = token
        self.place = place ?? (token == nil ? .file : .pkcs11)
    }

    /// Makes a key in the place for new ones.
    ///
    /// - Parameters:
    ///   - name: of the authority or service.
    ///   - kind: of the key.
    /// - Returns: the key.
    /// - Throws: ``CeremonyError``; `tokenNeeded` when it would be made in a token and there is none.
    public func newKey(named name: String, kind: KeyKind) throws(CeremonyError) -> NewKey {
        switch place {
        case .file:
            guard let passphrase else { throw .key(.passphraseNeeded) }
            return try FileKeyStore(home, passphrase: passphrase).newKey(named: name, kind: kind)
        case .pkcs11:
            return try inToken(name).newKey(named: name, kind: kind)
        }
    }

    /// Opens a key wherever it is.
    ///
    /// - Parameter name: of the authority or service.
    /// - Returns: the key.
    /// - Throws: ``CeremonyError``; `tokenNeeded` when it is in a token and there is none, `keyTwice` when a file and a
    ///   token both claim it.
    public func key(_ name: String) throws(CeremonyError) -> any SigningKey {
        guard try home.tokenURI(name) == nil else { return try inToken(name).key(name) }
        return try home.key(name, passphrase: passphrase)
    }

    /// Where a key that this store makes is found again.
    ///
    /// - Parameter name: of the authority or service.
    /// - Returns: a path below the home, as records keep it.
    public func reference(_ name: String) -> String {
        place == .file ? home.keyReference(name) : home.tokenReference(name)
    }

    /// Whether the token answers; `true` where there is none.
    public var answers: Bool {
        guard let token else { return true }
        do throws(CryptographyError) {
            _ = try token.keyCount(labelled: "mohr-is-it-there")
            return true
        } catch {
            return false
        }
    }

    private func inToken(_ name: String) throws(CeremonyError) -> TokenKeyStore {
        guard let token else { throw .tokenNeeded(reference: home.tokenPath(name)) }
        return TokenKeyStore(home, token: token)
    }
}
