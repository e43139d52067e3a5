// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Issuance
import PKIX
import Service

/// `mohr ceremony`: makes an authority's key and certificate from one reviewed file.
enum CeremonyCommand: Command {
    static let name = "ceremony"
    static let synopsis = ["FILE.json5 --home DIR [--config FILE] [--passphrase-file FILE] [--rehearse]"]
    static let examples = [
        "mohr ceremony PKI/Ceremonies/root.json5 --home /secure/mohr --rehearse",
        "mohr ceremony PKI/Ceremonies/root.json5 --home /secure/mohr",
    ]
    static let shape = Arguments.Shape(
        operands: 1...1, single: ["config", "home", "passphrase-file"], flags: ["rehearse"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let house = try HouseArguments(arguments)
        let founding = try Founding(
            home: house.home, configuration: house.configuration, passphrase: try house.passphrase(console))
        defer { founding.close() }
        let file = arguments.operands[0]
        let transcript = arguments.has("rehearse") ? try founding.rehearse(file) : try founding.perform(file)
        console.say(
            transcript.isRehearsal ? "ceremony.rehearsed" : "ceremony.performed",
            [
                "authority": transcript.document.authority,
                "file": Hex.encode(transcript.document.sha256),
            ])
        for step in transcript.steps {
            console.say("ceremony.step", ["time": step.time.rfc3339, "step": step.kind.rawValue])
        }
        for witness in transcript.document.witnesses {
            console.say("ceremony.witness", ["name": witness.name, "role": witness.role.rawValue])
        }
        console.say(
            "ceremony.made",
            [
                "subject": transcript.certificate.subject.description,
                "sha256": Hex.encode(transcript.certificate.sha256), "file": transcript.certificatePath,
            ])
        if !transcript.isRehearsal {
            console.say("      $ openssl x509 -in \(transcript.certificatePath) -noout -subject -fingerprint -sha256")
        }
        return .done
    }
}
