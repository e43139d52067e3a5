// SPDX-License-Identifier: Apache-2.0

/// What every page is served under.
enum PageHeaders {
    /// Nothing but the house's own stylesheet, scripts and images; no connection, no frame, no form that goes elsewhere.
    ///
    /// `data:` images are photographs of applicants, shown from memory. Content Security Policy Level 3.
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'"

    static let all: [(String, String)] = [
        ("Content-Security-Policy", policy),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ("Cache-Control", "no-store"),
        ("Vary", "Accept-Language, Cookie"),
    ]
}
