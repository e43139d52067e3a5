// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrSigning
import PKIX
import Service

/// `mohr sign`: signs a document with a key in a file or on a card.
enum SignCommand: Command {
    static let name = "sign"
    static let synopsis = [
        "FILE --key K --certificate C [--chain F]… [--passphrase-file F|--passphrase-fd N] [--level B] [--detached]",
        "     [--out F]", "FILE --key pkcs11:… --module F [--certificate C] [--chain F]… [--pin-file F|--pin-fd N] …",
    ]
    static let examples = [
        "mohr sign prescription.json --key doctor.key.pem --certificate doctor.pem --chain health-intermediate.pem",
        "mohr sign contract.pdf --detached --key trader.key.pem --passphrase-file passphrase"
            + " --certificate trader.pem --out contract.p7s",
        "mohr sign prescription.json --key 'pkcs11:token=doctor;object=signing' --module /usr/lib/softhsm/libsofthsm2.so",
    ]
    static let shape = Arguments.Shape(
        operands: 1...1, single: SigningKeys.options.union(["level", "out"]), repeated: ["chain"],
        flags: ["detached"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let level = try arguments.choice("level", of: ["B", "T", "LT", "LTA"]) ?? "B"
        // The levels above rest on a timestamp over the signature.
        guard level == "B" else { throw CommandFailure(.usage, "cli.sign.level", ["seen": level, "allowed": "B"]) }
        let source = arguments.operands[0]
        let target = arguments["out"] ?? (source == "-" ? "-" : source + ".p7s")
        let token = try SigningKeys.token(arguments, console)
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
}

extension SigningError {
    /// The error for the terminal.
    var failure: CommandFailure {
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
        case .noCertificate(let object):
            CommandFailure(.input, "cli.sign.noTokenCertificate", ["object": object])
        case .signatureDoesNotFit: CommandFailure(.fault, "cli.sign.doesNotFit")
        case .key(let error): CommandFailure(.fault, "cli.sign.key", cause: error)
        }
    }
}
