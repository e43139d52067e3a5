// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import Service

/// A house as a command line names it: `--home`, `--config`, `--passphrase-file`.
struct HouseArguments {
    let home: Home
    let configuration: Configuration
    private let passphraseFile: String?

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
        passphraseFile = arguments["passphrase-file"]
    }

    /// The passphrase of the key files: from the file named on the command line or in the configuration, or asked for.
    func passphrase(_ console: Console) throws -> Passphrase {
        if let file = passphraseFile ?? configuration.passphraseFile.map(home.file) {
            return Passphrase(fileContents: try InputFiles.bytes(file, limit: 4_096))
        }
        return try PassphrasePrompt.ask(console)
    }
}
