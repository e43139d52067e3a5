// SPDX-License-Identifier: Apache-2.0

extension Endpoint {
    /// What the public listener answers about signed documents.
    static let verifications: [Endpoint] = [
        .open(
            "POST", "/v1/verifications", "The verdict on a signed document.", query: standing + [prescriptionID],
            body: .either(VerificationRequest.binaryTypes, document)),
        .open(
            "POST", "/v1/verifications/batch",
            "Verdicts on any number of documents, streamed: a line an object as for /v1/verifications with an `id` of"
                + " your own (text or integer) if you like, an answer a line in the same order. An answer has `line`"
                + " (from 1), your `id`, and the report's members, or `error` with the problem; empty lines are counted"
                + " and not answered. Read while you send: a client that does not is not read from. If the exchange"
                + " ends early, the last answer's `error` says so and its `line` is the first that was not judged.",
            query: standing, body: .bytes([BatchVerificationsRoute.mediaType]),
            answers: [BatchVerificationsRoute.mediaType]),
        .open(
            "POST", "/v1/verifications/linked",
            "One decision on a prescription and the record of what was dispensed on it. The record is JSON and refers to"
                + " the prescription by the digest of the bytes that the prescriber signed: `prescription`:"
                + " {`digestAlgorithm`: `SHA-256`, `digest`: base64}, and may say `dispensedAt` (RFC 3339). `links` names"
                + " each broken link.",
            body: .json([
                Field("prescription", .object, "Members as for /v1/verifications; purpose `prescription`."),
                Field("dispensing", .object, "The same of the dispensing record; purpose `dispensing`."),
                Field(
                    "receipt", .object, optional: true,
                    "Of an earlier verification of the prescription, as it was given."),
                Field("at", .time, optional: true, "The time to judge both at; now if not given."),
            ])),
    ]

    private static let standing = [
        Field("purpose", optional: true, "What it is verified for; `signature` if not given."),
        Field("at", .time, optional: true, "The time to judge at; now if not given."),
    ]

    private static let prescriptionID = Field(
        "prescriptionID", optional: true,
        "What the prescription is called. The answer has `duplicates` then, {`firstSeen`, `sameSignature`, `count`}: when"
            + " this id came first, whether under this signature, and how often. Kept as a keyed hash; only for signatures"
            + " that are intact and lead to a trusted anchor. `null` when it could not be looked up.")

    private static let document = [
        Field("signature", .base64, "CMS SignedData or JSON Web Signatures."),
        Field("content", .base64, optional: true, "The signed document, if it is not in the signature."),
        Field("digest", .base64, optional: true, "Its digest instead: the document stays where it is."),
        Field(
            "digestAlgorithm", .oneOf(["SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512"]),
            optional: true, "By what; it has to be the signature's own. If not given, the SHA-2 of that length."),
        Field("purpose", optional: true, "As in the query."), Field("at", .time, optional: true, "As in the query."),
        prescriptionID,
    ]
}
