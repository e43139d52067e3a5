// SPDX-License-Identifier: Apache-2.0
public import HTTPServer

/// What a client is told when a request is not done: RFC 9457 problem details in both languages.
///
///     { "type": "urn:mohr:problem:<room>:<case>", "title": {"en", "fa"}, "status": 422,
///       "detail": {"en", "fa"}, "clause": "RFC 5280 4.1.2.2" }
///
/// Refusals are told in full. Of faults only a reference number leaves the house; what happened is in the log.
public struct Problem: Error, Sendable, Hashable {
    /// The HTTP status.
    public let status: Int
    /// `<room>:<case>`, stable; the catalogue's keys are `problem.<room>.<case>`.
    public let type: String
    /// What was seen and what is allowed.
    public let facts: [String: String]
    /// The rule that was broken, as its standard names it.
    public let clause: String?

    /// States a problem.
    ///
    /// - Parameters:
    ///   - status: 400 to 599.
    ///   - room: lower case: `service`, `enrollment`.
    ///   - name: the error's case, as in the source.
    ///   - facts: for the sentence's braces; nothing personal.
    ///   - clause: the rule that was broken.
    public init(_ status: Int, _ room: String, _ name: String, _ facts: [String: String] = [:], clause: String? = nil) {
        self.status = status
        type = "\(room):\(name)"
        self.facts = facts
        self.clause = clause
    }

    /// The problem as JSON.
    public var value: JSONValue {
        let key = "problem." + type.replacing(":", with: ".")
        var members: [JSONValue.Member] = [
            .init("type", .string("urn:mohr:problem:\(type)")),
            .init("title", sentences(Self.titleKey(of: status), [:])),
            .init("status", .integer(Int64(status))),
            .init("detail", sentences(key, facts)),
        ]
        if let clause { members.append(.init("clause", .string(clause))) }
        return .object(members)
    }

    /// The problem as an answer.
    public var response: Response {
        var response = Response(
            status: status, contentType: "application/problem+json", body: JSONWriter.bytes(value))
        response.headers.append(("Cache-Control", "no-store"))
        if status == 503 { response.headers.append(("Retry-After", "5")) }
        return response
    }

    private func sentences(_ key: String, _ facts: [String: String]) -> JSONValue {
        .object(
            Language.allCases.map { language in
                .init(language.rawValue, .string(Catalogue.sentence(key, facts, in: language)))
            })
    }

    private static func titleKey(of status: Int) -> String {
        switch status {
        case 400, 411, 413, 414, 415, 417, 422, 431: "problem.title.input"
        case 401, 403: "problem.title.notAllowed"
        case 404, 405: "problem.title.notFound"
        case 408, 429, 503: "problem.title.later"
        case 409, 412: "problem.title.conflict"
        default: "problem.title.fault"
        }
    }
}
