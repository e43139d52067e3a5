// SPDX-License-Identifier: Apache-2.0

/// A value of a JSON5 file, with the order of its members kept.
public indirect enum JSON5Value: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A whole number.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// Text.
    case string(String)
    /// Values in order.
    case array([JSON5Value])
    /// Members in order, no name twice.
    case object([JSON5Member])

    /// What the value is, for errors.
    var typeName: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .integer: "whole number"
        case .number: "number"
        case .string: "text"
        case .array: "list"
        case .object: "object"
        }
    }
}
