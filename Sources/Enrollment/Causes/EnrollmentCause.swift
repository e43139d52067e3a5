// SPDX-License-Identifier: Apache-2.0

/// A refusal as the desk tells it: which sentence, with which facts, and which rule was broken.
///
/// No personal data is in it. A sentence is found by room and name; what a lower room found, such as a wrong check digit, keeps that room's
/// name, so that it reads the same wherever it is told.
public struct EnrollmentCause: Sendable, Hashable {
    /// What a refusal is to whoever asked.
    public enum Sort: String, Sendable, Hashable, CaseIterable {
        /// It does not fit what is on record, which has moved or has it already.
        case conflict
        /// Our doing, and none of the caller's.
        case fault
        /// What was sent cannot be taken.
        case input
        /// Too often; later.
        case limit
        /// Not this officer, not this office, not now.
        case permission
        /// No such thing.
        case unknown
    }

    /// What it is to whoever asked.
    public let sort: Sort

    /// The room whose fact it is: `enrollment`, `identity`, `linting`, `cryptography`, `pkix`.
    public let room: String

    /// The fact's name, as in that room's error: `checkDigit`.
    public let name: String

    /// What was seen and what is allowed, by name.
    public let facts: [String: String]

    /// The rule that was broken; nil where it is the house's own.
    public let clause: String?

    init(
        _ sort: Sort, _ name: String, _ facts: [String: String] = [:], room: String = "enrollment",
        clause: String? = nil
    ) {
        self.sort = sort
        self.room = room
        self.name = name
        self.facts = facts
        self.clause = clause
    }

    /// With one more fact.
    func with(_ name: String, _ value: String) -> EnrollmentCause {
        EnrollmentCause(sort, self.name, facts.merging([name: value]) { $1 }, room: room, clause: clause)
    }
}
