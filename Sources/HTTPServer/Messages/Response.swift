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
    public var headers: [(String, String)] {
        get { fixed.isEmpty ? own : own + fixed.flatMap(\.pairs) }
        set {
            own = newValue
            fixed = []
        }
    }

    /// The bytes of the body; not sent in answer to `HEAD`, nor with 204 and 304.
    public var body: [UInt8]

    /// The fields that are this response's alone.
    private(set) var own: [(String, String)]

    /// The others, sent after them.
    private(set) var fixed: [FixedFields] = []

    /// Makes a response.
    ///
    /// - Parameters:
    ///   - status: 200 to 599.
    ///   - headers: in the order they are to be sent.
    ///   - body: the bytes.
    public init(status: Int, headers: [(String, String)] = [], body: [UInt8] = []) {
        self.status = status
        own = headers
        self.body = body
    }

    /// Adds fields that many responses have in common.
    ///
    /// - Parameter fields: sent after all others.
    public mutating func add(_ fields: FixedFields) {
        fixed.append(fields)
    }

    /// Whether it has a field of one of these names.
    ///
    /// - Parameter names: without regard to case.
    /// - Returns: whether there is one.
    public func hasAny(of names: [String]) -> Bool {
        own.contains { field in names.contains { $0.isEqualIgnoringCase(to: field.0) } }
            || fixed.contains { fields in
                fields.pairs.contains { field in names.contains { $0.isEqualIgnoringCase(to: field.0) } }
            }
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
        let value = own.first { $0.0.isEqualIgnoringCase(to: name) }?.1
        return value ?? fixed.lazy.flatMap(\.pairs).first { $0.0.isEqualIgnoringCase(to: name) }?.1
    }
}
