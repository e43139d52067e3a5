// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import Records
import Revocation
import Service

/// `mohr certificate`: finds and shows certificates, revokes, holds and releases them.
enum CertificateCommand: Command {
    static let name = "certificate"
    static let synopsis =
        CertificateFinder.synopsis + [
            "show SERIAL --home DIR", "revoke SERIAL --home DIR --reason REASON --cause TEXT",
            "hold|release SERIAL --home DIR --cause TEXT",
        ]
    static let examples =
        CertificateFinder.examples + [
            "mohr certificate revoke 4df93e39… --home DIR --reason keyCompromise --cause 'card lost'"
        ]
    static let shape = Arguments.Shape(
        operands: 1...2,
        single: Set(["config", "home", "passphrase-file", "reason", "cause"] + CertificateFinder.single),
        flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let desk = try Desk(arguments)
        defer { desk.close() }
        switch (arguments.operands[0], arguments.operands.count) {
        case ("find", 1):
            return try CertificateFinder.run(arguments, desk, console)
        case ("show", 2):
            let record = try record(arguments.operands[1], desk)
            try say(record, desk, console)
            for entry in try desk.records.statusHistory(of: record.reference) {
                console.say(
                    "certificate.interval",
                    [
                        "status": entry.interval.status.rawValue, "from": entry.interval.since.rfc3339,
                        "to": entry.interval.until?.rfc3339 ?? "–",
                        "reason": entry.interval.reason.map { "\($0)" } ?? "–", "by": entry.actor,
                    ])
            }
            return .done
        case ("revoke", 2), ("hold", 2), ("release", 2): return try change(arguments, desk, console)
        default:
            throw UsageError.value(
                option: name, seen: arguments.operands.joined(separator: " "),
                allowed: "find, show SERIAL, revoke SERIAL, hold SERIAL, release SERIAL")
        }
    }

    private static func change(_ arguments: Arguments, _ desk: Desk, _ console: Console) throws -> ExitCode {
        let reference = try record(arguments.operands[1], desk).reference
        let clerk = StatusClerk(records: desk.records)
        let cause = try arguments.required("cause")
        let actor = "console:\(NSUserName())"
        let change: StatusChange
        switch arguments.operands[0] {
        case "revoke":
            let word = try arguments.required("reason")
            guard let reason = StatusClerk.revocationReasons.first(where: { "\($0)" == word }) else {
                let allowed = StatusClerk.revocationReasons.map { "\($0)" }.joined(separator: ", ")
                throw UsageError.value(option: "reason", seen: word, allowed: allowed)
            }
            change = try clerk.revoke(reference, reason: reason, because: cause, by: actor, at: .now())
        case "hold": change = try clerk.hold(reference, because: cause, by: actor, at: .now())
        default: change = try clerk.release(reference, because: cause, by: actor, at: .now())
        }
        console.say(
            "certificate.changed",
            [
                "serial": reference.serial.hex, "status": change.interval.status.rawValue,
                "since": change.interval.since.rfc3339,
            ])
        return .done
    }

    private static func record(_ text: String, _ desk: Desk) throws -> IssuanceRecord {
        guard let serial = SerialNumber(hex: text) else {
            throw UsageError.value(option: "SERIAL", seen: text, allowed: "hexadecimal")
        }
        let found = try desk.records.certificates(matching: .serial(serial), limit: 2)
        guard let record = found.first, found.count == 1 else {
            throw CommandFailure(.rejected, "certificate.none")
        }
        return record
    }

    private static func say(_ record: IssuanceRecord, _ desk: Desk, _ console: Console) throws {
        let status = try desk.records.statusHistory(of: record.reference).last?.interval.status.rawValue
        console.say(
            "certificate.line",
            [
                "serial": record.reference.serial.hex, "authority": record.reference.authority,
                "profile": record.profile, "state": record.state.rawValue, "status": status ?? "–",
                "until": record.validity?.notAfter.rfc3339 ?? "–",
            ])
    }
}
