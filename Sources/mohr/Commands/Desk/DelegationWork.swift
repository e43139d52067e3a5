// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import JSON
import Records
import Service

/// `mohr officer delegate|deputies|undelegate`: who stands in for whom, with a key of their own.
enum DelegationWork {
    static func run(_ word: String, _ arguments: Arguments, _ desk: Desk, _ console: Console) throws {
        switch arguments.operands[0] {
        case "delegate":
            guard let from = try arguments.instant("from") else { throw UsageError.optionMissing("from") }
            guard let until = try arguments.instant("until") else { throw UsageError.optionMissing("until") }
            guard from < until else {
                throw UsageError.value(option: "until", seen: until.rfc3339, allowed: "> \(from.rfc3339)")
            }
            say(
                try desk.registration.delegate(
                    from: word, to: try arguments.required("to"), during: from...until,
                    because: try arguments.required("because"), by: desk.administrator), arguments, console)
        case "deputies":
            _ = try desk.records.office(word)
            for delegation in try desk.registration.delegations(of: word) { say(delegation, arguments, console) }
        default:
            guard let number = Int(word) else {
                throw UsageError.value(option: "NUMBER", seen: word, allowed: "1–")
            }
            try desk.records.end(delegation: number, by: desk.administrator.actor, at: .now())
            say(try desk.records.delegation(number), arguments, console)
        }
    }

    private static func say(_ delegation: DelegationRecord, _ arguments: Arguments, _ console: Console) {
        guard !arguments.has("json") else {
            console.write(
                JSONWriter.bytes([
                    "id": .integer(Int64(delegation.id)), "principal": .string(delegation.principal),
                    "deputy": .string(delegation.deputy), "from": .string(delegation.starts.rfc3339),
                    "until": .string(delegation.ends.rfc3339), "cause": .string(delegation.cause),
                    "by": .string(delegation.actor), "ended": JSONValue(delegation.ended?.rfc3339),
                ]) + [0x0A])
            return
        }
        console.say(
            "officer.delegation",
            [
                "number": "\(delegation.id)", "id": delegation.principal, "officer": delegation.deputy,
                "from": delegation.starts.rfc3339, "until": (delegation.ended ?? delegation.ends).rfc3339,
            ])
    }
}
