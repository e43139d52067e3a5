// SPDX-License-Identifier: Apache-2.0
import Campaigns
import Cryptography
import DER
import Foundation
import JSON
import Records
import Service

/// `mohr campaign`: one act on many certificates, planned from a reviewed file, approved by two officers, resumable.
enum CampaignCommand: Command {
    static let name = "campaign"
    static let synopsis = [
        "plan FILE.json5 --home DIR", "show NAME --home DIR [--json]", "list --home DIR [--json]",
        "statement NAME --officer ID --home DIR > FILE",
        "approve NAME --officer ID --key FILE --home DIR [--key-passphrase-file FILE]",
        "approve NAME --officer ID --signature FILE --home DIR", "approve NAME --home DIR",
        "start|resume NAME --home DIR", "pause|cancel NAME --home DIR", "export NAME --out FILE --home DIR",
    ]
    static let examples = [
        "mohr campaign plan recall.json5 --home DIR",
        "mohr campaign statement recall-2026-11 --officer yazd-3 --home DIR | openssl dgst -sha256 -sign yazd-3.key > yazd-3.sig",
        "mohr campaign approve recall-2026-11 --officer yazd-3 --signature yazd-3.sig --home DIR",
        "mohr campaign start recall-2026-11 --home DIR", "mohr campaign show recall-2026-11 --home DIR",
    ]
    static let shape = Arguments.Shape(
        operands: 1...2,
        single: [
            "config", "home", "passphrase-file", "officer", "key", "key-passphrase-file", "signature", "out",
        ], flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let work = try CampaignWork(arguments, console)
        defer { work.close() }
        do {
            try act(arguments, work, console)
        } catch ServiceError.records(let refusal) {
            throw refusal
        } catch ServiceError.enrollment(let refusal) {
            throw refusal
        } catch ServiceError.campaign(.records(let refusal)) {
            throw refusal
        } catch ServiceError.campaign(let error) {
            // The file's doing, not the house's.
            throw CommandFailure(.input, "start.campaign", cause: error)
        }
        return .done
    }

    private static func act(_ arguments: Arguments, _ work: CampaignWork, _ console: Console) throws {
        switch (arguments.operands[0], arguments.operands.count) {
        case ("list", 1): try work.list()
        case ("plan", 2): try work.plan(arguments.operands[1])
        case ("show", 2): try work.show(arguments.operands[1])
        case ("statement", 2):
            console.write(
                try work.desk.statement(of: arguments.operands[1], by: try arguments.required("officer")))
        case ("approve", 2): try work.approve(arguments.operands[1])
        case ("start", 2):
            try work.desk.start(arguments.operands[1], by: work.actor)
            try work.run(arguments.operands[1])
        case ("resume", 2):
            if try work.records.campaign(arguments.operands[1]).state != .running {
                try work.records.resume(campaign: arguments.operands[1], by: work.actor, at: .now())
            }
            try work.run(arguments.operands[1])
        case ("pause", 2):
            try work.records.pause(campaign: arguments.operands[1], by: work.actor, at: .now())
            try work.tellState(arguments.operands[1])
        case ("cancel", 2):
            try work.records.cancel(campaign: arguments.operands[1], by: work.actor, at: .now())
            try work.tellState(arguments.operands[1])
        case ("export", 2): try work.export(arguments.operands[1])
        default:
            throw UsageError.value(
                option: name, seen: arguments.operands.joined(separator: " "),
                allowed: "plan FILE, show NAME, list, statement NAME, approve NAME, start NAME, pause NAME, "
                    + "resume NAME, cancel NAME, export NAME")
        }
    }
}
