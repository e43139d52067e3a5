// SPDX-License-Identifier: Apache-2.0

/// One HTTP request, whole: it was read to its end before anyone sees it.
///
/// - SeeAlso: RFC 9110 3.4; RFC 9112 3.
public struct Request: Sendable {
    /// The method, as sent; methods are case-sensitive (RFC 9110 9.1).
    public let method: String

    /// The path as sent, percent-encoding and all; begins with `/`, or is `*` for `OPTIONS *`.
    ///
    /// Every `%` in it is followed by two hexadecimal digits. ``pathSegments`` is the decoded form.
    public let path: String

    /// What follows the first `?`, as sent; nil if there is no `?`.
    public let rawQuery: String?

    /// The host and port that the client meant to reach.
    ///
    /// The `Host` field, or the target's own authority if it has one (RFC 9112 3.2.2); empty for an HTTP/1.0 client that named none.
    public let authority: String

    /// The fields of the head.
    public let headers: Headers

    /// The body, taken out of its transfer coding; empty if there is none.
    public let body: [UInt8]

    /// Who sent it.
    public let peer: Peer

    /// Makes a request, for tests and for calling a handler in process.
    ///
    /// - Parameters:
    ///   - method: `GET`, `POST` …
    ///   - target: path and query, as they would be sent.
    ///   - headers: the fields.
    ///   - body: the bytes.
    ///   - peer: who is said to have sent it.
    public init(
        method: String, target: String, headers: Headers = .none, body: [UInt8] = [],
        peer: Peer = Peer(address: "127.0.0.1")
    ) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(
            method: method, path: parts.first.map(String.init) ?? "",
            rawQuery: parts.count > 1 ? parts.last.map(String.init) : nil, authority: headers["Host"] ?? "",
            headers: headers, body: body, peer: peer)
    }

    init(
        method: String, path: String, rawQuery: String?, authority: String, headers: Headers, body: [UInt8], peer: Peer
    ) {
        self.method = method
        self.path = path
        self.rawQuery = rawQuery
        self.authority = authority
        self.headers = headers
        self.body = body
        self.peer = peer
    }
}
