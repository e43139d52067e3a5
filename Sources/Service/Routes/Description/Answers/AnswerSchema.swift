// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Records

/// The shapes of JSON answers, as JSON Schema; the description's components.
///
/// Closed on purpose: a member that an answer has and its shape has not is a mistake that a test against the running
/// service finds.
enum AnswerSchema {
    /// Every shape by its name.
    static let components: [(name: String, schema: JSONValue)] =
        applications + certificates + offices + staff + campaigns + oversight + open + verdicts + holders

    /// A shape by its name.
    static func named(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

    // What shapes are made of.

    static let text: JSONValue = ["type": "string"]
    static let time: JSONValue = ["type": "string", "format": "date-time"]
    static let flag: JSONValue = ["type": "boolean"]
    static let count: JSONValue = ["type": "integer", "minimum": 0]
    static let base64: JSONValue = ["type": "string", "contentEncoding": "base64"]
    static let sha256: JSONValue = ["type": "string", "pattern": "^[0-9a-f]{64}$"]
    static let texts: JSONValue = list(text)
    static let fields: JSONValue = ["type": "object", "additionalProperties": text]
    static let bilingual: JSONValue = closed([("en", text), ("fa", text)])

    static func list(_ items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

    /// Or nothing.
    static func orNull(_ schema: JSONValue) -> JSONValue { ["anyOf": .array([schema, ["type": "null"]])] }

    static func words(_ words: [String]) -> JSONValue {
        ["type": "string", "enum": .array(words.map { .string($0) })]
    }

    /// An object with these members; those of the second list may be missing.
    static func closed(_ members: [(String, JSONValue)], may: [(String, JSONValue)] = []) -> JSONValue {
        [
            "type": "object", "additionalProperties": false, "required": .array(members.map { .string($0.0) }),
            "properties": .object((members + may).map { .init($0.0, $0.1) }),
        ]
    }

    private static let applications: [(name: String, schema: JSONValue)] = [
        (
            "Application",
            closed([
                ("id", text), ("office", text), ("profile", text),
                ("state", words(ApplicationState.allCases.map(\.rawValue))), ("enteredBy", orNull(text)),
                ("approvedBy", orNull(text)), ("cause", orNull(text)), ("created", time), ("changed", time),
                ("version", count), ("claimedBy", orNull(text)), ("claimedUntil", orNull(time)),
                ("warnings", texts), ("form", fields),
            ])
        ),
        ("Applications", closed([("applications", list(named("Application")))])),
        (
            "Collection",
            closed([
                ("application", text), ("state", text), ("certificate", orNull(base64)),
                ("acceptanceStatement", orNull(base64)), ("logProof", orNull(named("LogProof"))),
            ])
        ),
        (
            "History",
            closed([
                ("application", text),
                (
                    "events",
                    list(
                        closed([
                            ("from", orNull(text)), ("to", text), ("actor", text), ("time", time),
                            ("cause", orNull(text)), ("remarks", fields), ("signed", flag), ("sequence", count),
                        ]))
                ),
                (
                    "changes",
                    list(
                        closed([
                            ("version", count), ("field", text), ("before", orNull(text)), ("after", orNull(text)),
                            ("actor", text), ("time", time),
                        ]))
                ),
            ])
        ),
        (
            "Draft",
            closed([
                ("id", text), ("office", orNull(text)), ("profile", text), ("version", count), ("savedBy", text),
                ("created", time), ("changed", time), ("hasRequest", flag), ("form", fields),
            ])
        ),
        ("Drafts", closed([("drafts", list(named("Draft")))])),
        ("Deletion", closed([("id", text), ("deleted", flag)])),
        (
            "Paper",
            closed([
                ("id", text), ("kind", text), ("mediaType", text), ("size", count), ("sha256", sha256), ("by", text),
                ("time", time),
            ])
        ),
        (
            "Papers",
            closed([
                ("application", text), ("evidence", list(named("Paper"))),
                ("missing", list(words(EvidenceKind.allCases.map(\.rawValue)))),
            ])
        ),
        ("Replacement", closed([("application", text), ("state", text), ("replaces", texts)])),
    ]

    static let officer: [(String, JSONValue)] = [
        ("id", text), ("office", text), ("name", text),
        ("role", words(OfficerRecord.Role.allCases.map(\.rawValue))),
        ("state", words(["active", "suspended"])), ("hasCertificate", flag), ("created", time),
    ]

    private static let offices: [(name: String, schema: JSONValue)] = [
        (
            "Office",
            closed([
                ("id", text), ("kind", text), ("persianName", text), ("englishName", text), ("profiles", texts),
                ("licensedUntil", time), ("state", words(["active", "suspended"])), ("created", time),
                ("place", text), ("professions", texts), ("hours", text), ("dailyQuota", orNull(count)),
            ])
        ),
        ("Offices", closed([("offices", list(named("Office")))])),
        (
            "Officer", closed(officer)
        ),
        ("Officers", closed([("officers", list(named("Officer")))])),
        (
            "Delegation",
            closed([
                ("id", count), ("principal", text), ("deputy", text), ("from", time), ("until", time),
                ("cause", text), ("by", text), ("ended", orNull(time)),
            ])
        ),
        ("Delegations", closed([("delegations", list(named("Delegation")))])),
    ]
}
