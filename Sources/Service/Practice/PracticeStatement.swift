// SPDX-License-Identifier: Apache-2.0

/// A certificate policy and practice statement, written from a template and the numbers of what runs.
///
/// In the template `{name}` is a number of ``PracticeNumbers``, `{{` and `}}` are braces.
///
/// - SeeAlso: RFC 3647; EN 319 401 REQ-6.1.
public enum PracticeStatement {
    /// Puts the numbers in.
    ///
    /// - Parameters:
    ///   - template: the text.
    ///   - numbers: of the house.
    ///   - file: what to call the template in errors.
    /// - Returns: the statement.
    /// - Throws: ``ServiceError/unreadable(file:cause:)`` naming the first name that is no number, with its line.
    public static func text(
        _ template: String, _ numbers: PracticeNumbers, file: String
    ) throws(ServiceError) -> String {
        var result = ""
        var rest = template[...]
        var line = 1
        while let sign = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            let before = rest[..<sign]
            line += before.count { $0 == "\n" }
            result += before
            rest = rest[sign...]
            if rest.hasPrefix("{{") || rest.hasPrefix("}}") {
                result.append(rest.first ?? "{")
                rest = rest.dropFirst(2)
                continue
            }
            guard rest.first == "{", let end = rest.firstIndex(of: "}") else {
                throw .unreadable(file: file, cause: "line \(line): a brace without its other")
            }
            let name = String(rest[rest.index(after: rest.startIndex)..<end])
            guard let value = numbers.values[name] else {
                throw .unreadable(file: file, cause: "line \(line): no number is called \(name)")
            }
            result += value
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
