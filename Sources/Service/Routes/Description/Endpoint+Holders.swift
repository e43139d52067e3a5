// SPDX-License-Identifier: Apache-2.0
import Enrollment

extension Endpoint {
    /// What holders and applicants do without an office.
    ///
    /// Who was let in shows `Authorization: Bearer` and the token.
    static let holders: [Endpoint] = [
        .open(
            "POST", "/v1/mine/codes",
            "Sends a code to the holder's telephone, or to an applicant's; the answer is the same if there is none.",
            body: .json([
                Field("nationalID", "A national ID, or a foreigners' code."),
                Field("application", optional: true, "The tracking code, to see where that application stands."),
            ]), status: 202),
        .open(
            "POST", "/v1/mine/sessions", "Lets in whoever has the code.",
            body: .json([
                Field("nationalID", optional: true, "As the code was asked for; this or `application`."),
                Field("application", optional: true, "The tracking code."),
                Field("code", "As it was sent."),
            ]), status: 201),
        .open("DELETE", "/v1/mine/sessions", "Ends the token's session."),
        .open("GET", "/v1/mine/certificates", "What was issued in the holder's name."),
        .open(
            "GET", "/v1/mine/certificates/{serial}/signatures",
            "What was seen signed with it: digests, times and purposes."),
        .open(
            "POST", "/v1/mine/certificates/{serial}/hold", "Suspends it at its holder's word.", body: .json([])),
        .open(
            "POST", "/v1/mine/holds", "Suspends the certificate of a notice's link, once; no session needed.",
            body: .json([Field("link", "The link, or what stands at its end.")])),
        .open("GET", "/v1/mine/application", "Where the application of the session stands."),
        .open(
            "POST", "/v1/mine/drafts", "Begins an application that an office takes over by its tracking code.",
            body: .json([
                Field("profile", "The profile's name."),
                Field("office", optional: true, "Which office; any if not given."),
                Field("form", .object, "Texts by field: " + FormField.allCases.map(\.rawValue).joined(separator: ", ")),
            ]), status: 201),
        .open(
            "GET", "/v1/mine/applications/{code}/certificate", "The certificate, and what to sign to accept it."),
        .open(
            "POST", "/v1/mine/applications/{code}/activation", "Sends the holder another code for the acceptance.",
            body: .json([]), status: 202),
        .open(
            "POST", "/v1/mine/applications/{code}/acceptance", "Accepts the certificate.",
            body: .json([
                Field("signature", .base64, "By the certified key over the statement of acceptance."),
                Field("activationCode", optional: true, "As it was sent, where the house asks for one."),
            ])),
    ]
}
