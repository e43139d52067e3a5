// SPDX-License-Identifier: Apache-2.0

/// The description of the whole API, OpenAPI 3.1, made from the tables beside it.
enum OpenAPIDocument {
    /// The document.
    ///
    /// - Parameters:
    ///   - publicURL: where the public listener is reached.
    ///   - holdersURL: where holders are served; empty where they are not.
    /// - Returns: an object.
    static func value(publicURL: String, holdersURL: String) -> JSONValue {
        let forHolders = holdersURL.isEmpty ? publicURL : holdersURL
        var paths: [JSONValue.Member] = []
        for (path, endpoints) in grouped(Endpoint.everyone + Endpoint.offices) {
            var item = endpoints.map { JSONValue.Member($0.method.lowercased(), operation($0)) }
            let url = endpoints.contains(where: \.isForHolders) ? forHolders : publicURL
            item.append(.init("servers", .array([server(of: endpoints.first?.listener ?? .everyone, url)])))
            paths.append(.init(path, .object(item)))
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Mohr", "version": "1",
                "description": "A certificate authority for people's signatures.",
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "paths": .object(paths),
            "components": [
                "securitySchemes": [
                    "officer": ["type": "mutualTLS", "description": "The officer's own certificate."]
                ],
                "responses": ["Refused": refused(), "RefusedInText": refused(in: ["text/plain"])],
                "schemas": .object(
                    [.init("Problem", problem)] + AnswerSchema.components.map { .init($0.name, $0.schema) }),
            ],
        ]
    }

    /// Endpoints by path, paths in the tables' order.
    private static func grouped(_ endpoints: [Endpoint]) -> [(String, [Endpoint])] {
        var order: [String] = []
        var byPath: [String: [Endpoint]] = [:]
        for endpoint in endpoints {
            for path in endpoint.paths {
                if byPath[path] == nil { order.append(path) }
                byPath[path, default: []].append(endpoint)
            }
        }
        return order.map { ($0, byPath[$0] ?? []) }
    }

    private static func server(of listener: Endpoint.Listener, _ url: String) -> JSONValue {
        switch listener {
        case .everyone: ["url": .string(url), "description": "Public listener"]
        case .offices:
            [
                "url": "https://{host}:{port}", "description": "Office listener, mutual TLS",
                "variables": ["host": ["default": "localhost"], "port": ["default": "8443"]],
            ]
        }
    }

    private static func operation(_ endpoint: Endpoint) -> JSONValue {
        let shape: JSONValue = endpoint.answerSchema.map { ["schema": $0] } ?? .object([])
        let answer: JSONValue = .object(endpoint.answers.map { .init($0, shape) })
        let name = endpoint.refusesInText ? "RefusedInText" : "Refused"
        let refusal: JSONValue = ["$ref": .string("#/components/responses/\(name)")]
        var members: [JSONValue.Member] = [
            .init("summary", .string(endpoint.summary)),
            .init("parameters", .array(parameters(of: endpoint))),
            .init(
                "responses",
                .object(
                    [.init("\(endpoint.status)", ["description": "Done.", "content": answer])]
                        + endpoint.refusals.map { status in
                            let isHealth = status == 503 && endpoint.pattern == "/healthz"
                            return .init(
                                "\(status)", isHealth ? ["description": "Unhealthy.", "content": answer] : refusal)
                        })),
        ]
        if let body = endpoint.body {
            members.append(.init("requestBody", ["required": .boolean(isRequired(body)), "content": content(body)]))
        }
        if endpoint.listener == .offices { members.append(.init("security", [["officer": []]])) }
        return .object(members)
    }

    /// What a request is told that is not done.
    private static func refused(in others: [String] = []) -> JSONValue {
        let shape: JSONValue = ["schema": ["$ref": "#/components/schemas/Problem"]]
        return [
            "description": "Refused, or failed.",
            "content": .object(
                [.init("application/problem+json", shape)] + others.map { .init($0, .object([])) }),
        ]
    }

    private static func parameters(of endpoint: Endpoint) -> [JSONValue] {
        // Every path of an endpoint holds its own variables; those of the longest are all there are.
        let path = endpoint.paths.count == 1 ? endpoint.paths[0] : endpoint.paths.max { $0.count < $1.count } ?? ""
        var found: [JSONValue] = path.split(separator: "{").dropFirst().compactMap { part in
            part.split(separator: "}").first.map { name in
                [
                    "name": .string(String(name)), "in": "path", "required": .boolean(true),
                    "schema": ["type": "string"],
                ]
            }
        }
        found += endpoint.query.map { field in
            [
                "name": .string(field.name), "in": "query", "required": .boolean(field.isRequired),
                "description": .string(field.text), "schema": schema(of: field.type),
            ]
        }
        if endpoint.listener == .offices, endpoint.method != "GET", endpoint.takesKey {
            found.append([
                "name": "Idempotency-Key", "in": "header", "required": .boolean(true),
                "description": "The same key and body get the same answer; another body, 409.",
                "schema": ["type": "string", "minLength": 1, "maxLength": 255],
            ])
        }
        return found
    }

    private static func isRequired(_ body: Endpoint.Body) -> Bool {
        if case .json(let fields) = body { return fields.contains(where: \.isRequired) }
        return true
    }

    private static func content(_ body: Endpoint.Body) -> JSONValue {
        switch body {
        case .bytes(let types): .object(types.map { .init($0, .object([])) })
        case .json(let fields): ["application/json": ["schema": object(fields)]]
        case .either(let types, let fields):
            .object(
                types.map { .init($0, .object([])) } + [.init("application/json", ["schema": object(fields)])])
        }
    }

    private static func object(_ fields: [Endpoint.Field]) -> JSONValue {
        [
            "type": "object", "additionalProperties": .boolean(false),
            "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
            "properties": .object(
                fields.map { field in
                    var schema = schema(of: field.type).members ?? []
                    schema.append(.init("description", .string(field.text)))
                    return .init(field.name, .object(schema))
                }),
        ]
    }

    private static func schema(of type: Endpoint.FieldType) -> JSONValue {
        switch type {
        case .text: ["type": "string"]
        case .time: ["type": "string", "format": "date-time"]
        case .base64: ["type": "string", "contentEncoding": "base64"]
        case .object: ["type": "object", "additionalProperties": ["type": "string"]]
        case .flag: ["type": "boolean"]
        case .number: ["type": "integer", "minimum": 0]
        case .schema(let schema): schema
        case .texts: ["type": "array", "items": ["type": "string"]]
        case .oneOf(let words): ["type": "string", "enum": .array(words.map { .string($0) })]
        }
    }

    private static let problem: JSONValue = [
        "type": "object", "description": "RFC 9457 problem details.",
        "required": ["type", "title", "status", "detail"],
        "properties": [
            "type": ["type": "string", "description": "urn:mohr:problem:<room>:<case>"], "title": sentence,
            "status": ["type": "integer"], "detail": sentence,
            "facts": ["type": "object", "additionalProperties": ["type": "string"]], "clause": ["type": "string"],
        ],
    ]

    private static let sentence: JSONValue = [
        "type": "object", "required": ["en", "fa"],
        "properties": ["en": ["type": "string"], "fa": ["type": "string"]],
    ]
}
