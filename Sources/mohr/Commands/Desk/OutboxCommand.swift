// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Foundation
import JSON
import Records
import Service

/// `mohr outbox`: what is to be sent to people, was, or was given up.
enum OutboxCommand: Command {
    static let name = "outbox"
    static let synopsis = [
        "list --home DIR [--state waiting|sent|failed|dropped] [--limit N] [--json]",
        "retry ID|--all --home DIR [--json]", "send --home DIR [--json]",
    ]
    static let examples = [
        "mohr outbox list --home DIR --state failed", "mohr outbox retry --all --home DIR",
        "mohr outbox send --home DIR",
    ]
    static let shape = Arguments.Shape(
        operands: 1...2, single: ["config", "home", "state", "limit"], flags: ["all", "json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let act = arguments.operands[0]
        guard ["list", "retry", "send"].contains(act) else {
            throw UsageError.value(option: name, seen: act, allowed: "list, retry ID|--all, send")
        }
        let id = arguments.operands.dropFirst().first
        guard act == "retry" ? (id == nil) == arguments.has("all") : id == nil else {
            throw UsageError.value(option: "retry", seen: id ?? "–", allowed: "ID, --all")
        }
        let desk = try DeskOfOne(arguments, console)
        defer { desk.close() }
        switch act {
        case "list": return try list(desk, arguments, console)
        case "retry":
            let count = try desk.service.records.retryMessages(id, by: NSUserName(), at: .now())
            if arguments.has("json") {
                console.write(JSONWriter.bytes(["retried": .integer(Int64(count))]) + [0x0A])
            } else {
                console.say("outbox.retried", ["count": "\(count)"])
            }
            return count == 0 && id != nil ? .rejected : .done
        default: return try send(desk, arguments, console)
        }
    }

    private static func list(
        _ desk: DeskOfOne, _ arguments: Arguments, _ console: Console
    ) throws -> ExitCode {
        let states = MessageRecord.State.allCases.map(\.rawValue).joined(separator: ", ")
        let state = try arguments["state"].map { word in
            guard let state = MessageRecord.State(rawValue: word) else {
                throw UsageError.value(option: "state", seen: word, allowed: states)
            }
            return state
        }
        let limit = try arguments["limit"].map { text in
            guard let limit = Int(text), (1...100_000).contains(limit) else {
                throw UsageError.value(option: "limit", seen: text, allowed: "1–100000")
            }
            return limit
        }
        let messages = try desk.service.records.messages(in: state, limit: limit ?? 100)
        if messages.isEmpty, !arguments.has("json") { console.say("outbox.none", [:]) }
        for message in messages {
            // Who asked to be let in is nobody's business; tracking codes and certificates are the office's.
            let subject = message.kind == .signIn ? nil : message.subject
            guard !arguments.has("json") else {
                console.write(
                    JSONWriter.bytes([
                        "id": .string(message.id), "kind": .string(message.kind.rawValue),
                        "subject": JSONValue(subject), "state": .string(message.state.rawValue),
                        "attempts": .integer(Int64(message.attempts)), "created": .string(message.created.rfc3339),
                        "changed": .string(message.changed.rfc3339), "due": .string(message.due.rfc3339),
                        "expires": .string(message.expires.rfc3339), "failure": JSONValue(message.failure),
                    ]) + [0x0A])
                continue
            }
            console.say(
                "outbox.line",
                [
                    "id": message.id, "kind": message.kind.rawValue, "state": message.state.rawValue,
                    "attempts": "\(message.attempts)", "changed": message.changed.rfc3339,
                    "failure": message.failure ?? "–",
                ])
        }
        return .done
    }

    /// One turn of the thread that sends, for houses that are not being served.
    private static func send(
        _ desk: DeskOfOne, _ arguments: Arguments, _ console: Console
    ) throws -> ExitCode {
        guard let outbox = try desk.service.outbox() else { throw CommandFailure(.usage, "outbox.off") }
        let turn = try outbox.deliver(limit: 10_000)
        if arguments.has("json") {
            console.write(
                JSONWriter.bytes([
                    "sent": .integer(Int64(turn.sent)), "delayed": .integer(Int64(turn.delayed)),
                    "givenUp": .integer(Int64(turn.givenUp)), "dropped": .integer(Int64(turn.dropped)),
                ]) + [0x0A])
        } else {
            console.say(
                "outbox.sent",
                [
                    "sent": "\(turn.sent)", "delayed": "\(turn.delayed)", "givenUp": "\(turn.givenUp)",
                    "dropped": "\(turn.dropped)",
                ])
        }
        return turn.delayed + turn.givenUp == 0 ? .done : .unavailable
    }
}
