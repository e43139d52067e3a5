// SPDX-License-Identifier: Apache-2.0

extension Endpoint {
    /// Enrollment over Secure Transport, RFC 7030, for offices' own software; the label is a profile.
    static let est: [Endpoint] = [
        est("GET", "cacerts", "The authority that issues under the profile, and the one above it."),
        est("POST", "simpleenroll", "Files and enters a subscriber's request; 202 until a second officer approved it."),
        est("POST", "simplereenroll", "An officer's own certificate for a new key."),
    ]

    private static func est(_ method: String, _ operation: String, _ summary: String) -> Endpoint {
        let path = "/.well-known/est/{label}/\(operation)"
        var endpoint = Endpoint(
            method: method, pattern: path, paths: [path], listener: .offices, summary: summary,
            body: method == "GET" ? nil : .bytes(["application/pkcs10"]), answers: ["application/pkcs7-mime"])
        endpoint.takesKey = false
        return endpoint
    }
}
