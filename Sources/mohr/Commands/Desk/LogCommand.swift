// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Records
import Service

/// `mohr log`: the head of the audit log, and whether the log is whole.
enum LogCommand: Command {
    static let name = "log"
    static let synopsis = ["checkpoint --home DIR", "check --home DIR"]
    static let examples = ["mohr log check --home DIR"]
    static let shape = Arguments.Shape(operands: 1...1, single: ["config", "home", "passphrase-file"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let desk = try Desk(arguments)
        defer { desk.close() }
        switch arguments.operands[0] {
        case "checkpoint":
            let head = try desk.records.auditHead()
            console.say("log.head", ["size": "\(head.size)", "root": Hex.encode(head.rootHash)])
        case "check":
            let result = try desk.records.verifyAudit()
            guard result.findings.isEmpty else {
                console.say("log.bad", ["detail": "\(result.findings)"])
                return .rejected
            }
            console.say("log.good", ["size": "\(result.head.size)"])
        default:
            throw UsageError.value(option: name, seen: arguments.operands[0], allowed: "checkpoint, check")
        }
        return .done
    }
}
