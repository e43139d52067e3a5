// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Identity
import Records

extension DeskRefusal {
    /// What it says.
    var statement: Statement {
        switch self {
        case .claimed(let id, let officer, let until):
            told("claimed", ["id": id, "officer": officer, "until": until.rfc3339, "clock": until.tehran])
        case .notClaimed(let id, let officer): told("notClaimed", ["id": id, "officer": officer ?? "–"])
        case .changed(let id, let seen, let expected, let fields):
            told(
                "changed", ["id": id, "seen": "\(seen)", "expected": "\(expected)"],
                parts: ["fields": fields.isEmpty ? [Statement("field.none")] : fields.map { Statement("field.\($0)") }])
        case .unknownDraft(let id): told("unknownDraft", ["id": id])
        case .unknownEvidence(let id): told("unknownEvidence", ["id": id])
        case .tooMuchEvidence(let id, let allowed): told("tooMuchEvidence", ["id": id, "allowed": "\(allowed)"])
        case .unknownDelegation(let id): told("unknownDelegation", ["id": "\(id)"])
        case .delegated(let principal, let deputy, let until):
            told(
                "delegated", ["id": principal, "officer": deputy, "until": until.rfc3339, "clock": until.tehran])
        case .unknownActivation(let application): told("unknownActivation", ["id": application])
        case .unknownLink: told("unknownLink")
        }
    }

    /// How a client is answered.
    var httpStatus: Int {
        switch self {
        case .unknownDraft, .unknownEvidence, .unknownDelegation, .unknownActivation, .unknownLink: 404
        case .claimed, .notClaimed, .changed, .tooMuchEvidence, .delegated: 409
        }
    }

    private func told(
        _ name: String, _ facts: [String: String] = [:], parts: [String: [Statement]] = [:]
    ) -> Statement {
        Statement("problem.desk.\(name)", facts, parts: parts)
    }
}

extension Instant {
    /// What a clock in Tehran shows: `1405/08/30 01:30:00`.
    var tehran: String { TehranClock.description(secondsSince1970: secondsSince1970) }
}
