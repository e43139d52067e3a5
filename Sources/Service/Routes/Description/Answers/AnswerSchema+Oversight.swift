// SPDX-License-Identifier: Apache-2.0
import Records

extension AnswerSchema {
    private static let step = closed([
        ("application", text), ("profile", text), ("state", text), ("officer", text), ("time", time),
    ])
    private static let counts: JSONValue = ["type": "object", "additionalProperties": count]
    private static let steps = list(step)
    private static let drawn: [(String, JSONValue)] = [("line", count), ("time", time), ("by", text)]

    /// What supervisors and auditors look at, and officers' keys.
    static let oversight: [(name: String, schema: JSONValue)] = [
        ("Day", closed([("office", text), ("date", text), ("steps", steps)])),
        (
            "Figures",
            closed([
                ("office", text), ("days", count), ("byDay", list(closed([("date", text), ("steps", counts)]))),
                ("byOfficer", list(closed([("officer", text), ("steps", counts)]))),
            ])
        ),
        (
            "Anomalies",
            closed([
                ("office", text), ("days", count), ("night", list(closed([("officer", text), ("steps", steps)]))),
                ("crowds", list(steps)),
                (
                    "pairs",
                    list(closed([("enterer", text), ("approver", text), ("together", count), ("entered", count)]))
                ), ("bursts", list(closed([("officer", text), ("begins", time), ("count", count)]))),
                ("hasty", steps),
            ])
        ),
        ("Inspections", closed([("inspections", list(closed(drawn)))])),
        (
            "Inspection",
            closed(
                drawn + [
                    ("seed", text), ("among", count),
                    (
                        "sample",
                        list(
                            closed([
                                ("serial", text), ("authority", text), ("profile", text),
                                ("application", orNull(text)), ("ground", text),
                            ]))
                    ),
                ])
        ),
        (
            "Key",
            closed([
                ("keySHA256", sha256), ("officer", text), ("state", words(DeskKey.State.allCases.map(\.rawValue))),
                ("offered", time), ("changed", time), ("confirmedBy", orNull(text)),
            ])
        ),
        ("Keys", closed([("keys", list(named("Key")))])),
        (
            "Checks",
            closed([
                ("refusals", list(closed([("field", text), ("type", text), ("detail", bilingual)]))),
                ("preview", closed([("fa", orNull(text)), ("la", orNull(text))])),
            ])
        ),
    ]
}
