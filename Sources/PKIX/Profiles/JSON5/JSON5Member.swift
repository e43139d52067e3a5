// SPDX-License-Identifier: Apache-2.0

/// One name of a JSON5 object with its value and its place.
public struct JSON5Member: Sendable, Hashable {
    /// The name.
    public let name: String

    /// The value.
    public let value: JSON5Value

    /// The line that the name stands on, counted from 1.
    public let line: Int

    /// Takes a name, a value and their line.
    public init(name: String, value: JSON5Value, line: Int) {
        self.name = name
        self.value = value
        self.line = line
    }
}
