// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import JSON
import Service

/// `mohr officer sign`: signs the statement of an act at the desk with the key of the officer's certificate.
///
/// No home is opened: it is run where the key is, on the officer's own computer.
enum StatementSigning {
    /// The first line that every statement of an officer's act begins with; nothing else is signed.
    private static let heads = [
        "mohr officer action v1\n", "mohr desk key v1\n", "mohr certificate action v1\n", "mohr delegation v1\n",
        "mohr administration v1\n", "mohr filing v1\n",
    ]
    private static let limit = 16_384

    static func sign(_ file: String, _ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let keyFile = try arguments.required("key")
        let statement = try InputFiles.bytes(file, limit: limit)
        // A key that opens the desk signs acts at the desk, and no document that somebody slips in.
        guard heads.contains(where: { statement.starts(with: Array($0.utf8)) }) else {
            throw CommandFailure(.input, "officer.sign.statement", ["file": file])
        }
        let pem = try InputFiles.bytes(keyFile, limit: 65_536)
        let given = try Secrets.given("passphrase", arguments)
        let signature: [UInt8]
        do throws(CryptographyError) {
            let key = try opened(pem, given, console)
            signature = try key.sign(statement, by: key.preferredSignatureAlgorithm)
        } catch {
            throw CommandFailure(.input, "cli.file.key", ["file": keyFile], cause: error)
        }
        let text = Base64.encode(signature)
        if arguments.has("json") {
            // What was signed, so that a program sees that it is what it asked for.
            console.write(
                JSONWriter.bytes([
                    "statement": .string(Hex.encode(DigestAlgorithm.sha256.digest(statement))),
                    "signature": .string(text),
                ]) + [0x0A])
            if arguments["out"] == nil { return .done }
        }
        guard let out = arguments["out"] else {
            console.write(Array((text + "\n").utf8))
            return .done
        }
        try Data(Array((text + "\n").utf8)).write(to: URL(fileURLWithPath: out))
        if !arguments.has("json") { console.say("officer.sign.done", ["file": out]) }
        return .done
    }

    private static func opened(
        _ pem: [UInt8], _ given: Passphrase?, _ console: Console
    ) throws(CryptographyError) -> PrivateKey {
        do throws(CryptographyError) {
            return try PrivateKey(pem: pem, passphrase: given)
        } catch .passphraseNeeded {
            guard PassphrasePrompt.canAsk, let asked = try? PassphrasePrompt.ask(console) else {
                throw .passphraseNeeded
            }
            return try PrivateKey(pem: pem, passphrase: asked)
        }
    }
}
