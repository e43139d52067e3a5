// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import Service

/// Passphrases and PINs as commands take them: from a file, a descriptor, or a prompt, and never as an argument.
enum Secrets {
    /// The options of a command that opens keys.
    static let options: Set<String> = ["passphrase-file", "passphrase-fd", "pin-file", "pin-fd"]

    /// How they are written in a synopsis.
    static let synopsis = "[--passphrase-file F|--passphrase-fd N] [--pin-file F|--pin-fd N]"

    /// A secret that the command line says where to find.
    ///
    /// - Parameters:
    ///   - kind: `passphrase` or `pin`.
    ///   - arguments: the command line.
    ///   - configured: the file that the configuration names; the command line goes before it.
    /// - Returns: nil when nothing says where it is, and it is to be asked for.
    /// - Throws: ``UsageError``, ``CommandFailure``.
    static func given(_ kind: String, _ arguments: Arguments, configured: String? = nil) throws -> Passphrase? {
        if let number = arguments["\(kind)-fd"] {
            guard arguments["\(kind)-file"] == nil else { throw UsageError.givenTwice(kind + "-file|fd") }
            return Passphrase(fileContents: try descriptor(number))
        }
        guard let file = arguments["\(kind)-file"] ?? configured else { return nil }
        return Passphrase(fileContents: try InputFiles.bytes(file, limit: 4_096))
    }

    private static func descriptor(_ text: String) throws -> [UInt8] {
        guard let number = Int32(text), number >= 0, fcntl(number, F_GETFD) != -1,
            let data = try? FileHandle(fileDescriptor: number, closeOnDealloc: false).read(upToCount: 4_096)
        else { throw CommandFailure(.usage, "cli.passphrase.descriptor", ["seen": text]) }
        return Array(data)
    }
}
