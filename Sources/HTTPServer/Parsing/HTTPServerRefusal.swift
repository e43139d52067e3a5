// SPDX-License-Identifier: Apache-2.0

/// Why the server answered a request itself, without asking the handler.
///
/// After every refusal but ``responseUnwritable`` and ``overloaded(retryAfterSeconds:)`` the connection is closed:
/// where the next request would begin is no longer certain, or the client is one to be rid of.
public enum HTTPServerRefusal: Error, Hashable, Sendable {
    // The client's doing.

    /// It does not follow the grammar; `offset` counts bytes from the start of the request. RFC 9112.
    case malformed(MalformedMessage, offset: Int)
    /// The head was not complete in time.
    case headTooSlow(allowedMilliseconds: Int)
    /// The body was not complete in time.
    case bodyTooSlow(allowedMilliseconds: Int)
    /// A method that carries a body came with neither `Content-Length` nor `Transfer-Encoding`. RFC 9110 15.5.12.
    case lengthMissing(method: String)
    /// The body is larger than this method may send to this path; `seen` is the declared length, or what had come
    /// when a chunked body went over.
    case bodyTooLarge(seen: Int, allowed: Int)
    /// The request target is longer than `allowed` bytes.
    case targetTooLong(allowed: Int)
    /// `Expect` asks for something other than `100-continue`. RFC 9110 10.1.1.
    case expectationUnknown(seen: String)
    /// The head is longer than `allowed` bytes.
    case headTooLarge(allowed: Int)
    /// The head has more than `allowed` fields.
    case tooManyFields(allowed: Int)
    /// The method is longer than any there is, or `CONNECT`.
    case methodUnknown(seen: String)
    /// A transfer coding other than `chunked`. RFC 9112 6.1.
    case transferCodingUnknown(seen: String)
    /// Neither HTTP/1.1 nor HTTP/1.0.
    case versionUnsupported(seen: String)

    // Ours.

    /// The handler's response has a status or a field that cannot be sent.
    case responseUnwritable
    /// Every worker is busy and the queue is full, or too many bytes of bodies are held.
    case overloaded(retryAfterSeconds: Int)
    /// There are as many connections as are allowed, in all or from one address.
    case tooManyConnections(allowed: Int)

    /// The status code that it is answered with.
    public var status: Int {
        switch self {
        case .malformed: 400
        case .headTooSlow, .bodyTooSlow: 408
        case .lengthMissing: 411
        case .bodyTooLarge: 413
        case .targetTooLong: 414
        case .expectationUnknown: 417
        case .headTooLarge, .tooManyFields: 431
        case .responseUnwritable: 500
        case .methodUnknown, .transferCodingUnknown: 501
        case .overloaded, .tooManyConnections: 503
        case .versionUnsupported: 505
        }
    }

    /// A plain text response that says so, for a server without a ``ServerConfiguration/refusalResponse`` of its own.
    public var plainResponse: Response {
        Response(status: status, text: "\(status) \(ReasonPhrase.of(status)): \(self)\n")
    }
}
