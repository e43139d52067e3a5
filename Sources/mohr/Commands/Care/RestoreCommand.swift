// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import JSON
import Records
import Revocation
import Service
import Transparency

/// `mohr restore`: puts a home back, locked, and unlocks it once what left the house since has been shown.
enum RestoreCommand: Command {
    static let name = "restore"
    static let synopsis = [
        "BACKUP --home DIR [--config FILE] [--sha256 HEX] [--json]",
        "unlock --home DIR --crl FILE… --checkpoint FILE [--key FILE] [--config FILE] [--json]",
        "lock --home DIR [--config FILE]",
    ]
    static let examples = [
        "mohr restore /mnt/elsewhere/mohr-2026-11-22 --home /var/lib/mohr",
        "mohr restore /mnt/elsewhere/mohr-2026-11-22 --home /var/lib/mohr --config /etc/mohr/new-server.json5",
        "mohr restore unlock --home /var/lib/mohr --crl root.crl --crl health.crl --crl trade.crl --checkpoint checkpoint",
    ]
    static let shape = Arguments.Shape(
        operands: 1...1, single: ["config", "home", "sha256", "checkpoint", "key"], repeated: ["crl"],
        flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        switch arguments.operands[0] {
        case "unlock": try unlock(arguments, console)
        case "lock": try lock(arguments, console)
        case let folder: try restore(folder, arguments, console)
        }
    }

    private static func restore(_ folder: String, _ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let home = Home(try arguments.required("home"))
        let manifest = try HomeRestoration.check(folder, digest: arguments["sha256"])
        let database = try place(in: folder, for: home, arguments)
        let progress = ProgressLine(console, of: manifest.byteCount)
        try HomeRestoration.restore(folder, manifest, to: home, in: database, at: .now()) { done, _ in
            progress.reached(done)
        }
        progress.end()
        let records = try Records(home: home.path, database: database, evenIfLocked: true)
        defer { records.close() }
        let needed = try records.newestLists().filter { $0.scope == "full" }
        if arguments.has("json") {
            let lists = needed.map { list -> JSONValue in
                ["authority": .string(list.authority), "number": .integer(list.number)]
            }
            console.write(
                JSONWriter.bytes(
                    [
                        "locked": true, "logSize": .integer(Int64(manifest.logSize)),
                        "keys": .boolean(manifest.hasKeys), "database": .string(database.kind),
                        "needed": .array(lists),
                    ], .indented))
            return .done
        }
        console.say("restore.locked", ["home": home.path, "created": manifest.created.rfc3339])
        if case .postgreSQL = database { console.say("restore.database", ["place": database.place]) }
        if try kept(in: home) != database {
            console.say("restore.otherDatabase", ["place": database.place, "file": home.configuration])
        }
        for list in needed { console.say("restore.needed", ["list": list.authority, "number": "\(list.number)"]) }
        console.say("restore.neededHead", ["size": "\(manifest.logSize)"])
        if !manifest.hasKeys { console.say("restore.keys", [:]) }
        return .done
    }

    /// Where the copy's records are to be: as the configuration named says, or that of the copy itself.
    private static func place(in folder: String, for home: Home, _ arguments: Arguments) throws -> RecordsDatabase {
        if let named = arguments["config"] { return try configuration(named).wholeDatabase(of: home) }
        let own = Home(folder).configuration
        return FileManager.default.fileExists(atPath: own) ? try configuration(own).wholeDatabase(of: home) : .sqlite
    }

    /// Where the home itself says that they are; whoever names another configuration has to go on naming it.
    private static func kept(in home: Home) throws -> RecordsDatabase {
        let own = home.configuration
        return FileManager.default.fileExists(atPath: own) ? try configuration(own).wholeDatabase(of: home) : .sqlite
    }

    private static func configuration(_ file: String) throws(ServiceError) -> Configuration {
        do throws(ConfigurationError) { return try Configuration(reading: file) } catch { throw .configuration(error) }
    }

    /// For records that were put back by other means, such as the database's own.
    private static func lock(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let house = try HouseArguments(arguments)
        try house.mustBeThere()
        let records = try Records(lookingAt: house.home, house.configuration)
        defer { records.close() }
        // A mark that cannot be read is made anew by this, too.
        if (try? records.lockedSince()) == nil { try records.lock(from: "console", at: .now()) }
        console.say("restore.locked", ["home": house.home.path, "created": Instant.now().rfc3339])
        return .done
    }

    private static func unlock(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let house = try HouseArguments(arguments)
        try house.mustBeThere()
        let records = try Records(lookingAt: house.home, house.configuration)
        defer { records.close() }
        let lists = try arguments.all("crl").map { try SeenList.read($0, in: records).shown }
        let heads = try arguments["checkpoint"].map { file in
            try LogCommand.heads(
                in: [file], signedBy: LogCommand.key(arguments["key"] ?? house.home.logKey))
        }
        let head = heads?.first.map { AuditHead(size: $0.size, rootHash: $0.rootHash) }
        // Signed ahead by the house that was lost: what its log counted is not what this one counts. They are made anew.
        // A house that is not locked is refused, and keeps its own.
        if try records.lockedSince() != nil { try? FileManager.default.removeItem(atPath: house.home.answers) }
        let report = try records.unlock(shown: lists, checkpoint: head, by: "console", at: .now())
        if arguments.has("json") {
            console.write(JSONWriter.bytes(report.json, .indented))
            return .done
        }
        console.say(
            "restore.opened",
            [
                "lines": "\(report.missingLines)", "revoked": "\(report.revoked.count)", "held": "\(report.held.count)",
                "unknown": "\(report.unknown.count)",
            ])
        for (authority, number) in report.numbers.sorted(by: { $0.key < $1.key }) {
            console.say("restore.burned", ["list": authority, "number": "\(number)"])
        }
        for (authority, end) in report.overdue.sorted(by: { $0.key < $1.key }) {
            console.say("restore.overdue", ["list": authority, "time": end.rfc3339])
        }
        if report.linesAfterLists > 0 {
            console.say("restore.linesAfterLists", ["lines": "\(report.linesAfterLists)"])
        }
        for held in report.stillHeld { console.say("restore.stillHeld", ["certificate": "\(held)"]) }
        return .done
    }
}

extension RestorationReport {
    /// As it is printed for programs.
    var json: JSONValue {
        func names(_ certificates: [some CustomStringConvertible]) -> JSONValue {
            .array(certificates.map { .string("\($0)") })
        }
        return [
            "missingLines": .integer(Int64(missingLines)), "revoked": names(revoked), "held": names(held),
            "unknown": names(unknown), "stillHeld": names(stillHeld),
            "linesAfterLists": .integer(Int64(linesAfterLists)),
            "overdue": .object(
                overdue.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value.rfc3339)) }),
            "listNumbers": .object(
                numbers.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value)) }),
        ]
    }
}
