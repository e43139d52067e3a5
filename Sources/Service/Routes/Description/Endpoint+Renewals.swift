// SPDX-License-Identifier: Apache-2.0

import Revocation

extension Endpoint {
    /// A holder's new key in place of the old one, from home; where applications are taken in.
    static let renewals: [Endpoint] = [
        .open(
            "GET", "/v1/renewals/{sha256}",
            "When a certificate may be renewed with its own key and when its holder is asked to, after RFC 9773."),
        .open(
            "POST", "/v1/renewals", "Renews: has a new key certified for the holder of a certificate.",
            body: .json([
                Field("signature", .base64, "CMS SignedData by the old key over the statement of renewal."),
                Field("request", .base64, "PKCS#10 by the new key."),
            ]), status: 201),
        .open(
            "GET", "/v1/renewals/applications/{code}", "How far a renewal is; the certificate and what accepts it."),
        .open(
            "POST", "/v1/renewals/applications/{code}/acceptance", "Accepts the new certificate.",
            body: .json([Field("signature", .base64, "By the new key over the statement of acceptance.")])),
    ]

    /// A person whose key is lost, at an office.
    static let replacements: [Endpoint] = [
        .office(
            "POST", "/v1/replacements",
            "Starts to replace a person's certificates of a profile: on hold now, revoked when a second officer approves.",
            body: [
                Field("nationalID", "Ten digits."), Field("profile", "The profile's name."),
                Field("reason", .oneOf(StatusClerk.revocationReasons.map { "\($0)" }), "RFC 5280 5.3.1."),
                Field("request", .base64, "PKCS#10 by the new key."),
                Field("form", .object, optional: true, "As for an application; the records' own if not given."),
            ], status: 201)
    ]
}
