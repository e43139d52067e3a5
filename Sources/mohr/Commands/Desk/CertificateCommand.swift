// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import Records
import Service

/// `mohr certificate`: finds and shows certificates, revokes, holds and releases them.
enum CertificateCommand: Command {
    static let name = "certificate"
    static let synopsis =
        CertificateFinder.synopsis + [
            "show SERIAL --home DIR"
        ] + StatusActCommand.synopsis + BulkCommand.synopsis
    static let examples =
        CertificateFinder.examples + StatusActCommand.examples + BulkCommand.examples
    static let shape = Arguments.Shape(
        operands: 1...2,
        single: Set(
            ["config", "home", "passphrase-file"] + CertificateFinder.single + StatusActCommand.single
                + BulkCommand.single),
        flags: ["json", "dry-run"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        if BulkCommand.acts.contains(arguments.operands[0]) { return try BulkCommand.run(arguments, console) }
        let desk = try Desk(arguments)
        defer { desk.close() }
        switch (arguments.operands[0], arguments.operands.count) {
        case ("find", 1):
            return try CertificateFinder.run(arguments, desk, console)
        case ("show", 2):
            if let serial = SerialNumber(hex: arguments.operands[1]),
                try desk.records.certificates(matching: .serial(serial), limit: 1).isEmpty,
                try ImportedLines.show(serial, desk.records, console)
            {
                return .done
            }
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
        case (let act, _) where StatusActCommand.acts.contains(act):
            return try StatusActCommand.run(arguments, desk, console)
        default:
            throw UsageError.value(
                option: name, seen: arguments.operands.joined(separator: " "),
                allowed: "find, show SERIAL, revoke, hold, release, order, issue")
        }
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
