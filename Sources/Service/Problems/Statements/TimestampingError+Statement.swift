// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import Records
import Timestamping

extension TimestampingError {
    /// What it says.
    var statement: Statement {
        switch self {
        case .keyMismatch: told("keyMismatch")
        case .unit(let flaw): told("unit", parts: ["cause": [Statement("timestamps.unit.\(flaw.rawValue)")]])
        case .plan(let field, let seen, let allowed):
            told("plan", ["name": field, "seen": "\(seen)", "allowed": Statement.range(allowed)])
        case .clockBehind(let seen, let newest):
            told("clockBehind", ["seen": seen.rfc3339, "newest": newest.rfc3339])
        case .clockAhead(let seen, let newest, let allowed):
            told("clockAhead", ["seen": seen.rfc3339, "newest": newest.rfc3339, "allowed": "\(allowed)"])
        case .notValid(let time, let validity):
            told(
                "notValid",
                [
                    "seen": time.rfc3339,
                    "allowed": "\(validity.notBefore.rfc3339)–\(validity.notAfter.rfc3339)",
                ])
        case .tokenUnverified: told("tokenUnverified")
        case .key(let error): told("key", parts: ["cause": [error.statement]])
        case .certificate(let error): told("certificate", parts: ["cause": [error.statement]])
        case .records(let error): error.statement
        }
    }

    private func told(
        _ name: String, _ facts: [String: String] = [:], parts: [String: [Statement]] = [:]
    ) -> Statement {
        Statement("problem.timestamping.\(name)", facts, parts: parts)
    }
}
