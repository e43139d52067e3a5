// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Issuance
import PKIX
import Records
import Service

/// `mohr ceremony`: an act upon an authority from one reviewed file; `mohr ceremony verify`: its transcript, years later.
enum CeremonyCommand: Command {
    static let name = "ceremony"
    static let synopsis = [
        "FILE.json5 --home DIR [--config FILE] [--key-store file|pkcs11] [--transcript DIR] [--rehearse] [--json]",
        "     [--custodian NAME=fd:N|NAME=FILE|NAME]… [--new-custodian NAME=…]… [--shares DIR]…",
        "     \(Secrets.synopsis)", "verify TRANSCRIPT [--home DIR] [--json]",
    ]
    static let examples = [
        "mohr ceremony PKI/Ceremonies/root.json5 --home /secure/mohr --rehearse",
        "mohr ceremony PKI/Ceremonies/root.json5 --home /secure/mohr",
        "mohr ceremony PKI/Ceremonies/root-list.json5 --home /secure/mohr --custodian one=fd:3 --custodian three=fd:4",
        "mohr ceremony verify /secure/mohr/ceremonies/20261122T013000Z-root-createRoot --home /secure/mohr",
        "mohr ceremony PKI/Ceremonies/root.json5 --home /secure/mohr --key-store pkcs11 --pin-fd 3 3<pin",
    ]
    static let shape = Arguments.Shape(
        operands: 1...2, single: Secrets.options.union(["config", "home", "key-store", "transcript"]),
        repeated: CustodianArguments.opening.union(["new-custodian"]), flags: ["json", "rehearse"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        if arguments.operands.first == "verify" { return try verify(arguments, console) }
        guard arguments.operands.count == 1, let file = arguments.operands.first else {
            throw UsageError.operandCount(seen: arguments.operands.count, allowed: 1...1)
        }
        let house = try HouseArguments(arguments)
        let place = try keyStore(arguments, house)
        let isRehearsal = arguments.has("rehearse")
        let custodians = try CustodianArguments(arguments, console).voices
        let needsPassphrase = try !isRehearsal && Founding.needsPassphrase(for: file, in: house.home)
        let founding = try Founding(
            home: house.home, configuration: house.configuration,
            passphrase: needsPassphrase ? try house.passphrase(console) : nil, custodians: custodians,
            token: isRehearsal ? nil : try house.token(console), making: place)
        defer { founding.close() }
        let filed =
            isRehearsal
            ? try founding.rehearse(file, transcriptIn: arguments["transcript"])
            : try founding.perform(file, transcriptIn: arguments["transcript"]) {
                StopPoint.ceremonyFromEnvironment($0)
            }
        if arguments.has("json") {
            console.write(JSONWriter.bytes(CeremonyJSON.value(of: filed), .indented))
        } else {
            say(filed, console)
        }
        return .done
    }

    private static func say(_ filed: FiledCeremony, _ console: Console) {
        let transcript = filed.transcript
        console.say(
            transcript.isRehearsal ? "ceremony.rehearsed" : "ceremony.performed",
            ["authority": transcript.document.authority, "file": Hex.encode(transcript.document.sha256)])
        for step in transcript.steps {
            let about = step.about.isEmpty ? transcript.document.authority : step.about
            let sentence = Catalogue.sentence(
                "transcript.step.\(step.kind.rawValue)", ["about": about], in: console.language)
            console.say("ceremony.step", ["time": step.time.rfc3339, "step": sentence])
        }
        for witness in transcript.document.witnesses {
            console.say("ceremony.witness", ["name": witness.name, "role": witness.role.rawValue])
        }
        for made in transcript.certificates {
            console.say(
                "ceremony.made",
                [
                    "subject": made.certificate.subject.description, "sha256": Hex.encode(made.certificate.sha256),
                    "file": made.path,
                ])
        }
        for list in transcript.lists {
            console.say(
                "ceremony.list",
                [
                    "authority": list.authority, "number": "\(list.number)",
                    "end": list.list.nextUpdate?.rfc3339 ?? "–", "count": "\(list.list.entries.count)",
                ])
        }
        for file in transcript.files where file.hasSuffix(".share") { console.say("ceremony.share", ["file": file]) }
        guard let folder = filed.folder else { return console.say("ceremony.noTranscript", [:]) }
        console.say("ceremony.transcript", ["folder": folder])
        console.say("      $ sh \(folder)/check.sh")
    }

    private static func verify(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        guard arguments.operands.count == 2, let path = arguments.operands.last else {
            throw UsageError.operandCount(seen: arguments.operands.count, allowed: 2...2)
        }
        let house = try arguments["home"].map { _ in try HouseArguments(arguments) }
        let verification = try TranscriptVerification(
            path, home: house?.home, database: house.map { $0.configuration.recordsDatabase(of: $0.home) } ?? .sqlite)
        if arguments.has("json") {
            console.write(JSONWriter.bytes(CeremonyJSON.value(of: verification), .indented))
        } else {
            for finding in verification.findings {
                console.say(
                    (finding.isGood ? "  ✓ " : "  ✗ ")
                        + Catalogue.sentence(finding.key, finding.facts, in: console.language))
            }
            console.say(verification.isGood ? "ceremony.verified" : "ceremony.refuted", [:])
        }
        return verification.isGood ? .done : .rejected
    }

    /// Where the new key is made: as asked, or in the token where the configuration names one.
    private static func keyStore(_ arguments: Arguments, _ house: HouseArguments) throws -> HomeKeyStore.Place? {
        let word = try arguments.choice("key-store", of: HomeKeyStore.Place.allCases.map(\.rawValue))
        let place = word.flatMap(HomeKeyStore.Place.init)
        if place == .pkcs11, house.configuration.token == nil {
            throw CommandFailure(.usage, "cli.token.noConfiguration")
        }
        return place
    }
}
