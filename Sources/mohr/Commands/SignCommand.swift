// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrSigning
import PKIX
import Service

/// `mohr sign`: signs a document with a key file.
enum SignCommand: Command {
    static let name = "sign"
    static let synopsis = [
        "FILE --key K --certificate C [--chain F]… [--passphrase-file F] [--level B] [--detached] [--out F]"
    ]
    static let examples = [
        "mohr sign prescription.json --key doctor.key.pem --certificate doctor.pem --chain health-intermediate.pem",
        "mohr sign contract.pdf --detached --key trader.key.pem --passphrase-file passphrase"
            + " --certificate trader.pem --out contract.p7s",
    ]
    static let shape = Arguments.Shape(
        operands: 1...1, single: ["key", "certificate", "passphrase-file", "level", "out"], repeated: ["chain"],
        flags: ["detached"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let level = try arguments.choice("level", of: ["B", "T", "LT", "LTA"]) ?? "B"
        // The levels above rest on a timestamp over the signature.
        guard level == "B" else { throw CommandFailure(.usage, "cli.sign.level", ["seen": level, "allowed": "B"]) }
        let source = arguments.operands[0]
        let target = arguments["out"] ?? (source == "-" ? "-" : source + ".p7s")
        let token = try token(arguments)
        let content = try InputFiles.bytes(source, limit: contentLimit)
        let signature: [UInt8]
        do throws(SigningError) {
            signature = try DocumentSigner().sign(
                content, with: token, packaging: arguments.has("detached") ? .detached : .enveloping,
                signingTime: .now())
        } catch {
            throw error.failure
        }
        guard target != "-" else {
            console.write(signature)
            return .done
        }
        try OutputFiles.write(signature, to: target)
        console.say(
            "cli.sign.done",
            [
                "file": target, "name": token.certificate.subject.value(of: OID.commonName) ?? "–",
                "serial": token.certificate.serialNumber.hex,
            ])
        return .done
    }

    /// What a verifier takes, DESIGN §9, less room for what goes around the content.
    private static let contentLimit = 16 * 1_048_576 - 65_536

    private static func token(_ arguments: Arguments) throws -> FileToken {
        let keyFile = try arguments.required("key")
        let certificates =
            try InputFiles.certificates(try arguments.required("certificate"))
            + InputFiles.certificates(in: arguments.all("chain"))
        let pem = try InputFiles.bytes(keyFile, limit: 65_536)
        let passphrase = try arguments["passphrase-file"].map { path throws(CommandFailure) in
            Passphrase(fileContents: try InputFiles.bytes(path, limit: 4_096))
        }
        let key: PrivateKey
        do throws(CryptographyError) {
            key = try PrivateKey(pem: pem, passphrase: passphrase)
        } catch .passphraseNeeded {
            throw CommandFailure(.input, "cli.sign.passphraseNeeded", ["file": keyFile])
        } catch .wrongPassphrase {
            throw CommandFailure(.input, "cli.sign.wrongPassphrase", ["file": keyFile])
        } catch {
            throw CommandFailure(.input, "cli.file.key", ["file": keyFile, "cause": "\(error)"])
        }
        do throws(SigningError) {
            guard let own = certificates.first else { throw .certificate(.noPEMBlock(seen: [], allowed: [])) }
            return try FileToken(key: key, certificate: own, path: Array(certificates.dropFirst()))
        } catch {
            throw error.failure
        }
    }
}

extension SigningError {
    /// The error for the terminal.
    fileprivate var failure: CommandFailure {
        switch self {
        case .keyIsNotTheCertificates: CommandFailure(.input, "cli.sign.foreignKey")
        case .keyUsage(let seen):
            CommandFailure(
                .input, "cli.sign.keyUsage",
                ["seen": seen?.names.joined(separator: " ") ?? "–", "allowed": "nonRepudiation"])
        case .outsideValidity(let validity):
            CommandFailure(
                .input, "cli.sign.outsideValidity",
                ["allowed": "\(validity.notBefore.rfc3339) – \(validity.notAfter.rfc3339)"])
        case .certificate(let error): CommandFailure(.input, "cli.sign.certificate", ["cause": "\(error)"])
        case .signatureDoesNotFit: CommandFailure(.fault, "cli.sign.doesNotFit")
        case .key(let error): CommandFailure(.fault, "cli.sign.key", ["cause": "\(error)"])
        }
    }
}
