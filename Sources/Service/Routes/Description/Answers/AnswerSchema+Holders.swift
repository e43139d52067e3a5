// SPDX-License-Identifier: Apache-2.0
import Records

extension AnswerSchema {
    private static let held = closed([
        ("serial", text), ("authority", text), ("profile", text), ("office", orNull(text)), ("status", orNull(text)),
        ("issued", orNull(time)), ("notAfter", orNull(time)), ("certificateSHA256", orNull(sha256)),
        ("renewalOpens", orNull(time)), ("renewals", texts),
    ])

    private static let seen = closed([
        ("firstSeen", time), ("purpose", text), ("decision", words(["accept", "reject", "cannotDecide"])),
        ("contentSHA256", orNull(sha256)), ("signatureSHA256", sha256),
    ])

    /// What holders and applicants are answered without an office.
    static let holders: [(name: String, schema: JSONValue)] = [
        ("CodeSent", closed([("codeSeconds", count)])),
        ("Session", closed([("token", text), ("scope", words(["holder", "application"])), ("expires", time)])),
        ("SignedOut", closed([("signedOut", flag)])),
        ("HeldCertificates", closed([("certificates", list(held))])),
        ("SeenSignatures", closed([("signatures", list(seen))])),
        (
            "HolderHold",
            closed([
                ("serial", text), ("way", words(HolderHold.Way.allCases.map(\.rawValue))), ("placed", time),
                ("ends", orNull(time)), ("stopsAcceptance", flag),
            ])
        ),
        (
            "Standing",
            closed([
                ("id", text), ("office", orNull(text)), ("profile", text),
                ("state", words(["draft"] + ApplicationState.allCases.map(\.rawValue))), ("cause", orNull(text)),
                ("changed", time),
            ])
        ),
        ("HomeDraft", closed([("id", text), ("version", count), ("token", text)])),
        (
            "HolderCollection",
            closed([
                ("application", text), ("state", text), ("certificate", orNull(base64)),
                ("acceptanceStatement", orNull(base64)), ("needsActivationCode", flag),
            ])
        ),
        ("ActivationSent", closed([("application", text)])),
        (
            "RenewalWindow",
            closed([
                ("opens", time), ("suggestedWindow", closed([("start", time), ("end", time)])), ("closes", time),
                ("termsSHA256", sha256),
            ])
        ),
    ]

    /// What administrators are answered about officers.
    static let staff: [(name: String, schema: JSONValue)] = [
        ("NewOfficer", closed(officer + [("certificate", base64)])),
        (
            "Alarms",
            closed([
                (
                    "alarms",
                    list(
                        closed([
                            ("officer", text), ("office", text), ("time", time), ("step", text), ("allowed", count),
                            ("seconds", count),
                        ]))
                )
            ])
        ),
        ("Reversal", closed([("rejected", texts)])),
    ]
}
