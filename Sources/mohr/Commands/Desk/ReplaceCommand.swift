// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Identity
import PKIX
import Records
import Revocation
import Service

/// `mohr replace`: starts to replace a person's certificates whose keys are lost, in an officer's name.
enum ReplaceCommand: Command {
    static let name = "replace"
    static let synopsis = [
        "--home DIR --officer ID --national-id N --profile P --reason REASON --request FILE.csr"
    ]
    static let examples = [
        "mohr replace --home DIR --officer yazd-1 --national-id 9990000018 --profile doctor-signing"
            + " --reason keyCompromise --request new.csr"
    ]
    static let shape = Arguments.Shape(
        single: ["config", "home", "passphrase-file", "officer", "national-id", "profile", "reason", "request"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let word = try arguments.required("reason")
        guard let reason = StatusClerk.revocationReasons.first(where: { "\($0)" == word }) else {
            let allowed = StatusClerk.revocationReasons.map { "\($0)" }.joined(separator: ", ")
            throw UsageError.value(option: "reason", seen: word, allowed: allowed)
        }
        let house = try HouseArguments(arguments)
        let (number, profile) = (try arguments.required("national-id"), try arguments.required("profile"))
        let request = try InputFiles.bytes(try arguments.required("request"), limit: 65_536)
        let officer = try arguments.required("officer")
        // Without keys: what is due is done with statuses alone.
        let service = try MohrService(
            home: house.home, configuration: house.configuration, passphrase: nil, roles: [.registrationAuthority],
            opening: .forOneCommand)
        defer { service.records.close() }
        let replacement = try service.registration.replace(
            nationalID: PersianText.asciiDigits(number), profile: profile, csr: request, reason: reason,
            by: service.registration.officer(named: officer))
        try service.settleSuccessions()
        for predecessor in replacement.predecessors {
            console.say("replace.held", ["serial": predecessor.serial.hex])
        }
        console.say("replace.started", ["application": replacement.application.id])
        return .done
    }
}
