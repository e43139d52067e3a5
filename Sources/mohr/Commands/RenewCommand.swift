// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import MohrSigning
import PKIX
import Service

/// `mohr renew`: a new key and certificate from home, spoken for by the old key.
enum RenewCommand: Command {
    static let name = "renew"
    static let synopsis = [
        "--server URL --key OLD --certificate OLD.pem --new-key FILE --out FILE --accept-terms",
        "     [--chain F]… [--passphrase-file F] [--wait SECONDS]",
        "--server URL --certificate OLD.pem",
    ]
    static let examples = [
        "mohr renew --server http://127.0.0.1:8080 --certificate doctor.pem",
        "mohr renew --server http://127.0.0.1:8080 --key doctor.key.pem --certificate doctor.pem"
            + " --chain health-intermediate.pem --new-key doctor-2027.key.pem --out doctor-2027.pem --accept-terms",
    ]
    static let shape = Arguments.Shape(
        single: ["server", "key", "certificate", "new-key", "out", "passphrase-file", "wait"], repeated: ["chain"],
        flags: ["accept-terms"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let file = try arguments.required("certificate")
        guard let old = try InputFiles.certificates(file).first else {
            throw CommandFailure(.input, "cli.file.certificate", ["file": file, "cause": "–"])
        }
        let house = try RenewingHouse(try arguments.required("server"))
        let window = try house.window(of: old)
        console.say(
            "renew.window",
            ["opens": window.opens, "start": window.start, "end": window.end, "closes": window.closes])
        // Without a key nothing can be asked for: the window was the question.
        guard let keyFile = arguments["key"] else { return .done }
        guard arguments.has("accept-terms") else {
            throw CommandFailure(.usage, "renew.terms", ["terms": window.termsSHA256])
        }
        let passphrase = try arguments["passphrase-file"].map { path throws(CommandFailure) in
            Passphrase(fileContents: try InputFiles.bytes(path, limit: 4_096))
        }
        let token = try FileToken(
            key: try key(in: keyFile, passphrase), certificate: old,
            path: try InputFiles.certificates(in: arguments.all("chain")))
        let new = try newKey(in: try arguments.required("new-key"), passphrase)
        let out = try arguments.required("out")
        var wait = 120
        if let text = arguments["wait"] {
            guard let seconds = Int(text), (0...86_400).contains(seconds) else {
                throw UsageError.value(option: "wait", seen: text, allowed: "0–86400")
            }
            wait = seconds
        }
        let renewal = Renewal(house: house, token: token, key: new, terms: window.termsSHA256)
        return try finish(renewal, wait: wait, out: out, console)
    }

    private static func finish(
        _ renewal: Renewal, wait: Int, out: String, _ console: Console
    ) throws -> ExitCode {
        let code = try renewal.request()
        console.say("renew.requested", ["application": code])
        guard let certificate = try renewal.certificate(of: code, wait: wait) else {
            console.say("renew.waiting", ["application": code])
            return .undecided
        }
        try renewal.check(certificate)
        try OutputFiles.write(certificate.pem, to: out)
        try renewal.accept(certificate, code)
        console.say("renew.accepted", ["file": out, "until": certificate.validity.notAfter.rfc3339])
        // A renewal that cannot sign is found out now and not before a patient.
        try renewal.test(certificate)
        console.say("renew.tested", [:])
        return .done
    }

    private static func key(in file: String, _ passphrase: Passphrase?) throws -> PrivateKey {
        let pem = try InputFiles.bytes(file, limit: 65_536)
        do throws(CryptographyError) {
            return try PrivateKey(pem: pem, passphrase: passphrase)
        } catch .passphraseNeeded {
            throw CommandFailure(.input, "cli.sign.passphraseNeeded", ["file": file])
        } catch .wrongPassphrase {
            throw CommandFailure(.input, "cli.sign.wrongPassphrase", ["file": file])
        } catch {
            throw CommandFailure(.input, "cli.file.key", ["file": file, "cause": CaseWords.of(error)])
        }
    }

    /// The new key: made, or taken from the file that an interrupted run left, so that one renewal comes of both.
    private static func newKey(in file: String, _ passphrase: Passphrase?) throws -> PrivateKey {
        if FileManager.default.fileExists(atPath: file) { return try key(in: file, passphrase) }
        let made = try PrivateKey.generate(.p256)
        let pem = try passphrase.map { try made.pem(encryptedWith: $0) } ?? made.pem()
        guard
            FileManager.default.createFile(
                atPath: file, contents: Data(pem), attributes: [.posixPermissions: 0o600])
        else { throw CommandFailure(.input, "cli.file.unwritable", ["file": file, "cause": "–"]) }
        return made
    }
}
