// SPDX-License-Identifier: Apache-2.0

/// Why a client got no answer.
public enum HTTPClientError: Error, Hashable, Sendable {
    // What it was told.

    /// Not `http://` or `https://`, host, optional port, path and query, all as RFC 3986 has them.
    case urlInvalid(String)
    /// A method or field that cannot be sent.
    case fieldInvalid(String)
    /// `https` needs anchors to judge the server by, and none were given.
    case anchorsMissing
    /// The anchors, the client's certificate or its key cannot be used; holds the library's words.
    case tls(TLSProblem, library: String)

    // The network.

    /// The name has no address.
    case hostUnknown(String)
    /// Nobody there takes connections.
    case unreachable(host: String, port: Int, errno: Int32)
    /// The whole exchange took longer than this.
    case tooSlow(allowedMilliseconds: Int)
    /// The server ended the connection before its answer was whole.
    case endedEarly
    /// A system call failed.
    case system(call: String, errno: Int32)

    // The server.

    /// Its certificate is not for this host, leads to no anchor, or is out of date; holds the library's words.
    case serverNotTrusted(String)
    /// TLS broke: it refused our certificate, wants one, or speaks no TLS; holds the library's words.
    case tlsRefused(library: String)
    /// Its answer breaks the grammar; `offset` counts from the answer's beginning.
    case malformed(MalformedMessage, offset: Int)
    /// Its answer has a head or a body that is larger than allowed.
    case tooLarge(allowed: Int)
    /// It answers in another version of HTTP or in an unknown transfer coding.
    case unsupported(seen: String)
}
