// SPDX-License-Identifier: Apache-2.0
import MohrValidation

extension AnswerSchema {
    private static let professionalStatus = closed(
        [
            ("status", words(["entitled", "suspended", "unknown"])), ("asOf", orNull(time)), ("scope", orNull(text)),
            ("source", orNull(text)),
        ], may: [("acts", texts), ("since", orNull(time)), ("until", orNull(time))])

    private static let proven: [(String, JSONValue)] = [
        ("authority", text), ("serial", text), ("certificateSHA256", orNull(sha256)),
        ("logProof", orNull(named("LogProof"))),
    ]

    private static let authority = closed([
        ("name", text), ("subject", text), ("certificateSHA256", sha256), ("certificate", text), ("lists", texts),
        ("ocsp", orNull(text)),
    ])

    /// What everyone is answered about status, health and renewals.
    static let open: [(name: String, schema: JSONValue)] = [
        (
            "Status",
            closed([
                ("certificateSHA256", sha256), ("at", time),
                (
                    "certificateStatus",
                    closed([
                        ("status", words(["good", "onHold", "revoked", "unknown"])), ("source", text),
                        ("since", orNull(time)), ("reason", orNull(text)), ("thisUpdate", time),
                    ])
                ), ("professionalStatus", professionalStatus),
            ])
        ),
        ("Health", closed([("status", words(["healthy", "unhealthy"])), ("complaints", texts), ("warnings", texts)])),
        ("LogProof", closed([("line", count), ("entry", base64), ("proof", orNull(text))])),
        ("Proof", closed(proven)),
        ("Proofs", closed([("certificates", list(closed(proven + [("certificate", base64)])))])),
        ("Authorities", closed([("authorities", list(authority))])),
        ("Renewal", closed([("application", text), ("state", text)])),
        (
            "RenewalCollection",
            closed([
                ("application", text), ("state", text), ("cause", orNull(text)), ("certificate", orNull(base64)),
                ("acceptanceStatement", orNull(base64)), ("logProof", orNull(named("LogProof"))),
            ])
        ),
    ]

    private static let cause = closed([
        ("code", text), ("class", words(["security", "technical"])), ("severity", words(["error", "warning"])),
        ("en", text), ("fa", text),
    ])

    private static let judgement: [(String, JSONValue)] = [
        ("decision", words(["accept", "reject", "cannotDecide"])),
        ("indication", words(["TOTAL-PASSED", "TOTAL-FAILED", "INDETERMINATE"])), ("subIndication", orNull(text)),
    ]

    private static let signer = closed([
        ("name", closed([("fa", orNull(text)), ("la", orNull(text))])), ("certificateSHA256", sha256),
        ("serialNumber", text), ("issuer", text), ("profession", orNull(text)), ("licenceNumber", orNull(text)),
    ])

    private static let signature = closed([
        ("indication", text), ("subIndication", orNull(text)), ("level", text), ("claimedSigningTime", orNull(time)),
        ("signer", orNull(signer)),
        (
            "certificateStatus",
            orNull(closed([("status", text), ("source", orNull(text)), ("thisUpdate", orNull(time))]))
        ), ("professionalStatus", professionalStatus), ("causes", list(cause)),
        ("bestSignatureTime", orNull(closed([("value", time), ("source", text)]))),
        (
            "timestamps",
            list(closed([("kind", text), ("time", time), ("believed", flag), ("causes", list(cause))]))
        ), ("counterSignatures", list(named("Signature"))), ("signatureSHA256", orNull(sha256)),
    ])

    private static let report: [(String, JSONValue)] =
        judgement + [
            ("purpose", text), ("referenceTime", closed([("value", time), ("source", text)])),
            ("contentSHA256", orNull(sha256)), ("policy", text), ("snapshot", sha256), ("nationalRoot", flag),
            ("signatures", list(named("Signature"))),
        ]

    private static let receiptCause = closed([("code", text), ("en", text), ("fa", text)])

    private static let duplicates = orNull(closed([("firstSeen", time), ("sameSignature", flag), ("count", count)]))

    /// Verdicts, DESIGN 5.
    static let verdicts: [(name: String, schema: JSONValue)] = [
        // By itself, so that no reader with a limit on depth refuses the description.
        ("Signature", signature),
        (
            "Report",
            closed(
                report,
                may: [
                    ("receipt", orNull(named("Receipt"))), ("receiptCause", receiptCause),
                    (
                        "receipts",
                        list(closed([("receipt", orNull(named("Receipt")))], may: [("receiptCause", receiptCause)]))
                    ), ("duplicates", duplicates),
                ])
        ),
        (
            "Receipt",
            closed([
                ("firstSeen", time), ("statement", base64), ("token", base64),
                ("log", closed([("id", text), ("index", count)])),
            ])
        ),
        (
            "LinkedReport",
            closed(
                [
                    ("decision", words(["accept", "reject", "cannotDecide"])),
                    (
                        "links",
                        list(closed([("code", text), ("decision", text), ("en", text), ("fa", text)]))
                    ), ("prescribedAt", orNull(time)), ("dispensedAt", orNull(time)), ("prescription", closed(report)),
                    ("dispensing", closed(report)),
                ], may: [("duplicates", duplicates)])
        ),
    ]
}
