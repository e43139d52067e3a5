// SPDX-License-Identifier: Apache-2.0

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
}
