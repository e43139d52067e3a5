// SPDX-License-Identifier: Apache-2.0
public import HTTPServer

/// Whether a form was sent by a page of this house.
///
/// A client certificate is sent by the browser with every request, also with one that another site's page makes; so
/// every form that changes something asks this first.
public enum SameOrigin {
    /// Judges a request by what the browser, not the page, says of it.
    ///
    /// - Parameter request: a form's request.
    /// - Returns: false if it came from another origin. A browser too old to say either is believed: programs, which
    ///   say neither, are not led by pages.
    /// - SeeAlso: Fetch Metadata Request Headers 2.3; RFC 6454 7.
    public static func holds(for request: Request) -> Bool {
        if let site = request.headers["Sec-Fetch-Site"] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers["Origin"] else { return true }
        return ["http://", "https://"].contains { origin.lowercased() == $0 + request.authority.lowercased() }
    }

    /// The answer to a form that another site's page sent.
    public static var problem: Problem { Problem(403, "service", "formElsewhere") }
}
