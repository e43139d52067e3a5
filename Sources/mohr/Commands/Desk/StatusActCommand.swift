// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import JSON
import PKIX
import Records
import Revocation
import Service

/// `mohr certificate revoke|hold|release`: one certificate at once, more only as they were planned.
///
/// Without a confirmation more than one certificate is only shown: how many, of which offices, profiles and statuses,
/// some of them by name, and the plan's digest. Carrying it out takes that count and that digest, so that what is done is
/// what was shown. A run that was interrupted is asked for again in the same words: what it did stands.
enum StatusActCommand {
    static let acts = ["revoke", "hold", "release"]

    static let synopsis = [
        "revoke [SERIAL] --home DIR [SELECTION] --reason REASON --because TEXT [--invalidity-date T]",
        " [--yes-revoke N --plan P] [--dry-run] [--json]",
        "hold|release [SERIAL] --home DIR [SELECTION] --because TEXT [--yes-hold|--yes-release N --plan P]",
        " [--dry-run] [--json]",
        "revoke --by-officer ID --since T --home DIR --reason REASON --because TEXT [--yes-revoke N --plan P] [--json]",
        "  (and rejects what that officer filed, entered or approved since and nobody has a certificate of yet)",
        "  SELECTION: --serial S,… | --from-file FILE | --person ID | --licence L | --office ID",
        " | --name WHOLE-NAME | --officer ID [--from T] [--to T] | --key FILE|SHA256 | --chip-batch B",
        " | --profile P | --authority A | --key-algorithm K; what is given must all hold",
    ]

    static let examples = [
        "mohr certificate revoke 4df93e39… --home DIR --reason keyCompromise --because 'card lost'",
        "mohr certificate revoke --home DIR --chip-batch B-2024-07 --reason keyWeak --because 'chip flaw'",
        "mohr certificate revoke --home DIR --by-officer o-17 --since 2026-11-01T00:00:00Z --reason keyCompromise --because 'key stolen'",
        "mohr certificate hold --home DIR --officer o-17 --from 2026-11-01T00:00:00Z --because 'card stolen'",
    ]

    /// Its options with a value.
    static let single =
        [
            "serial", "from-file", "reason", "because", "cause", "invalidity-date", "yes-revoke", "yes-hold",
            "yes-release", "plan", "officer", "from", "to", "by-officer", "since",
        ] + criteria.map(\.option)

    private static let criteria: [(option: String, name: String)] = [
        ("person", "nationalID"), ("name", "name"), ("licence", "licence"), ("office", "office"), ("key", "key"),
        ("chip-batch", "chipBatch"), ("profile", "profile"), ("authority", "authority"),
        ("key-algorithm", "keyAlgorithm"),
    ]

    static func run(_ arguments: Arguments, _ desk: Desk, _ console: Console) throws -> ExitCode {
        try refuseStrangers(arguments)
        if arguments["by-officer"] != nil || arguments["since"] != nil {
            return try OfficerReversal(arguments, desk, console).run()
        }
        let act = try act(arguments)
        let because = arguments["because"] ?? arguments["cause"]
        let plan = try StatusPlan(act, of: try selection(arguments), in: desk.records, at: .now())
        let confirmation = "yes-\(act.word)"
        for other in acts where other != act.word && arguments["yes-\(other)"] != nil {
            throw UsageError.unknownOption("--yes-\(other)")
        }
        let isConfirmed = arguments[confirmation] != nil
        guard plan.survey.count > 0 else {
            say(plan, arguments, console)
            throw CommandFailure(.rejected, "certificate.none")
        }
        guard !arguments.has("dry-run"), isConfirmed || plan.survey.count == 1 else {
            say(plan, arguments, console)
            return .done
        }
        guard let because, !because.isEmpty else { throw UsageError.optionMissing("because") }
        if isConfirmed { try confirm(plan, arguments, confirmation) }
        return try perform(plan, because, arguments, desk, console)
    }

    private static func confirm(_ plan: StatusPlan, _ arguments: Arguments, _ option: String) throws {
        let told = try arguments.required(option)
        guard Int(told) == plan.survey.count else {
            throw CommandFailure(
                .notAllowed, "status.countDiffers", ["seen": told, "allowed": "\(plan.survey.count)"])
        }
        // One certificate is its own plan.
        guard plan.survey.count > 1 || arguments["plan"] != nil else { return }
        let digest = try arguments.required("plan")
        guard plan.isNamed(by: digest) else {
            throw RevocationError.planChanged(shown: digest, now: plan.digest)
        }
    }

    private static func perform(
        _ plan: StatusPlan, _ because: String, _ arguments: Arguments, _ desk: Desk, _ console: Console
    ) throws -> ExitCode {
        let stop = StopFlag()
        let progress = ProgressLine(console, of: plan.survey.count)
        let outcome = try StatusClerk(records: desk.records).perform(
            plan, because: because, by: "console:\(NSUserName())",
            goesOn: { outcome in
                progress.reached(outcome.done)
                return !stop.isUp
            })
        progress.end()
        if arguments.has("json") {
            let value: JSONValue = [
                "dryRun": false, "plan": StatusPlanJSON.value(of: plan), "outcome": StatusPlanJSON.value(of: outcome),
            ]
            console.write(JSONWriter.bytes(value, .indented))
        } else {
            try say(outcome, of: plan, desk, console)
        }
        guard outcome.isComplete else { return .undecided }
        return outcome.refused.isEmpty ? .done : .rejected
    }

