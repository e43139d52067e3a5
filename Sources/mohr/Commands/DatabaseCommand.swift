// SPDX-License-Identifier: Apache-2.0
import Database
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
        let moved = MovedFile(of: house.home)
        guard moved.isAtItsPlace || moved.isKept else {
            throw CommandFailure(.input, "cli.file.missing", ["file": moved.file])
        }
        let new = try Records(of: house.home, house.configuration)
        defer { new.close() }
        let count = try moved.isAtItsPlace ? take(moved, of: house.home, into: new) : nil
        // What an earlier run was killed before.
        try moved.settle()
        let kept = moved.kept
        let size = try new.auditHead().size
        guard !arguments.has("json") else {
            return console.write(
                JSONWriter.bytes(
                    [
                        "rows": count.map { .integer(Int64($0)) } ?? .null, "auditSize": .integer(Int64(size)),
                        "kept": .string(kept),
                    ],
                    .indented))
        }
        guard let count else {
            return console.say("cli.database.movedBefore", ["size": "\(size)", "file": kept])
        }
        console.say("cli.database.moved", ["count": "\(count)", "size": "\(size)", "file": kept])
    }

    /// - Returns: how many rows; `nil` when they had all arrived before.
    private static func take(_ moved: MovedFile, of home: Home, into new: Records) throws -> Int? {
        guard !moved.isKept else { throw CommandFailure(.usage, "cli.database.inTheWay", ["file": moved.kept]) }
        let old = try Records(home: home.path)
        defer { old.close() }
        if let holder = try old.databaseState().authority, !ProcessIdentity(holder).isOver {
            throw CommandFailure(.unavailable, "cli.database.inUse", ["holder": holder])
        }
        return try new.takeOver(from: old) { () throws(RecordsError) in
            StopPoint.inMove("arrived")
            try moved.putAway()
            StopPoint.inMove("putAway")
        }
    }
}

/// The file that a house's records were in: kept, and out of the way, so that nothing goes on with it.
private struct MovedFile {
    let file: String
    var kept: String { file + ".moved" }

    init(of home: Home) { file = home.path + "/records/records.sqlite" }

    var isAtItsPlace: Bool { FileManager.default.fileExists(atPath: file) }
    var isKept: Bool { FileManager.default.fileExists(atPath: kept) }

    /// Takes the file itself away: whoever has it open writes no more.
    func putAway() throws(RecordsError) {
        do {
            try FileManager.default.moveItem(atPath: file, toPath: kept)
        } catch {
            throw .home(path: file, "\((error as NSError).domain) \((error as NSError).code)")
        }
    }

    /// Takes what belongs to it after it, and puts the names on the disk.
    func settle() throws {
        for end in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: file + end) {
            try? FileManager.default.removeItem(atPath: kept + end)
            try FileManager.default.moveItem(atPath: file + end, toPath: kept + end)
        }
        try DurableFile.settle(kept)
    }
}
