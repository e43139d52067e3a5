// SPDX-License-Identifier: Apache-2.0
public import HTTPServer

/// What a client is told when a request is not done: RFC 9457 problem details in both languages.
///
///     { "type": "urn:mohr:problem:<room>:<case>", "title": {"en", "fa"}, "status": 422,
///       "detail": {"en", "fa"}, "facts": {"seen": "…"}, "clause": "RFC 5280 4.1.2.2" }
///
/// Refusals are told in full. Of faults only a reference number leaves the house; what happened is in the log.
public struct Problem: Error, Sendable, Hashable {
    /// The HTTP status.
    public let status: Int
    /// `<room>:<case>`, stable.
    public let type: String
    /// What was seen and what is allowed, and the sentence that says so.
    public let statement: Statement
    /// The rule that was broken, as its standard names it.
    public let clause: String?
    /// What happened in the house, if it is the house's doing; for the log alone.
    public let fault: Fault?

    /// What was seen and what is allowed.
    public var facts: [String: String] { statement.allFacts }

    /// States a problem.
    ///
    /// - Parameters:
    ///   - status: 400 to 599.
    ///   - room: lower case: `service`, `enrollment`.
    ///   - name: the error's case, as in the source; the catalogue has `problem.<room>.<case>`.
    ///   - facts: for the sentence's braces; nothing personal.
    ///   - clause: the rule that was broken.
    public init(_ status: Int, _ room: String, _ name: String, _ facts: [String: String] = [:], clause: String? = nil) {
        self.init(status, room, Statement("problem.\(room).\(name)", facts), clause: clause)
    }

    /// States a refusal of a room below.
    init(_ status: Int, _ room: String, _ statement: Statement, clause: String? = nil, fault: Fault? = nil) {
        self.status = status
        self.type = "\(room):\(statement.name)"
        self.statement = statement
        self.clause = clause
        self.fault = fault
    }

    /// The problem as JSON.
    public var value: JSONValue {
        var members: [JSONValue.Member] = [
            .init("type", .string("urn:mohr:problem:\(type)")),
            .init("title", Self.inEveryLanguage { title(in: $0) }),
            .init("status", .integer(Int64(status))),
            .init("detail", Self.inEveryLanguage { statement.sentence(in: $0) }),
        ]
        let facts = facts
        if !facts.isEmpty {
            let sorted = facts.sorted { $0.key < $1.key }
            members.append(.init("facts", .object(sorted.map { .init($0.key, .string($0.value)) })))
        }
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

    /// What kind of problem it is, in a few words.
    func title(in language: Language) -> String {
        Catalogue.sentence(Self.titleKey(of: status), in: language)
    }

    private static func inEveryLanguage(_ sentence: (Language) -> String) -> JSONValue {
        .object(Language.allCases.map { .init($0.rawValue, .string(sentence($0))) })
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
