// SPDX-License-Identifier: Apache-2.0

/// The fields of a message's head, in the order they came.
///
/// Names are compared without case (RFC 9110 5.1). A field read from a connection stays in the bytes it came in
/// and becomes a `String` only when someone asks, since most are never asked for.
public struct Headers: Sendable {
    /// Where one field lies in ``bytes``.
    struct Field: Sendable {
        let name: Range<Int>
        let value: Range<Int>
    }

    let bytes: [UInt8]
    let fields: [Field]

    /// No field at all.
    public static let none = Headers([])

    /// Takes in fields as pairs of name and value.
    ///
    /// - Parameter pairs: in the order they are to have.
    public init(_ pairs: [(String, String)]) {
        var bytes: [UInt8] = []
        var fields: [Field] = []
        for (name, value) in pairs {
            let nameStart = bytes.count
            bytes.append(contentsOf: name.utf8)
            let valueStart = bytes.count
            bytes.append(contentsOf: value.utf8)
            fields.append(Field(name: nameStart..<valueStart, value: valueStart..<bytes.count))
        }
        self.bytes = bytes
        self.fields = fields
    }

    /// Takes in fields that a parser found in `bytes`; every range lies within them.
    init(bytes: [UInt8], fields: [Field]) {
        self.bytes = bytes
        self.fields = fields
    }

    /// How many fields there are; a name that came twice counts twice.
    public var count: Int { fields.count }

    /// All fields as text, in order.
    public var all: [(String, String)] {
        fields.map { (text($0.name), text($0.value)) }
    }

    /// The value of the fields called `name`, or nil if there is none.
    ///
    /// Fields that came more than once are joined with `", "` (RFC 9110 5.3), so that a field which may come once
    /// only does not silently mean its first or last value.
    ///
    /// - Parameter name: without regard to case.
    public subscript(name: String) -> String? {
        var found: String?
        for field in fields where isNamed(field, name) {
            let value = text(field.value)
            found = found.map { $0 + ", " + value } ?? value
        }
        return found
    }

    /// The values of the fields called `name`, one for each field, in order.
    ///
    /// - Parameter name: without regard to case.
    /// - Returns: nothing if there is no such field.
    public func values(_ name: String) -> [String] {
        fields.filter { isNamed($0, name) }.map { text($0.value) }
    }

    private func isNamed(_ field: Field, _ name: String) -> Bool {
        let wanted = name.utf8
        guard field.name.count == wanted.count else { return false }
        return zip(bytes[field.name], wanted).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}
