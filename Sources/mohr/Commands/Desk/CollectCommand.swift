// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import PKIX
import Records
import Service

/// `mohr collect`: fetches the certificate that answers an application, and accepts it with its key.
enum CollectCommand: Command {
    static let name = "collect"
    static let synopsis = [
        "CODE --home DIR [--out FILE.pem] [--accept --key FILE [--code-file F]] [--resend-code] [--json]"
    ]
    static let examples = [
        "mohr collect 7Q2M9V4K1D8XZT3B --home DIR --out doctor.pem",
        "mohr collect 7Q2M9V4K1D8XZT3B --home DIR --accept --key doctor.key --code-file code.txt --out doctor.pem",
        "mohr collect 7Q2M9V4K1D8XZT3B --home DIR --resend-code",
    ]
    static let shape = Arguments.Shape(
        operands: 1...1, single: ["config", "home", "passphrase-file", "passphrase-fd", "out", "key", "code-file"],
        flags: ["accept", "resend-code", "json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let desk = try DeskOfOne(arguments, console)
        defer { desk.close() }
        let code = arguments.operands[0]
        guard let certificate = try desk.registration.collect(code) else {
            desk.say(try desk.registration.application(code), arguments, console)
            // Not yet, or not at all: the state says which.
            return .undecided
        }
        if arguments.has("resend-code") { try desk.registration.sendActivation(code) }
        if arguments.has("accept") {
            let pem = try InputFiles.bytes(try arguments.required("key"), limit: 65_536)
            let key = try PrivateKey(pem: pem, passphrase: try Secrets.given("passphrase", arguments))
            let application = try desk.registration.application(code)
            // Asked again, an accepted one stays as it is.
            if application.state != .accepted {
                let statement = try desk.registration.acceptanceStatement(for: code)
                try desk.registration.accept(
                    code, statement.signed(with: key), code: try activationCode(code, desk, arguments, console))
            }
        }
        if let out = arguments["out"] { try OutputFiles.write(certificate.pem, to: out) }
        desk.say(try desk.registration.application(code), arguments, console)
        return .done
    }

    /// The code that was sent to the holder's telephone: from a file or the terminal, never an argument.
    private static func activationCode(
        _ application: String, _ desk: DeskOfOne, _ arguments: Arguments, _ console: Console
    ) throws -> String? {
        guard try desk.registration.needsActivation(application) else { return nil }
        guard let file = arguments["code-file"] else { return try PassphrasePrompt.askCode(console) }
        return String(decoding: try InputFiles.bytes(file, limit: 4_096), as: UTF8.self)
    }
}
