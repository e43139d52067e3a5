// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Records

extension Endpoint {
    /// What an office may be beside its name, kind and licence.
    static let details: [Field] = [
        Field("place", optional: true, "Where it is, in Persian."),
        Field("professions", .texts, optional: true, "Whom it may enrol; every one of its profiles if not given."),
        Field("hours", optional: true, "When it is open in Tehran: `\(OpeningHours.usual)`; always if not given."),
        Field("dailyQuota", .number, optional: true, "Entries in a day."),
    ]

    private static let form: [Field] = [
        Field("profile", "The profile's name."), Field("form", .object, "Texts by field, as far as filled in."),
        Field("request", .base64, optional: true, "PKCS#10, at most 16 KB."),
    ]
    private static let seen = Field("version", .number, "The version that the caller saw.")

    /// Taking in hand, drafts, papers, deputies.
    static let desks: [Endpoint] = handling + drafts + papers + delegations

    private static let handling: [Endpoint] = [
        .office("POST", "/v1/applications/{id}/claim", "Takes it in hand: nobody else works on it for a while."),
        .office("POST", "/v1/applications/{id}/release", "Gives it back for a colleague to take."),
        .office(
            "POST", "/v1/applications/{id}/correction", "Hands one in again that was sent back.",
            body: [
                Field("profile", optional: true, "The profile's name; the old one if not given."),
                Field("form", .object, "Texts by field, all of them."),
                Field("request", .base64, optional: true, "A new PKCS#10; the old one if not given."), version,
                filed,
            ]),
        .office("GET", "/v1/applications/{id}/history", "Every step with who, when and why; every change of a field."),
    ]

    private static let drafts: [Endpoint] = [
        .office("GET", "/v1/drafts", "The drafts of the officer's office."),
        .office("POST", "/v1/drafts", "Begins a draft; nothing in it is checked.", body: form, status: 201),
        .office("GET", "/v1/drafts/{id}", "A draft."),
        .office("POST", "/v1/drafts/{id}", "Saves a draft over the version that the caller saw.", body: form + [seen]),
        .office(
            "POST", "/v1/drafts/{id}/submission", "Hands a draft in; it is checked now.", body: [seen, filed],
            status: 201),
        .office("POST", "/v1/drafts/{id}/deletion", "Throws a draft away."),
    ]

    private static let papers: [Endpoint] = [
        .office("GET", "/v1/applications/{id}/evidence", "The papers on file, and those that are missing."),
        papersIn,
        papersOut,
        .office(
            "POST", "/v1/applications/{id}/evidence/{paper}/deletion", "Deletes a paper that was taken in by mistake.",
            body: [Field("cause", "Why; 1–1,000 characters.")]),
    ]

    private static var papersIn: Endpoint {
        var endpoint = Endpoint.office(
            "POST", "/v1/applications/{id}/evidence/{paper}",
            "Takes a paper in; the last part says what it is: "
                + EvidenceKind.allCases.map(\.rawValue).joined(separator: ", ") + ".", status: 201)
        endpoint.body = .bytes(EvidenceType.allCases.map(\.rawValue))
        return endpoint
    }

    private static var papersOut: Endpoint {
        var endpoint = Endpoint.office(
            "GET", "/v1/applications/{id}/evidence/{paper}", "A paper; that it was looked at goes on record.")
        endpoint.answers = EvidenceType.allCases.map(\.rawValue)
        return endpoint
    }

    private static let delegations: [Endpoint] = [
        .office(
            "GET", "/v1/delegations", "Who stands in for whom at an office.",
            query: [Field("office", optional: true, "Which office; the officer's own if not given.")]),
        .office(
            "POST", "/v1/delegations", "Names a deputy for a time; the deputy comes with a key of their own.",
            body: [
                Field("principal", optional: true, "For whom (administrators); the officer who asks if not given."),
                Field("deputy", "Who stands in: an officer of the same office."),
                Field("from", .time, "The first second."),
                Field("until", .time, "The last second."), Field("cause", "Why; 1–1,000 characters."),
                Field("signature", .base64, optional: true, "The officer's over the delegation."),
            ], status: 201),
        .office("POST", "/v1/delegations/{id}/end", "Ends a delegation before its time."),
        .office(
            "POST", "/v1/offices/{id}/details", "Changes place, scope, hours and quota (administrators).",
            body: details + [
                Field("profiles", .texts, optional: true, "What it may enrol for; as before if not given.")
            ] + administration),
        .office(
            "POST", "/v1/offices/{id}/licence", "Renews an office's licence (administrators).",
            body: [Field("licensedUntil", .time, "Three years from now at most.")] + administration),
        .office(
            "POST", "/v1/officers", "Takes an officer in and certifies the key that they bring (administrators).",
            body: [
                Field("id", "a–z, digits, hyphens; at most 64."), Field("office", "Where they work."),
                Field("role", .oneOf(OfficerRecord.Role.allCases.map(\.rawValue)), "What they may do."),
                Field("givenName", "In Persian."), Field("surname", "In Persian."),
                Field("latinName", "Both, in Latin."),
                Field("nationalID", "Who they are: nobody holds two roles."),
                Field("authority", "Who certifies: the name of an authority."),
                Field("request", .base64, "PKCS#10, at most 16 KB."),
            ] + administration, status: 201),
        .office("GET", "/v1/officers/alarms", "Officers whom the house suspended by itself, not resumed yet."),
        .office(
            "POST", "/v1/officers/{id}/reversal",
            "Rejects what an officer filed, entered or approved and nobody has a certificate of yet (administrators).",
            body: [Field("since", .time, "From when on."), Field("cause", "Why; 1–1,000 characters.")] + administration),
        .office(
            "POST", "/v1/officers/{id}/suspension",
            "Suspends an officer (administrators; supervisors within their own office).", body: administration),
        .office(
            "POST", "/v1/officers/{id}/resumption", "Lets an officer work again (administrators).",
            body: administration),
    ]
}