    static func say(
        _ outcome: BulkOutcome, of plan: StatusPlan, _ desk: Desk, _ console: Console
    ) throws {
        if plan.survey.count == 1, let name = (outcome.changed + outcome.standing).first,
            let standing = try desk.records.statusHistory(of: name).last
        {
            console.say(
                "certificate.changed",
                [
                    "serial": name.serial.hex, "status": standing.interval.status.rawValue,
                    "since": standing.interval.since.rfc3339,
                ])
        } else {
            console.say(
                "status.done",
                [
                    "changed": "\(outcome.changed.count)", "standing": "\(outcome.standing.count)",
                    "refused": "\(outcome.refused.count)",
                ])
        }
        for refusal in outcome.refused.prefix(shown) {
            console.complain(
                RoomSentence.sentence(for: refusal.cause, in: console.language) ?? refusal.certificate.description)
        }
        if outcome.refused.count > shown {
            console.complain(
                Catalogue.sentence(
                    "status.more", ["count": "\(outcome.refused.count - shown)"], in: console.language))
        }
        if !outcome.isComplete {
            console.complain(
                Catalogue.sentence(
                    "status.interrupted", ["done": "\(outcome.done)", "count": "\(outcome.named)"],
                    in: console.language))
        }
    }

    private static func say(_ plan: StatusPlan, _ arguments: Arguments, _ console: Console) {
        let survey = plan.survey
        if arguments.has("json") {
            let value: JSONValue = ["dryRun": true, "plan": StatusPlanJSON.value(of: plan)]
            console.write(JSONWriter.bytes(value, .indented))
            return
        }
        console.say(
            "status.plan.\(plan.act.word)", ["count": "\(survey.count)", "changeable": "\(plan.changeable)"])
        for (group, count) in StatusPlanJSON.sorted(survey.groups) {
            console.say(
                "status.plan.group",
                [
                    "count": "\(count)", "office": group.office ?? "–", "profile": group.profile,
                    "authority": group.authority,
                    "status": group.status.rawValue,
                    "validity": group.isExpired
                        ? Catalogue.sentence("status.plan.expired", in: console.language) : "",
                ])
        }
        for certificate in survey.sample {
            console.say("status.plan.sample", ["certificate": certificate.reference.description])
        }
        if survey.missingCount > 0 {
            console.say(
                "status.plan.missing",
                ["count": "\(survey.missingCount)", "serials": survey.missing.joined(separator: " ")])
        }
        if survey.count > 1 {
            console.say(
                "status.plan.confirm",
                ["options": "--yes-\(plan.act.word) \(survey.count) --plan \(plan.digest.prefix(16))"])
        }
    }

    /// Options of the other words of this command: one that was left out in silence would choose more than was meant.
    static func refuseStrangers(_ arguments: Arguments) throws(UsageError) {
        let known = Set(single + ["home", "config", "passphrase-file"])
        for option in CertificateFinder.single where !known.contains(option) && arguments[option] != nil {
            throw .unknownOption("--\(option)")
        }
    }

    static func act(_ arguments: Arguments) throws -> StatusAct {
        switch arguments.operands.first {
        case "hold": return .hold
        case "release": return .release
        default:
            let word = try arguments.required("reason")
            guard let rule = ReasonRule.rule(named: word), rule.isForConsole else {
                throw UsageError.value(
                    option: "reason", seen: word, allowed: ReasonRule.wordsForConsole.joined(separator: ", "))
            }
            return .revoke(reason: rule.reason, invalidityDate: try arguments.instant("invalidity-date"))
        }
    }

    private static func selection(_ arguments: Arguments) throws -> CertificateSelection {
        do {
            var serials: [SerialNumber]?
            let words = arguments.operands.dropFirst() + (arguments["serial"].map { [$0] } ?? [])
            if !words.isEmpty {
                serials = try SelectionReader.serials(
                    words.flatMap { $0.split(separator: ",").map(String.init) })
            }
            if let file = arguments["from-file"] {
                serials = try (serials ?? []) + SelectionReader.serials(SerialFile.words(file))
            }
            var found: [CertificateSelection.Criterion] = []
            if let officer = arguments["officer"] {
                found.append(
                    try SelectionReader.officer(officer, from: arguments["from"], to: arguments["to"]))
            } else if arguments["from"] != nil || arguments["to"] != nil {
                throw UsageError.optionMissing("officer")
            }
            for (option, name) in criteria {
                guard let text = arguments[option] else { continue }
                found.append(
                    try SelectionReader.criterion(name, option == "key" ? KeyHash.named(by: text) : text))
            }
            guard serials != nil || !found.isEmpty else { throw UsageError.optionMissing("serial") }
            return serials.map { CertificateSelection(serials: $0, found) } ?? CertificateSelection(found)
        } catch let refusal as SelectionReader.Refusal {
            throw UsageError.value(
                option: criteria.first { $0.name == refusal.name }?.option ?? refusal.name, seen: refusal.seen,
                allowed: refusal.allowed)
        }
    }

    /// How many refusals are told one by one.
    private static let shown = 20
}

/// Up once someone asked the process to end: by then whole chunks are done, and no further one is begun.
private final class StopFlag: @unchecked Sendable {
    private let lock = NSLock()
    private var raised = false

    init() {
        let signals = StopSignals()
        Thread.detachNewThread { [self] in
            signals.wait()
            lock.withLock { raised = true }
        }
    }

    var isUp: Bool { lock.withLock { raised } }
}
