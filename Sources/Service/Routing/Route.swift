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

    /// Whether it reads the path behind its first, fixed part itself, and refuses what is malformed in it; its pattern is
    /// `/fixed/{rest...}`, no other route's paths begin so, and it is given no parts.
    var readsPath: Bool { get }

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

    /// A route that is given the parts of its path.
    public var readsPath: Bool { false }

    /// A route that takes no body.
    public var bodyLimit: Int { 0 }
}
