// SPDX-License-Identifier: Apache-2.0

/// A request's head, read and judged, before its body.
struct RequestHead: Sendable {
    /// How the body is delimited (RFC 9112 6.3).
    enum Framing: Sendable, Hashable {
        case none
        case length(Int)
        case chunked
    }

    let method: String
    let path: String
    let rawQuery: String?
    let authority: String
    /// 1 for HTTP/1.1, 0 for HTTP/1.0.
    let minorVersion: UInt8
    let headers: Headers
    let framing: Framing
    /// What the client wishes of the connection after this request (RFC 9112 9.3).
    let keepsConnection: Bool
    let expectsContinue: Bool

    func request(body: [UInt8], peer: Peer) -> Request {
        Request(
            method: method, path: path, rawQuery: rawQuery, authority: authority, headers: headers, body: body,
            peer: peer)
    }
}
