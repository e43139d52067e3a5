// SPDX-License-Identifier: Apache-2.0
import Records

extension Endpoint {
    /// What certificates are looked for by.
    static let search: [Field] = [
        Field(
            "name", optional: true, "Words of a name or how they begin, Persian or Latin, in any order and spelling."),
        Field("nationalID", optional: true, "Ten digits."), Field("licence", optional: true, "A licence number."),
        Field("serial", optional: true, "A serial number, hexadecimal."),
        Field("certificate", optional: true, "SHA-256 of the certificate, hexadecimal."),
        Field("key", optional: true, "SHA-256 of the key's SubjectPublicKeyInfo, hexadecimal."),
        Field("chipBatch", optional: true, "The batch of chips that the key lives in."),
        Field("office", optional: true, "An office."), Field("application", optional: true, "A tracking code."),
        Field("authority", optional: true, "An authority."), Field("profile", optional: true, "A profile."),
        Field("from", .time, optional: true, "Issued at this time or later."),
        Field("before", .time, optional: true, "Issued before this time."),
        Field("endsFrom", .time, optional: true, "Ends at this time or later."),
        Field("endsBefore", .time, optional: true, "Ends before this time."),
        Field("state", .oneOf(FoundState.allCases.map(\.rawValue)), optional: true, "What it is now."),
        Field("limit", optional: true, "1–1,000; 100 if not given."),
    ]

    /// Certificates of other issuers.
    static let imports: [Endpoint] = [
        .office(
            "GET", "/v1/imports/{sha256}",
            "A certificate of another issuer, and its holder's form for a new one here.")
    ]
}
