// SPDX-License-Identifier: Apache-2.0
public import Cryptography

extension Configuration {
    /// How the keys in a token are reached.
    public struct Token: Sendable, Hashable {
        /// The PKCS #11 module's path, absolute.
        public let module: String
        /// What describes the token.
        public let uri: PKCS11URI
        /// The file that holds the PIN; `nil` asks at the terminal.
        public let pinFile: String?
        /// How many signatures are made at once.
        public let sessions: Int
        /// How long a caller waits for a token that was lost; milliseconds.
        public let patienceMilliseconds: Int
    }

    /// Where keys are and what opens them.
    struct Keys {
        let passphraseFile: String?
        let token: Token?
    }
}

extension ConfigurationReader {
    mutating func keys() throws(ConfigurationError) -> Configuration.Keys {
        var section = try self.section("keys")
        let passphraseFile = try section.textOrNull("passphraseFile")
        let token = try section.sectionOrNull("pkcs11").map { token throws(ConfigurationError) in try self.token(token)
        }
        try section.finish()
        return Configuration.Keys(passphraseFile: passphraseFile, token: token)
    }

    private func token(_ given: ConfigurationSection) throws(ConfigurationError) -> Configuration.Token {
        var section = given
        let module = try section.text("module")
        // No search path decides which code is run with the authorities' keys.
        guard module.hasPrefix("/") else {
            throw .value(file: file, path: "keys.pkcs11.module", seen: module, allowed: "an absolute path")
        }
        let text = try section.text("token")
        let uri: PKCS11URI
        do throws(CryptographyError) {
            uri = try PKCS11URI(text)
        } catch .token(.secretInURI) {
            throw .value(
                file: file, path: "keys.pkcs11.token", seen: "pin-value", allowed: "no PIN; keys.pkcs11.pinFile")
        } catch {
            throw .value(file: file, path: "keys.pkcs11.token", seen: text, allowed: "pkcs11:token=…")
        }
        guard uri == uri.tokenPart, uri != PKCS11URI() else {
            throw .value(
                file: file, path: "keys.pkcs11.token", seen: text,
                allowed: "pkcs11: with token, serial, manufacturer, model; no object")
        }
        let token = Configuration.Token(
            module: module, uri: uri, pinFile: try section.textOrNull("pinFile"),
            sessions: Int(try section.number("sessions", 1...256)),
            patienceMilliseconds: Int(try section.number("patienceMilliseconds", 100...60_000)))
        try section.finish()
        return token
    }
}
