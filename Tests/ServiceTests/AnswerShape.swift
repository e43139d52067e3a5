// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import XCTest

@testable import Service

/// Holds answers against the shapes that `/openapi.json` promises, as a client made from it would.
///
/// The fixtures ask it about every answer that they get, so that each test of a route is one of its description too.
enum AnswerShape {
    /// Fails the test that is going on if an answer of success is not as described.
    static func check(_ method: String, _ target: String, status: Int, _ value: JSONValue) {
        for found in findings(method, target, status: status, value) { XCTFail("\(method) \(target): \(found)") }
    }

    /// What is wrong with an answer; nothing for a refusal, and for what has no shape.
    static func findings(_ method: String, _ target: String, status: Int, _ value: JSONValue) -> [String] {
        guard (200..<300).contains(status) else { return [] }
        let path = String(target.prefix { $0 != "?" })
        let all = (Endpoint.everyone + Endpoint.offices).filter { $0.method == method && matches($0.pattern, path) }
        // Of `/v1/officers/alarms` and `/v1/officers/{id}` the first is meant.
        guard
            let endpoint = all.min(by: { $0.pattern.filter { $0 == "{" }.count < $1.pattern.filter { $0 == "{" }.count }
            ),
            let schema = endpoint.answerSchema
        else { return [] }
        guard endpoint.status == status else { return ["\(status) instead of \(endpoint.status)"] }
        return differences(of: value, from: schema, at: "")
    }

    private static func matches(_ pattern: String, _ path: String) -> Bool {
        let (wanted, seen) = (pattern.split(separator: "/"), path.split(separator: "/"))
        return wanted.count == seen.count && zip(wanted, seen).allSatisfy { $0.first == "{" || $0 == $1 }
    }

    /// The part of JSON Schema that ``AnswerSchema`` writes.
    static func differences(of value: JSONValue, from schema: JSONValue, at path: String) -> [String] {
        if let name = schema["$ref"]?.text?.split(separator: "/").last {
            guard let shape = AnswerSchema.components.first(where: { $0.name == name }) else {
                return ["\(path): no shape \(name)"]
            }
            return differences(of: value, from: shape.schema, at: path)
        }
        if let choices = schema["anyOf"]?.elements {
            let tried = choices.map { differences(of: value, from: $0, at: path) }
            return tried.contains([]) ? [] : tried.first ?? []
        }
        if let words = schema["enum"]?.elements, !words.contains(value) { return ["\(path): \(value)"] }
        switch schema["type"]?.text {
        case "null": return value == .null ? [] : ["\(path): not null"]
        case "string":
            guard let text = value.text else { return ["\(path): no text"] }
            if let pattern = schema["pattern"]?.text, text.range(of: pattern, options: .regularExpression) == nil {
                return ["\(path): \(text)"]
            }
            return []
        case "boolean": if case .boolean = value { return [] } else { return ["\(path): no boolean"] }
        case "integer": return (value.wholeNumber ?? -1) >= 0 ? [] : ["\(path): no number from 0"]
        case "array":
            guard let elements = value.elements else { return ["\(path): no array"] }
            return elements.enumerated().flatMap {
                differences(of: $1, from: schema["items"] ?? [:], at: "\(path)[\($0)]")
            }
        case "object": return members(of: value, schema, path)
        default: return []
        }
    }

    private static func members(of value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        guard let members = value.members else { return ["\(path): no object"] }
        let known = schema["properties"]?.members ?? []
        let required = (schema["required"]?.elements ?? []).compactMap(\.text)
        var found = required.filter { name in !members.contains { $0.name == name } }.map { "\(path).\($0): missing" }
        for member in members {
            if let shape = known.first(where: { $0.name == member.name }) {
                found += differences(of: member.value, from: shape.value, at: "\(path).\(member.name)")
            } else if case .boolean(false)? = schema["additionalProperties"] {
                found.append("\(path).\(member.name): not described")
            } else if let shape = schema["additionalProperties"], shape.members != nil {
                found += differences(of: member.value, from: shape, at: "\(path).\(member.name)")
            }
        }
        return found
    }
}

/// Every answer in JSON has a closed shape, and what is not so is found.
final class AnswerShapeTests: XCTestCase {
    func testEveryAnswerInJSONIsDescribedToTheLastMember() {
        // What describes all others describes itself by its own standard.
        let free: Set<String> = ["GET /openapi.json"]
        let open = (Endpoint.everyone + Endpoint.offices).filter {
            $0.answers == ["application/json"] && $0.answerSchema == nil
        }
        XCTAssertEqual(Set(open.map { "\($0.method) \($0.pattern)" }), free)
        for name in Set(Endpoint.answerNames.values) {
            XCTAssertTrue(AnswerSchema.components.contains { $0.name == name }, name)
        }
        XCTAssertEqual(Set(AnswerSchema.components.map(\.name)).count, AnswerSchema.components.count)
        for (name, schema) in AnswerSchema.components {
            XCTAssertEqual(Self.openings(in: schema, at: name), [], "\(name) is open")
        }
    }

    /// Objects that say nothing of what else they hold.
    private static func openings(in schema: JSONValue, at path: String) -> [String] {
        var found: [String] = []
        if schema["type"]?.text == "object", schema["additionalProperties"] == nil { found.append(path) }
        if schema.members?.isEmpty == true { found.append(path) }
        for member in schema["properties"]?.members ?? [] {
            found += openings(in: member.value, at: "\(path).\(member.name)")
        }
        for choice in schema["anyOf"]?.elements ?? [] { found += openings(in: choice, at: path) }
        if let items = schema["items"] { found += openings(in: items, at: path + "[]") }
        return found
    }

    func testWhatIsNotAsDescribedIsFound() {
        let hold: [JSONValue.Member] = [
            .init("serial", "01"), .init("way", "code"), .init("placed", "2026-11-22T08:00:00Z"), .init("ends", .null),
            .init("stopsAcceptance", false),
        ]
        func findings(_ members: [JSONValue.Member], status: Int = 200) -> [String] {
            AnswerShape.findings("POST", "/v1/mine/holds", status: status, .object(members))
        }
        XCTAssertEqual(findings(hold), [])
        XCTAssertEqual(findings(Array(hold.dropLast())), [".stopsAcceptance: missing"])
        XCTAssertEqual(findings(hold + [.init("name", "x")]), [".name: not described"])
        XCTAssertEqual(findings([.init("serial", 7)] + hold.dropFirst()), [".serial: no text"])
        XCTAssertEqual(findings(hold.map { $0.name == "way" ? .init("way", "mail") : $0 }).count, 1)
        XCTAssertEqual(findings(hold, status: 201).count, 1)
        XCTAssertEqual(findings([], status: 404), [])
    }
}
