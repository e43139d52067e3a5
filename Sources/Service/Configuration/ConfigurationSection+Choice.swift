// SPDX-License-Identifier: Apache-2.0

extension ConfigurationSection {
    /// One of a few words.
    mutating func choice<Value>(_ name: String, _ allowed: [(String, Value)]) throws(ConfigurationError) -> Value {
        let word = try text(name)
        guard let found = allowed.first(where: { $0.0 == word }) else {
            throw .value(
                file: file, path: name, seen: word, allowed: allowed.map(\.0).joined(separator: ", "))
        }
        return found.1
    }
}
