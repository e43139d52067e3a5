// SPDX-License-Identifier: Apache-2.0
import JSON

/// An endpoint as `/openapi.json` describes it; a test holds these against the routes that are served.
struct Endpoint {
    /// Which listener answers.
    enum Listener {
        case everyone
        case offices
    }

    /// A value in the query or a member of a JSON body.
    struct Field {
        let name: String
        let type: FieldType
        let isRequired: Bool
        let text: String

        init(_ name: String, optional: Bool = false, _ text: String) {
            self.init(name, .text, optional: optional, text)
        }

        init(_ name: String, _ type: FieldType, optional: Bool = false, _ text: String) {
            self.name = name
            self.type = type
            self.text = text
            isRequired = !optional
        }
    }

    /// What a field holds.
    enum FieldType {
        case text
        case time
        case base64
        case object
        case flag
        case number
        case texts
        /// Whatever this JSON Schema says.
        case schema(JSONValue)
        case oneOf([String])
    }

    /// What a body holds.
    enum Body {
        /// Bytes of one of these media types.
        case bytes([String])
        /// A JSON object with these members and no others.
        case json([Field])
        /// Either.
        case either([String], [Field])
    }

    let method: String
    /// As the router has it.
    let pattern: String
    /// As a client fills it in.
    let paths: [String]
    let listener: Listener
    let summary: String
    var query: [Field] = []
    var body: Body?
    var status = 200
    /// Whether a change needs an `Idempotency-Key`; those of another protocol have their own way.
    var takesKey = true
    var answers: [String] = ["application/json"]

    /// Whether holders ask it from home, on a listener of their own where there is one.
    var isForHolders: Bool { ["/v1/mine/", "/v1/renewals"].contains { pattern.hasPrefix($0) } }

    /// An endpoint of the public listener.
    static func open(
        _ method: String, _ pattern: String, as paths: [String]? = nil, _ summary: String, query: [Field] = [],
        body: Body? = nil, status: Int = 200, answers: [String] = ["application/json"]
    ) -> Endpoint {
        Endpoint(
            method: method, pattern: pattern, paths: paths ?? [pattern], listener: .everyone, summary: summary,
            query: query, body: body, status: status, answers: answers)
    }

    /// An endpoint of the office listener; JSON in and out.
    static func office(
        _ method: String, _ pattern: String, _ summary: String, query: [Field] = [], body: [Field]? = nil,
        status: Int = 200
    ) -> Endpoint {
        let body = body ?? (method == "GET" ? nil : [])
        return Endpoint(
            method: method, pattern: pattern, paths: [pattern], listener: .offices, summary: summary, query: query,
            body: body.map { .json($0) }, status: status)
    }
}
