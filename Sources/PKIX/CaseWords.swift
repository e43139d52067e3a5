// SPDX-License-Identifier: Apache-2.0

/// A fact that has no sentence of its own, in words that a person can read out: the case's name, which is stable, and what
/// it carries.
///
///     PKIXError.der(.truncated(offset: 12, needed: 4, present: 2))    →  der.truncated (offset 12, needed 4, present 2)
///
/// For what is told beside a sentence. Swift's own rendering of such a value names modules and types, which is for whoever
/// debugs and changes with the compiler.
public enum CaseWords {
    /// The words.
    ///
    /// - Parameter value: an error or a fact; what it carries is told, so nothing secret and nothing personal.
    /// - Returns: one line.
    public static func of(_ value: some Any) -> String {
        let (names, facts) = parts(of: value, depth: 0)
        return names.joined(separator: ".") + (facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))")
    }

    /// Names of the cases, from the outermost, and the facts of the innermost.
    private static func parts(of value: Any, depth: Int) -> (names: [String], facts: [String]) {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .enum else { return ([], [plain(value, depth)]) }
        // A case without anything is called by its name; a type may have said its own words.
        guard let payload = mirror.children.first else { return (["\(value)"], []) }
        let name = payload.label ?? "–"
        let carried = Mirror(reflecting: payload.value)
        if carried.displayStyle == .enum, depth < maximumDepth, !(payload.value is any CustomStringConvertible) {
            let inner = parts(of: payload.value, depth: depth + 1)
            return ([name] + inner.names, inner.facts)
        }
        guard carried.displayStyle == .tuple else { return ([name], [plain(payload.value, depth)]) }
        let facts = carried.children.map { child in
            // Values without a label are called .0 and .1.
            let label = child.label.flatMap { $0.hasPrefix(".") ? nil : $0 + " " } ?? ""
            return label + plain(child.value, depth)
        }
        return ([name], facts)
    }

    private static func plain(_ value: Any, _ depth: Int) -> String {
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .optional {
            guard let some = mirror.children.first else { return "–" }
            return plain(some.value, depth)
        }
        if let text = value as? String { return text }
        if mirror.displayStyle == .collection || mirror.displayStyle == .set {
            return mirror.children.map { plain($0.value, depth) }.joined(separator: ", ")
        }
        if value is any CustomStringConvertible { return "\(value)" }
        if mirror.displayStyle == .enum, depth < maximumDepth {
            let inner = parts(of: value, depth: depth + 1)
            return (inner.names + inner.facts).joined(separator: " ")
        }
        guard mirror.displayStyle != nil, depth < maximumDepth else { return "\(value)" }
        return mirror.children.map { plain($0.value, depth + 1) }.joined(separator: " ")
    }

    /// Errors hold errors, a few.
    private static let maximumDepth = 6
}
