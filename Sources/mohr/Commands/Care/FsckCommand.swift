// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import JSON
import Records
import Service

/// `mohr fsck`: everything that a home holds, verified anew.
enum FsckCommand: Command {
    static let name = "fsck"
    static let synopsis = ["--home DIR [--config FILE] [--passphrase-file FILE|--passphrase-fd N] [--json]"]
    static let examples = ["mohr fsck --home demo", "mohr fsck --home /var/lib/mohr --json"]
    static let shape = Arguments.Shape(
        single: ["config", "home", "passphrase-file", "passphrase-fd"], flags: ["json"])

    /// More of one kind say nothing new.
    private static let shown = 20

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let house = try HouseArguments(arguments)
        try house.mustBeThere()
        let records = try Records(lookingAt: house.home, house.configuration)
        defer { records.close() }
        // A home that was put back has no passphrase beside it; papers are then only looked for.
        let configured = house.configuration.passphraseFile.map(house.home.file)
        let isThere = configured.map { FileManager.default.fileExists(atPath: $0) } ?? false
        let passphrase = try Secrets.given("passphrase", arguments, configured: isThere ? configured : nil)
        let check = HouseCheck(house.home, records, passphrase: passphrase)
        let isJSON = arguments.has("json")
        var all: [HouseFinding] = []
        let progress = ProgressLine(console, of: HouseCheck.Part.allCases.count)
        for (number, part) in HouseCheck.Part.allCases.enumerated() {
            let findings = try check.findings(in: part)
            all += findings
            progress.reached(number + 1)
            if !isJSON { tell(findings, in: part, console) }
        }
        progress.end()
        let head = try records.auditHead()
        let locked = try records.lockedSince()
        if isJSON {
            console.write(JSONWriter.bytes(value(of: all, head, locked: locked != nil), .indented))
        } else {
            if let locked { console.say("fsck.locked", ["since": locked.rfc3339]) }
            console.say(
                all.isEmpty ? "fsck.whole" : "fsck.broken", ["count": "\(all.count)", "size": "\(head.size)"])
        }
        return all.isEmpty ? .done : .rejected
    }

    private static func tell(_ findings: [HouseFinding], in part: HouseCheck.Part, _ console: Console) {
        console.say(
            "fsck.part",
            [
                "part": Catalogue.sentence("fsck.part.\(part.rawValue)", in: console.language),
                "count": "\(findings.count)",
            ])
        for finding in findings.prefix(shown) {
            console.say("fsck.finding", ["subject": finding.subject, "fact": finding.fact])
        }
    }

    private static func value(of findings: [HouseFinding], _ head: AuditHead, locked: Bool) -> JSONValue {
        [
            "whole": .boolean(findings.isEmpty), "locked": .boolean(locked), "logSize": .integer(Int64(head.size)),
            "findings": .array(
                findings.map {
                    ["part": .string($0.part.rawValue), "subject": .string($0.subject), "fact": .string($0.fact)]
                }),
        ]
    }
}
