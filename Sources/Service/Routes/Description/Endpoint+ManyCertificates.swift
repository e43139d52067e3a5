// SPDX-License-Identifier: Apache-2.0
import JSON
import Revocation

extension Endpoint {
    /// One act on many certificates.
    static let manyCertificates: [Endpoint] = [
        .office(
            "POST", "/v1/certificates/revocations", "Revokes everything that a selection holds, for ever.",
            body: [
                selection,
                Field("reason", .oneOf(ReasonRule.table.flatMap { ["\($0.reason)"] + $0.words }), "RFC 5280 5.3.1."),
                Field("invalidityDate", .time, optional: true, "Since when the keys are lost. RFC 5280 5.3.2."),
            ] + confirmation),
        .office(
            "POST", "/v1/certificates/holds", "Suspends everything that a selection holds.",
            body: [selection] + confirmation),
        .office(
            "POST", "/v1/certificates/releases", "Ends the suspension of everything that a selection holds.",
            body: [selection] + confirmation),
    ]

    private static let selection = Field(
        "selection",
        .schema([
            "type": "object", "minProperties": 1, "additionalProperties": false,
            "properties": .object(
                SelectionReader.names.map { name in
                    .init(
                        name,
                        name == "serials" ? ["type": "array", "items": ["type": "string"]] : ["type": "string"])
                }),
        ]), "Which certificates: all that is given must hold.")

    private static let confirmation = [
        Field("cause", optional: true, "Why; 1–1,000 characters. Needed unless it is only planned."),
        Field("dryRun", .flag, optional: true, "Only plan it; true if not given and more than one is chosen."),
        Field("plan", optional: true, "The digest of the plan that was shown, or its first 16 digits or more."),
        Field("count", .number, optional: true, "How many certificates the plan showed."),
        Field("signature", .base64, optional: true, "The officer's over the plan; needed where officers sign."),
    ]
}
