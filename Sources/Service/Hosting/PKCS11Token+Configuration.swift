// SPDX-License-Identifier: Apache-2.0
public import Cryptography

extension PKCS11Token {
    /// Logs in to the token that a house's configuration names.
    ///
    /// - Parameters:
    ///   - settings: of the configuration.
    ///   - pin: the user's.
    /// - Throws: ``ServiceError/key(file:_:)``, with the module's path.
    public convenience init(_ settings: Configuration.Token, pin: Passphrase?) throws(ServiceError) {
        do throws(CryptographyError) {
            try self.init(
                module: settings.module, uri: settings.uri, pin: pin,
                recovery: .bounded(milliseconds: settings.patienceMilliseconds), sessions: settings.sessions)
        } catch {
            throw .key(file: settings.module, error)
        }
    }
}
