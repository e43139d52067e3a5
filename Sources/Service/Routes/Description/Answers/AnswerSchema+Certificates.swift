// SPDX-License-Identifier: Apache-2.0
import Records

extension AnswerSchema {
    private static let interval = closed([
        ("status", text), ("from", time), ("to", orNull(time)), ("reason", orNull(text)), ("by", text),
        ("cause", text),
    ])

    private static let certificate: [(String, JSONValue)] = [
        ("authority", text), ("serial", text), ("profile", text), ("state", text), ("application", orNull(text)),
        ("office", orNull(text)), ("certificateSHA256", orNull(sha256)), ("notBefore", orNull(time)),
        ("notAfter", orNull(time)), ("history", list(interval)),
    ]

    private static let names = closed([("fa", orNull(text)), ("la", orNull(text))])

    private static let imported: [(String, JSONValue)] = [
        ("certificateSHA256", sha256), ("importedFrom", text), ("serial", text), ("profile", text),
        ("is", words(FoundState.allCases.map(\.rawValue))), ("statusAsOf", time), ("since", time),
        ("reason", orNull(text)), ("notBefore", time), ("notAfter", time), ("licence", orNull(text)),
        ("imported", time), ("name", names), ("replacedBy", orNull(text)),
    ]

    private static let plan = closed(
        [
            ("plan", text), ("act", text), ("count", count), ("changeable", count),
            (
                "groups",
                list(
                    closed([
                        ("authority", text), ("office", orNull(text)), ("profile", text), ("status", text),
                        ("isExpired", flag), ("count", count),
                    ]))
            ),
            ("sample", texts), ("missing", texts), ("missingCount", count),
        ], may: [("reason", text), ("invalidityDate", time)])

    private static let outcome = closed([
        ("isComplete", flag), ("done", count), ("changed", count), ("standing", count), ("refused", count),
        ("refusals", list(closed([("certificate", text), ("problem", text), ("detail", bilingual)]))),
    ])

    /// Certificates: found, shown, changed, one and many.
    static let certificates: [(name: String, schema: JSONValue)] = [
        ("Certificate", closed(certificate)),
        (
            "Certificates",
            closed([
                (
                    "certificates",
                    list(
                        closed(
                            certificate + [
                                ("is", orNull(words(FoundState.allCases.map(\.rawValue)))), ("name", names),
                            ]))
                ), ("imported", list(named("Imported"))), ("areMore", flag),
            ])
        ),
        ("Imported", closed(imported)),
        ("ImportedWhole", closed(imported + [("certificate", base64), ("form", fields)])),
        ("StatusChange", closed([("serial", text), ("status", text), ("since", time), ("isNew", flag)])),
        ("StatusPlan", closed([("dryRun", flag), ("plan", plan)], may: [("outcome", outcome)])),
    ]

    /// Campaigns.
    static let campaigns: [(name: String, schema: JSONValue)] = [
        (
            "Campaigns",
            closed([
                (
                    "campaigns",
                    list(closed([("campaign", text), ("state", text), ("members", count), ("created", time)]))
                )
            ])
        ),
        (
            "Campaign",
            closed([
                ("campaign", text), ("state", text), ("rehearsal", flag), ("title", bilingual),
                ("cause", bilingual), ("members", count), ("membersSHA256", sha256), ("planSHA256", sha256),
                ("created", time), ("started", orNull(time)), ("ended", orNull(time)),
                ("approvals", list(closed([("officer", text), ("time", time)]))),
                (
                    "lanes",
                    list(
                        closed([
                            ("name", text), ("members", ["type": "object", "additionalProperties": count]),
                        ]))
                ), ("noticesDue", count), ("left", count), ("perSecond", orNull(["type": "number"])),
                ("secondsLeft", orNull(count)),
            ])
        ),
        (
            "CampaignPlan",
            closed([
                ("campaign", text), ("members", count), ("planSHA256", sha256),
                (
                    "forecast",
                    closed([
                        ("seconds", ["type": "number"]), ("offices", count), ("rateDays", orNull(count)),
                        ("officeDays", orNull(count)), ("answers", count), ("answerSeconds", ["type": "number"]),
                    ])
                ),
            ])
        ),
        ("Statement", closed([("statement", base64)])),
        ("Approvals", closed([("approvals", count)])),
    ]
}
