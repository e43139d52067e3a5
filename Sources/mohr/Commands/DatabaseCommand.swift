// SPDX-License-Identifier: Apache-2.0
import Foundation
import PKIX
import Records
import Service

/// `mohr database`: where a house keeps its records, and how it moves from a file to a server.
enum DatabaseCommand: Command {
    static let name = "database"
    static let synopsis = ["show --home DIR [--json]", "move --home DIR [--json]"]
    static let examples = [
        "mohr database show --home DIR", "mohr database move --home DIR --config Config/mohr.json5",
    ]
    static let shape = Arguments.Shape(operands: 1...1, single: ["config", "home"], flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let house = try HouseArguments(arguments)
        switch arguments.operands[0] {
        case "show": try show(house, arguments, console)
        case "move": try move(house, arguments, console)
        default: throw UsageError.value(option: name, seen: arguments.operands[0], allowed: "show, move")
        }
        return .done
    }

    private static func show(_ house: HouseArguments, _ arguments: Arguments, _ console: Console) throws {
        let records = try Records(of: house.home, house.configuration)
        defer { records.close() }
        let state = try records.databaseState()
        let kind = house.configuration.recordsDatabase(of: house.home).kind
        guard !arguments.has("json") else {
            let value: JSONValue = [
                "kind": .string(kind), "schemaVersion": .integer(Int64(state.schemaVersion)),
                "knownVersion": .integer(Int64(state.knownVersion)), "auditSize": .integer(Int64(state.auditSize)),
                "authority": JSONValue(state.authority), "fence": .integer(Int64(state.fence)),
            ]
            return console.write(JSONWriter.bytes(value, .indented))
        }
        console.say(
            "cli.database.shown",
            [
                "kind": kind, "version": "\(state.schemaVersion)", "known": "\(state.knownVersion)",
                "size": "\(state.auditSize)", "holder": state.authority ?? "–", "fence": "\(state.fence)",
            ])
    }

    /// From the home's file into the database that the configuration names, which has to be new.
    private static func move(_ house: HouseArguments, _ arguments: Arguments, _ console: Console) throws {
        guard case .postgreSQL = house.configuration.database else {
            throw CommandFailure(.usage, "cli.database.nowhere")
        }
        let file = house.home.path + "/records/records.sqlite"
        guard FileManager.default.fileExists(atPath: file) else {
            throw CommandFailure(.input, "cli.file.missing", ["file": file])
        }
        let old = try Records(home: house.home.path)
        defer { old.close() }
        if let holder = try old.databaseState().authority, !ProcessIdentity(holder).isOver {
            throw CommandFailure(.unavailable, "cli.database.inUse", ["holder": holder])
        }
        let new = try Records(of: house.home, house.configuration)
        defer { new.close() }
        let count = try new.copyEverything(from: old)
        // Kept, and out of the way: nothing may go on with it.
        let kept = file + ".moved"
        old.close()
        for end in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: file + end) {
            try FileManager.default.moveItem(atPath: file + end, toPath: kept + end)
        }
        let size = try new.auditHead().size
        guard !arguments.has("json") else {
            return console.write(
                JSONWriter.bytes(
                    ["rows": .integer(Int64(count)), "auditSize": .integer(Int64(size)), "kept": .string(kept)],
                    .indented))
        }
        console.say("cli.database.moved", ["count": "\(count)", "size": "\(size)", "file": kept])
    }
}
