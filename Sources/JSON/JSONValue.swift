// SPDX-License-Identifier: Apache-2.0

/// A JSON value that was taken in, or is about to be written.
///
/// Objects keep the order of their members, so that what Mohr writes reads as it was meant and the same report gives
/// the same bytes.
///
/// - SeeAlso: RFC 8259.
public enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// Text.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Members in order; no name twice.
    case object([Member])

    /// One name with its value.
    public struct Member: Sendable, Hashable {
        /// The member's name.
        public let name: String
        /// The member's value.
        public let value: JSONValue

        /// Pairs a name with a value.
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The members of an object, `nil` for anything else.
    public var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// The elements of an array, `nil` for anything else.
    public var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The text of a string, `nil` for anything else.
    public var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// A whole number, `nil` for anything else.
    public var wholeNumber: Int64? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    /// A Boolean, `nil` for anything else.
    public var flag: Bool? {
        guard case .boolean(let flag) = self else { return nil }
        return flag
    }

    /// The member of an object with this name; `nil` when there is none or this is no object.
    public subscript(name: String) -> JSONValue? {
        members?.first { $0.name == name }?.value
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    /// `nil` is `null`.
    public init(nilLiteral: ()) { self = .null }
    /// A literal string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A literal Boolean.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// A literal whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A literal array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// A literal object, its members in the order written.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }

    /// Text, or `null` when there is none.
    public init(_ text: String?) {
        self = text.map { .string($0) } ?? .null
    }
}
