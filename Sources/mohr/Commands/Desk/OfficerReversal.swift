// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import JSON
import Records
import Revocation
import Service

/// `mohr certificate revoke --by-officer ID --since T`: undoes all that was done with an officer's key.
///
/// What still waits is rejected first, so that nothing of it is issued in between; then what was issued is revoked. It is
/// shown before it is done, and done only under the count and the digest that were shown.
struct OfficerReversal {
    private let arguments: Arguments
    private let desk: Desk
    private let console: Console
    private let officer: String
    private let since: Instant
    private let plan: StatusPlan
    private let waiting: [ApplicationRecord]

    init(_ arguments: Arguments, _ desk: Desk, _ console: Console) throws {
        guard arguments.operands == ["revoke"] else { throw UsageError.unknownOption("--by-officer") }
        try StatusActCommand.refuseStrangers(arguments)
        for option in ["officer", "from", "to", "serial", "from-file"] where arguments[option] != nil {
            throw UsageError.unknownOption("--\(option)")
        }
        self.arguments = arguments
        self.desk = desk
        self.console = console
        officer = try arguments.required("by-officer")
        guard let since = try arguments.instant("since") else { throw UsageError.optionMissing("since") }
        self.since = since
        waiting = try desk.registration.unfinished(by: officer, since: since)
        let criterion = try SelectionReader.officer(officer, from: since.rfc3339, to: nil)
        plan = try StatusPlan(
            try StatusActCommand.act(arguments), of: CertificateSelection([criterion]), in: desk.records, at: .now())
    }

    private var count: Int { plan.survey.count + waiting.count }

    /// Over the certificates and the applications that were shown.
    private var digest: String {
        let codes = waiting.map { "\($0.id)\n" }.joined()
        return Hex.encode(DigestAlgorithm.sha256.digest(Array("mohr reversal 1\n\(plan.digest)\n\(codes)".utf8)))
    }

    func run() throws -> ExitCode {
        guard arguments["yes-revoke"] != nil, !arguments.has("dry-run"), count > 0 else {
            show()
            return .done
        }
        let because = try arguments["because"] ?? arguments.required("cause")
        let told = try arguments.required("yes-revoke")
        guard Int(told) == count else {
            throw CommandFailure(.notAllowed, "status.countDiffers", ["seen": told, "allowed": "\(count)"])
        }
        let named = try arguments.required("plan")
        guard named.utf8.count >= 16, digest.hasPrefix(named.lowercased()) else {
            throw RevocationError.planChanged(shown: String(named.prefix(64)), now: digest)
        }
        let rejected = try desk.registration.rejectUnfinished(
            by: officer, since: since, because: because, by: desk.administrator)
        var outcome: BulkOutcome?
        if plan.survey.count > 0 {
            outcome = try StatusClerk(records: desk.records).perform(
                plan, because: because, by: desk.administrator.actor)
        }
        try tell(rejected, outcome)
        return outcome.map { $0.isComplete && $0.refused.isEmpty } ?? true ? .done : .rejected
    }

    private func show() {
        if arguments.has("json") {
            write(true, [])
            return
        }
        console.say(
            "reversal.plan",
            [
                "officer": officer, "since": since.rfc3339, "applications": "\(waiting.count)",
                "certificates": "\(plan.changeable)", "all": "\(plan.survey.count)",
            ])
        for record in waiting.prefix(Self.shown) {
            console.say("reversal.application", ["id": record.id, "state": state(of: record)])
        }
        for certificate in plan.survey.sample {
            console.say("status.plan.sample", ["certificate": certificate.reference.description])
        }
        if count > 0 {
            console.say("status.plan.confirm", ["options": "--yes-revoke \(count) --plan \(digest.prefix(16))"])
        }
    }

    private func tell(_ rejected: [String], _ outcome: BulkOutcome?) throws {
        if arguments.has("json") {
            var more: [JSONValue.Member] = [.init("rejected", .array(rejected.map { .string($0) }))]
            if let outcome { more.append(.init("outcome", StatusPlanJSON.value(of: outcome))) }
            write(false, more)
        } else {
            console.say("reversal.rejected", ["count": "\(rejected.count)"])
            if let outcome { try StatusActCommand.say(outcome, of: plan, desk, console) }
        }
        if try desk.records.officer(officer).status == .active {
            console.complain(Catalogue.sentence("reversal.stillActive", ["id": officer], in: console.language))
        }
    }

    private func write(_ isDry: Bool, _ more: [JSONValue.Member]) {
        let members: [JSONValue.Member] = [
            .init("dryRun", .boolean(isDry)), .init("officer", .string(officer)),
            .init("since", .string(since.rfc3339)),
            .init("applications", .array(waiting.map { .string($0.id) })),
            .init("certificates", StatusPlanJSON.value(of: plan)), .init("count", .integer(Int64(count))),
            .init("plan", .string(digest)),
        ]
        console.write(JSONWriter.bytes(.object(members + more), .indented) + [0x0A])
    }

    private func state(of record: ApplicationRecord) -> String {
        Catalogue.sentence("state.\(record.state.rawValue)", in: console.language)
    }

    private static let shown = 20
}
