// SPDX-License-Identifier: Apache-2.0

/// A request's head, read and judged, before its body.
package struct RequestHead: Sendable {
    /// How the body is delimited (RFC 9112 6.3).
    package enum Framing: Sendable, Hashable {
        case none
        case length(Int)
        case chunked
    }

    package let method: String
    package let path: String
    package let rawQuery: String?
    package let authority: String
    /// 1 for HTTP/1.1, 0 for HTTP/1.0.
    package let minorVersion: UInt8
    package let headers: Headers
    package let framing: Framing
    /// What the client wishes of the connection after this request (RFC 9112 9.3).
    package let keepsConnection: Bool
    package let expectsContinue: Bool

    package func request(body: [UInt8], peer: Peer) -> Request {
        Request(
            method: method, path: path, rawQuery: rawQuery, authority: authority, headers: headers, body: body,
            peer: peer)
    }
}
