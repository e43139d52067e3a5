// SPDX-License-Identifier: Apache-2.0
public import Cryptography

extension HomeFolder {
    /// Where the name of a key that is in a token is.
    ///
    /// - Parameter name: of the authority or service.
    /// - Returns: the file's path, there or not.
    public func tokenPath(_ name: String) -> String { "\(path)/\(tokenReference(name))" }

    /// How records name a key that is in a token: the file, below the home, that says where.
    func tokenReference(_ name: String) -> String { "keys/\(name).key.uri" }

    /// Everything that can be in a home under one name.
    func places(_ name: String) -> [String] { [keyPath(name), tokenPath(name), certificatePath(name)] }

    /// Where a key is, if it is in a token.
    ///
    /// - Parameter name: of the authority or service.
    /// - Returns: the URI; nil when the key is not in a token.
    /// - Throws: ``CeremonyError``; `keyTwice` when there is a key file as well, for then nobody can say which is meant.
    public func tokenURI(_ name: String) throws(CeremonyError) -> PKCS11URI? {
        let file = tokenPath(name)
        guard Self.exists(file) else { return nil }
        guard !Self.exists(keyPath(name)) else { throw .keyTwice(file: keyPath(name), reference: file) }
        let text = String(decoding: try read(file), as: UTF8.self)
        do throws(CryptographyError) {
            return try PKCS11URI(text.hasSuffix("\n") ? String(text.dropLast()) : text)
        } catch {
            throw .key(error)
        }
    }

    /// Writes where a key is.
    func write(_ uri: PKCS11URI, named name: String, replacing: Bool) throws(CeremonyError) {
        try write(Array("\(uri)\n".utf8), to: tokenPath(name), rights: 0o600, replacing: replacing)
    }
}
