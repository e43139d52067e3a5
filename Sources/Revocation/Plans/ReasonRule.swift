// SPDX-License-Identifier: Apache-2.0
public import PKIX
public import Records

/// One row of the table of reasons: what it is called, and who may give it.
///
/// - SeeAlso: RFC 5280 5.3.1; CP/CPS 4.9.1.
public struct ReasonRule: Sendable, Hashable {
    /// The reason as lists and answers carry it.
    public let reason: RevocationReason

    /// The words of the CP for the cases that are meant by it; each is taken in place of the reason's own name.
    public let words: [String]

    /// The officers who may give it, over the office listener.
    public let roles: Set<OfficerRecord.Role>

    /// Whether the console of the house may give it; a ceremony or a drill gives it otherwise.
    public let isForConsole: Bool

    /// The table, in the standard's order.
    ///
    /// Three of the standard's reasons are not in it: `certificateHold` is an act of its own, `removeFromCRL` is what a
    /// delta list says of a lifted hold and is never given by hand, and there are no attribute authorities here.
    /// `cACompromise` is for certificates of authorities, which only a ceremony or a drill touches.
    public static let table: [ReasonRule] = [
        ReasonRule(.unspecified, [], [.supervisor, .administrator]),
        ReasonRule(
            .keyCompromise, ["cardLost", "cardStolen", "pinKnown", "keyWeak"],
            [.approver, .supervisor, .administrator]),
        ReasonRule(.cACompromise, [], [], isForConsole: false),
        ReasonRule(
            .affiliationChanged, ["roleEnded", "officeLeft", "nameChanged"], [.approver, .supervisor, .administrator]),
        ReasonRule(.superseded, ["replaced", "dataWrong"], [.approver, .supervisor, .administrator]),
        ReasonRule(
            .cessationOfOperation, ["notNeeded", "holderDied", "notAccepted"],
            [.approver, .supervisor, .administrator]),
        // That a right was withdrawn is the council's word, which reaches the supervisor.
        ReasonRule(.privilegeWithdrawn, ["licenceWithdrawn", "identityWrong"], [.supervisor, .administrator]),
    ]

    private init(
        _ reason: RevocationReason, _ words: [String], _ roles: Set<OfficerRecord.Role>, isForConsole: Bool = true
    ) {
        self.reason = reason
        self.words = words
        self.roles = roles
        self.isForConsole = isForConsole
    }

    /// What a name or word of the table stands for; nil for a word that is not in it.
    public static func rule(named word: String) -> ReasonRule? {
        table.first { "\($0.reason)" == word || $0.words.contains(word) }
    }

    /// The names and words that a role may give, in the table's order.
    public static func words(for role: OfficerRecord.Role) -> [String] {
        table.filter { $0.roles.contains(role) }.flatMap { ["\($0.reason)"] + $0.words }
    }

    /// The names and words that the console may give, in the table's order.
    public static let wordsForConsole = table.filter(\.isForConsole).flatMap { ["\($0.reason)"] + $0.words }
}
