// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// The keys of a home in a token, an HSM; the home holds their names alone.
///
///     keys/<name>.key.uri           one line: pkcs11:token=…;object=<name>;type=private;id=%…
///
/// A key is made in the token and never outside it, and one that says anything else of itself is not used.
///
/// - SeeAlso: RFC 7512; CP/CPS 6.1.1, 6.2.
public struct TokenKeyStore: KeyStore {
    /// The folder of the names.
    public let home: HomeFolder

    private let token: PKCS11Token

    /// Puts a home and a token together.
    ///
    /// - Parameters:
    ///   - home: the folder.
    ///   - token: logged in to.
    public init(_ home: HomeFolder, token: PKCS11Token) {
        self.home = home
        self.token = token
    }

    /// Makes a key in the token; keeping it writes its name into the home, and removes the key that it replaces.
    ///
    /// - Parameters:
    ///   - name: of the authority or service; becomes the key's label.
    ///   - kind: of the key.
    /// - Returns: the key.
    /// - Throws: ``CeremonyError/key(_:)``; ``TokenFault/objectExists(object:)`` when the token holds a key of the name
    ///   that this home does not know of.
    public func newKey(named name: String, kind: KeyKind) throws(CeremonyError) -> NewKey {
        let old = try home.tokenURI(name)
        let key: PKCS11Key
        do throws(CryptographyError) {
            // A pair at most: the one that is about to be replaced.
            guard try token.keyCount(labelled: name) <= (old == nil ? 0 : 2) else {
                throw CryptographyError.token(
                    .objectExists(object: "\(PKCS11URI(token: token.uri.token, object: name))"))
            }
            key = try token.generateKey(kind, label: name)
        } catch {
            throw .key(error)
        }
        return NewKey(key, discarding: { token.destroyKey(key.uri) }) { replacing throws(CeremonyError) in
            do throws(CeremonyError) {
                try home.write(key.uri, named: name, replacing: replacing)
            } catch {
                token.destroyKey(key.uri)
                throw error
            }
            // From here on nobody finds the old one; an authority's is never replaced, only a service's.
            if let old { token.destroyKey(old) }
        }
    }

    /// Opens a key in the token.
    ///
    /// - Parameter name: of the authority or service.
    /// - Returns: the key.
    /// - Throws: ``CeremonyError/fileMissing(path:)``, ``CeremonyError/key(_:)``.
    public func key(_ name: String) throws(CeremonyError) -> any SigningKey {
        guard let uri = try home.tokenURI(name) else { throw .fileMissing(path: home.tokenPath(name)) }
        do throws(CryptographyError) {
            return try token.key(uri, custody: .madeInToken)
        } catch {
            throw .key(error)
        }
    }

    /// Where the key's name is.
    ///
    /// - Parameter name: of the authority or service.
    /// - Returns: the path below the home of the file that names the key.
    public func reference(_ name: String) -> String { home.tokenReference(name) }
}
