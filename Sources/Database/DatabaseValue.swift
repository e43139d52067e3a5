// SPDX-License-Identifier: Apache-2.0

/// A value bound to a `?` of a statement.
public enum DatabaseValue: Hashable, Sendable {
    /// Bytes.
    case blob([UInt8])
    /// A whole number.
    case integer(Int64)
    /// Nothing.
    case null
    /// A floating-point number.
    case real(Double)
    /// Text, stored as UTF-8.
    case text(String)

    /// Bytes, or nothing.
    public static func blob(orNull bytes: [UInt8]?) -> DatabaseValue {
        bytes.map { .blob($0) } ?? .null
    }

    /// A whole number, or nothing.
    public static func integer(orNull number: Int64?) -> DatabaseValue {
        number.map { .integer($0) } ?? .null
    }

    /// Text, or nothing.
    public static func text(orNull text: String?) -> DatabaseValue {
        text.map { .text($0) } ?? .null
    }
}

extension DatabaseValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    /// A whole number written in the code.
    public init(integerLiteral value: Int64) { self = .integer(value) }

    /// Text written in the code.
    public init(stringLiteral value: String) { self = .text(value) }
}
