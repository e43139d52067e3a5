// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrSigning
import PKIX
import Service

/// `mohr sign`: signs a document, signs beside or over another's signature, or raises a signature's level.
enum SignCommand: Command {
    static let name = "sign"
    static let synopsis = [
        "FILE --key K --certificate C [--chain F]… [--passphrase-file F|--passphrase-fd N] [--detached] [--out F]",
        "FILE --key pkcs11:… --module F [--certificate C] [--chain F]… [--pin-file F|--pin-fd N] …",
        "     [--level B|T|LT|LTA] [--timestamps URL] [--anchor F]… [--crl F]… [--ocsp F]… [--fetch]",
        "SIGNATURE --add-signer|--counter [--which N] --key K --certificate C [--content F] [--out F]",
        "SIGNATURE --augment [--renew] --level T|LT|LTA --timestamps URL [--content F] [--anchor F]… [--out F]",
        "FILE --prepare --certificate C [--detached] [--digest HEX] [--out F]",
        "FILE --format jades --key K --certificate C [--level B|T] [--detached] [--timestamps URL] [--out F]",
        "PREPARED --assemble --signature F [--out F]",
    ]
    static let examples = [
        "mohr sign prescription.json --key doctor.key.pem --certificate doctor.pem --chain health-intermediate.pem",
        "mohr sign prescription.json --key doctor.key.pem --certificate doctor.pem --chain health-intermediate.pem"
            + " --level LT --timestamps http://127.0.0.1:8080/timestamps --anchor root.pem --crl root.crl --crl health.crl",
        "mohr sign contract.pdf --detached --key trader.key.pem --passphrase-file passphrase"
            + " --certificate trader.pem --out contract.p7s",
        "mohr sign prescription.json --key 'pkcs11:token=doctor;object=signing' --module /usr/lib/softhsm/libsofthsm2.so",
        "mohr sign old.p7s --augment --level LTA --timestamps http://127.0.0.1:8080/timestamps --anchor root.pem --fetch",
        "mohr sign prescription.json --prepare --certificate doctor.pem --out p.prepared   # the card signs p.prepared.tbs",
        "mohr sign p.prepared --assemble --signature p.sig --out prescription.p7s",
    ]
    static let shape = Arguments.Shape(
        operands: 1...1,
        single: SigningKeys.options.union([
            "level", "out", "timestamps", "content", "digest", "signature", "which", "format",
        ]), repeated: ["chain", "anchor", "crl", "ocsp"],
        flags: ["detached", "augment", "renew", "add-signer", "counter", "prepare", "assemble", "fetch"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let modes = ["augment", "add-signer", "counter", "assemble"].filter { arguments.has($0) }
        guard modes.count <= 1 else {
            throw CommandFailure(.usage, "cli.sign.modes", ["seen": modes.map { "--\($0)" }.joined(separator: " ")])
        }
        do {
            let work = SignWork(arguments, console)
            if try arguments.choice("format", of: ["cades", "jades"]) == "jades" { return try work.signJSON() }
            switch modes.first {
            case "augment": return try work.augment()
            case "assemble": return try work.assemble()
            case "add-signer": return try work.addSigner()
            case "counter": return try work.countersign()
            default: return try work.sign()
            }
        } catch let error as SigningError {
            throw error.failure
        }
    }
}
