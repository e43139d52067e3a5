// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Revocation

extension Endpoint {
    /// What the public listener answers.
    static let everyone: [Endpoint] = documents + verifications + receipts + renewals + holders

    private static let documents: [Endpoint] = [
        .open("GET", "/v1/authorities", "Who issues here, and where each one's certificate, lists and status are."),
        .open(
            "GET", "/certificates/{file}", as: ["/certificates/{authority}.cer"], "An authority's certificate (AIA).",
            answers: ["application/pkix-cert"]),
        .open(
            "GET", "/crls/{path...}", as: ["/crls/{authority}.crl", "/crls/{authority}/{shard}.crl"],
            "The newest revocation list of an authority, whole or one part.", answers: ["application/pkix-crl"]),
        .open(
            "POST", "/ocsp", "The status of certificates, RFC 6960.",
            body: .bytes(["application/ocsp-request"]), answers: ["application/ocsp-response"]),
        .open(
            "GET", "/ocsp/{request...}", as: ["/ocsp/{request}"], "The same in a form that can be cached, RFC 5019.",
            answers: ["application/ocsp-response"]),
        .open(
            "POST", "/timestamps", "A time stamp over a digest, RFC 3161.",
            body: .bytes([TimestampsRoute.requestType]), answers: [TimestampsRoute.replyType]),
        .open(
            "GET", "/v1/status/{sha256}", "What is on record of a certificate, and of its holder's licence, at a time.",
            query: [
                Field("at", .time, optional: true, "The time; now if not given."),
                Field(
                    "knownAt", .time, optional: true,
                    "What the licensing body had said by that time; all that it said if not given."),
            ]),
        .open(
            "GET", "/checkpoint", "The audit log's head, signed: C2SP tlog-checkpoint.", answers: ["text/plain"]),
        .open(
            "GET", "/tile/{path...}", as: ["/tile/{level}/{index}", "/tile/entries/{index}"],
            "A stretch of the audit log's tree, or its lines: C2SP tlog-tiles.",
            answers: ["application/octet-stream"]),
        .open("GET", "/healthz", "Whether every promise can be kept now; 503 if not."),
        .open("GET", "/metrics", "Counts and gauges for Prometheus.", answers: ["text/plain"]),
        .open("GET", "/openapi.json", "This description."),
    ]

    /// What the office listener answers.
    static let offices: [Endpoint] =
        applications + certificates + manyCertificates + directory
        + campaigns + logProofs
        + est + replacements + desks + imports + oversight

    private static let signature = Field(
        "signature", .base64, optional: true, "The officer's signature over the action, if the policy asks for it.")
    static let filed = Field(
        "signature", .base64, optional: true, "The officer's over `mohr filing v1`; needed where officers sign.")
    static let version = Field(
        "version", .number, optional: true, "The version that the caller saw; refused if it changed since.")
    private static let remarks = Field(
        "remarks", .object, optional: true, "Texts by point: a field's name, or `evidence.` and a kind of paper.")
    private static let cause = Field("cause", "Why; 1–1,000 characters.")

    private static let applications: [Endpoint] = [
        .office(
            "POST", "/v1/applications", "Hands an application in.",
            body: [
                Field("profile", "The profile's name."),
                Field("form", .object, "Texts by field: " + FormField.allCases.map(\.rawValue).joined(separator: ", ")),
                Field("request", .base64, "PKCS#10, at most 16 KB."), filed,
            ], status: 201),
        .office(
            "GET", "/v1/applications", "What waits for this officer, or what a search finds.",
            query: [
                Field("text", optional: true, "Anything a person knows: a name, a number, a mobile, a tracking code.")
            ]),
        .office("GET", "/v1/applications/{id}", "An application."),
        .office("POST", "/v1/applications/{id}/entry", "Enters it, evidence checked.", body: [signature, version]),
        .office(
            "POST", "/v1/applications/{id}/approval", "Approves what another entered.", body: [signature, version]),
        .office(
            "POST", "/v1/applications/{id}/return", "Sends it back to be corrected.",
            body: [cause, remarks, signature, version]),
        .office("POST", "/v1/applications/{id}/rejection", "Rejects it.", body: [cause, signature, version]),
        .office(
            "POST", "/v1/applications/{id}/withdrawal", "Takes it back at the applicant's wish.",
            body: [Field("cause", optional: true, "Why; 1–1,000 characters."), signature]),
        .office("GET", "/v1/applications/{id}/certificate", "The certificate and what to sign to accept it."),
        .office(
            "POST", "/v1/applications/{id}/acceptance", "Accepts the certificate.",
            body: [
                Field("signature", .base64, "By the certified key over the statement of acceptance."),
                Field(
                    "activationCode", optional: true,
                    "The code that was sent to the holder's telephone, where the house asks for one."),
            ]),
        .office(
            "POST", "/v1/applications/{id}/activation", "Sends the holder another code; nobody at the office sees it.",
            status: 202),
    ]

    private static let certificates: [Endpoint] = [
        .office(
            "GET", "/v1/certificates", "Finds certificates of which all of these are so, the newest first.",
            query: search),
        .office("GET", "/v1/certificates/{serial}", "A certificate and its history."),
        .office(
            "POST", "/v1/certificates/{serial}/revocation", "Revokes it, for ever.",
            body: [
                Field("reason", .oneOf(ReasonRule.table.flatMap { ["\($0.reason)"] + $0.words }), "RFC 5280 5.3.1."),
                cause,
                Field("invalidityDate", .time, optional: true, "Since when the key is lost. RFC 5280 5.3.2."), signed,
            ]),
        .office("POST", "/v1/certificates/{serial}/hold", "Suspends it.", body: [cause, signed]),
        .office("POST", "/v1/certificates/{serial}/release", "Ends its suspension.", body: [cause, signed]),
    ]

    private static let signed = Field(
        "signature", .base64, optional: true,
        "The officer's over `mohr certificate action v1`; needed where officers sign.")

    /// What carries an administrator's signature.
    static let administration = [
        Field(
            "signature", .base64, optional: true,
            "The officer's over `mohr administration v1`; needed where officers sign."),
        Field("signedAt", .time, optional: true, "The time in what was signed, if anything was."),
    ]

    private static let directory: [Endpoint] = [
        .office("GET", "/v1/offices", "The offices that this officer may see."),
        .office(
            "POST", "/v1/offices", "Sets an office up (administrators).",
            body: [
                Field("id", "a–z, digits, hyphens; at most 64."),
                Field("kind", .oneOf(OfficeKind.allCases.map(\.rawValue)), "What kind of place it is."),
                Field("persianName", "Its name in Persian."),
                Field("englishName", "Its name in English."), Field("profiles", .texts, "What it may enrol for."),
                Field("licensedUntil", .time, "Three years from now at most."),
            ] + details + administration, status: 201),
        .office(
            "POST", "/v1/offices/{id}/suspension", "Suspends it and all its officers (administrators).",
            body: administration),
        .office("POST", "/v1/offices/{id}/resumption", "Lets it work again (administrators).", body: administration),
        .office(
            "GET", "/v1/officers", "The officers of an office.",
            query: [Field("office", optional: true, "Which office; the officer's own if not given.")]),
    ]
}
