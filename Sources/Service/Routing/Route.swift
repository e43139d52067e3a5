// SPDX-License-Identifier: Apache-2.0
public import HTTPServer

/// One endpoint: a method, a path, and what to answer.
///
/// `answer` runs on an event loop, so it decides within microseconds: an answer that is at hand is given inline,
/// everything that computes or waits is work.
public protocol Route: Sendable {
    /// `GET`, `POST`, `PUT` or `DELETE`; `HEAD` goes where `GET` goes.
    var method: String { get }

    /// The path with its variable parts in braces: `/certificates/{authority}.cer` is `/certificates/{file}`.
    ///
    /// A part in braces stands for one segment; `{rest...}` at the end for everything after.
    var pattern: String { get }

    /// The largest body it takes; bytes.
    var bodyLimit: Int { get }

    /// Whether the body comes to it piece by piece; then the answer is ``HTTPServer/Handling/stream(_:)``, or a refusal.
    var takesPieces: Bool { get }

    /// Answers a request that matches.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - parts: the variable parts of the path, decoded, by name.
    /// - Returns: the answer, or the work that makes it.
    func answer(_ request: Request, _ parts: [String: String]) -> Handling
}

extension Route {
    /// A route that is asked when the body is whole.
    public var takesPieces: Bool { false }

    /// A route that takes no body.
    public var bodyLimit: Int { 0 }
}
