// SPDX-License-Identifier: Apache-2.0

extension Response {
    /// This response, or 304 if the client says that it already has it.
    ///
    /// Looks at `If-None-Match` against this response's `ETag`, and without that at `If-Modified-Since` against
    /// `Last-Modified`. Dates are compared as text: a client sends back the one it was given, and any other date
    /// costs it a whole answer, not a wrong one.
    ///
    /// - Parameter request: only `GET` and `HEAD` are ever answered 304.
    /// - Returns: itself unless this is a 200 that the client has.
    /// - SeeAlso: RFC 9110 13.1.2, 13.1.3, 13.2.2 and 15.4.5.
    public func conditional(on request: Request) -> Response {
        guard status == 200, request.method == "GET" || request.method == "HEAD" else { return self }
        if let candidates = request.headers["If-None-Match"] {
            guard let tag = header("ETag"), Response.entityTags(candidates, include: tag) else { return self }
            return notModified
        }
        if let date = request.headers["If-Modified-Since"], date == header("Last-Modified") {
            return notModified
        }
        return self
    }

    /// 304 with this response's fields, less those that describe a body.
    private var notModified: Response {
        let kept = headers.filter { name, _ in
            !name.isEqualIgnoringCase(to: "Content-Type") && !name.isEqualIgnoringCase(to: "Content-Encoding")
        }
        return Response(status: 304, headers: kept)
    }

    /// Whether a list of entity tags holds `tag`, by the weak comparison (RFC 9110 8.8.3.2).
    private static func entityTags(_ list: String, include tag: String) -> Bool {
        let wanted = opaqueTag(tag[...])
        // A tag may itself hold a comma; cutting there only fails to match, which costs a whole answer.
        return list.utf8.elementsEqual("*".utf8)
            || list.split(separator: ",").contains { opaqueTag($0).utf8.elementsEqual(wanted.utf8) }
    }

    private static func opaqueTag(_ tag: Substring) -> Substring {
        let trimmed = tag.drop { $0 == " " || $0 == "\t" }
        let strong = trimmed.hasPrefix("W/") ? trimmed.dropFirst(2) : trimmed
        guard let end = strong.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return strong }
        return strong[...end]
    }
}
