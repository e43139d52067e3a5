// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import Service

/// A house as a command line names it: `--home`, `--config`, and where its secrets are.
struct HouseArguments {
    let home: Home
    let configuration: Configuration
    private let arguments: Arguments

    /// Reads the configuration: the one named, the one beside the tree, or the standard one.
    init(_ arguments: Arguments) throws {
        home = Home(try arguments.required("home"))
        let beside = home.configuration
        let file: String
        if let named = arguments["config"] {
            file = named
        } else if FileManager.default.fileExists(atPath: beside) {
            file = beside
        } else {
            file = try Assets.root() + "/Config/mohr.json5"
        }
        do throws(ConfigurationError) {
            configuration = try Configuration(reading: file)
        } catch {
            throw ServiceError.configuration(error)
        }
        self.arguments = arguments
    }

    /// Refuses a home that is not there: whoever only looks must not make one.
    func mustBeThere() throws(CommandFailure) {
        guard FileManager.default.fileExists(atPath: home.path) else {
            throw CommandFailure(.input, "cli.file.missing", ["file": home.path])
        }
    }

    /// The passphrase of the key files: from where the command line or the configuration says, or asked for.
    func passphrase(_ console: Console) throws -> Passphrase {
        try Secrets.given("passphrase", arguments, configured: configuration.passphraseFile.map(home.file))
            ?? PassphrasePrompt.ask(console)
    }

    /// The token that the configuration names, logged in to; nil where it names none.
    func token(_ console: Console) throws -> PKCS11Token? {
        guard let settings = configuration.token else { return nil }
        let pin = try Secrets.given("pin", arguments, configured: settings.pinFile.map(home.file))
        return try PKCS11Token(settings, pin: try pin ?? PassphrasePrompt.askPIN(of: settings.uri, console))
    }
}
