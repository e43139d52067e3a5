// SPDX-License-Identifier: Apache-2.0

/// One HTTP response, whole.
///
/// What belongs to the connection is the server's to say: it writes `Date`, `Content-Length` and `Connection`
/// itself and leaves out such fields here, as well as `Transfer-Encoding`.
public struct Response: Sendable {
    /// The status code, 200 to 599.
    public var status: Int

    /// The fields, in the order they are sent.
    ///
    /// Names are tokens and values hold no control character; a response that breaks this is sent as a 500.
    public var headers: [(String, String)]

    /// The bytes of the body; not sent in answer to `HEAD`, nor with 204 and 304.
    public var body: [UInt8]

    /// Makes a response.
    ///
    /// - Parameters:
    ///   - status: 200 to 599.
    ///   - headers: in the order they are to be sent.
    ///   - body: the bytes.
    public init(status: Int, headers: [(String, String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Makes a response with a body of one media type.
    ///
    /// - Parameters:
    ///   - status: 200 to 599.
    ///   - contentType: the value of `Content-Type`.
    ///   - body: the bytes.
    public init(status: Int = 200, contentType: String, body: [UInt8]) {
        self.init(status: status, headers: [("Content-Type", contentType)], body: body)
    }

    /// Makes a response of plain text.
    ///
    /// - Parameters:
    ///   - status: 200 to 599.
    ///   - text: sent as UTF-8.
    public init(status: Int = 200, text: String) {
        self.init(status: status, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
    }

    /// The value of the first field called `name`.
    ///
    /// - Parameter name: without regard to case.
    /// - Returns: nil if there is none.
    public func header(_ name: String) -> String? {
        headers.first { $0.0.isEqualIgnoringCase(to: name) }?.1
    }
}
