// SPDX-License-Identifier: Apache-2.0

extension Endpoint {
    /// What supervisors and auditors look at, the keys that officers sign with, and live checks of a form.
    static let oversight: [Endpoint] = [
        .office(
            "GET", "/v1/offices/{id}/day", "What was done on a day: by this officer, or by all for a supervisor.",
            query: [Field("date", optional: true, "A Solar Hijri date as in `1405/09/01`; today if not given.")]),
        .office("GET", "/v1/offices/{id}/figures", "Steps by day and by officer (supervisors, auditors)."),
        .office("GET", "/v1/offices/{id}/anomalies", "What is worth a question; none of it is proof of anything."),
        .office("GET", "/v1/offices/{id}/inspections", "The samples that were drawn."),
        .office("POST", "/v1/offices/{id}/inspections", "Draws a sample of seven certificates.", status: 201),
        .office("GET", "/v1/offices/{id}/inspections/{line}", "The sample that a line of the log drew."),
        .office("GET", "/v1/keys", "One's own signing keys, and those that one may confirm."),
        .office(
            "POST", "/v1/keys", "Brings a key of one's own to sign acts with.",
            body: [
                Field("key", .base64, "SubjectPublicKeyInfo, P-256."),
                Field("proof", .base64, "By that key over the statement that offers it."),
            ], status: 201),
        .office("POST", "/v1/keys/{key}/confirmation", "Confirms that a colleague's key is theirs."),
        .office("POST", "/v1/keys/{key}/withdrawal", "Takes a key out of use."),
        .office(
            "POST", "/v1/checks", "What stands against each field of a form, and the names as they will be certified.",
            body: [
                Field("profile", "The profile's name."), Field("form", .object, "Texts by field, as far as filled in."),
            ]
        ),
    ]
}
