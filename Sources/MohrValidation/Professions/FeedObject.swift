// SPDX-License-Identifier: Apache-2.0
import DER
import JSON

/// An object of a feed: exactly the members that it may have, each of its kind.
struct FeedObject {
    private let members: [JSONValue.Member]
    private let path: String

    init(
        _ value: JSONValue, at path: String, _ names: Set<String>, mayHave others: Set<String> = []
    ) throws(ProfessionFeedError) {
        guard let members = value.members else { throw .member(path: path, seen: "–", allowed: "an object") }
        for member in members where !names.contains(member.name) && !others.contains(member.name) {
            let allowed = names.union(others).sorted().joined(separator: ", ")
            throw .member(path: path, seen: Self.told(member.name), allowed: allowed)
        }
        self.members = members
        self.path = path
        for name in names.sorted() where self[name] == nil { throw wrong(name, allowed: "required") }
    }

    subscript(name: String) -> JSONValue? { members.first { $0.name == name }?.value }

    /// That a member is not what it may be.
    func wrong(_ name: String, allowed: String) -> ProfessionFeedError {
        let seen: String =
            switch self[name] {
            case nil: "–"
            case .string(let text): Self.told(text)
            case .integer(let number): "\(number)"
            case .null: "null"
            default: "–"
            }
        return .member(path: "\(path).\(name)", seen: seen, allowed: allowed)
    }

    /// A text of so many bytes that satisfies a test.
    func text(
        _ name: String, _ length: ClosedRange<Int>, _ test: (String) -> Bool = { _ in true }
    ) throws(ProfessionFeedError) -> String {
        guard let text = self[name]?.text, length.contains(text.utf8.count), test(text) else {
            throw wrong(name, allowed: "\(length.lowerBound)–\(length.upperBound)")
        }
        return text
    }

    func word(_ name: String, of words: [String]) throws(ProfessionFeedError) -> String {
        guard let text = self[name]?.text, words.contains(text) else {
            throw wrong(name, allowed: words.joined(separator: ", "))
        }
        return text
    }

    func time(_ name: String) throws(ProfessionFeedError) -> Instant {
        guard let text = self[name]?.text, let time = Instant(rfc3339: text), time.rfc3339 == text else {
            throw wrong(name, allowed: "2026-11-21T22:00:00Z")
        }
        return time
    }

    /// Of what a stranger wrote, no more than a message can carry.
    private static func told(_ text: String) -> String { String(text.prefix(64)) }
}
