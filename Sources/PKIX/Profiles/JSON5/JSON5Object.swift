// SPDX-License-Identifier: Apache-2.0

/// An object of a JSON5 file, read name by name until nothing in it is left unread.
///
///     var file = try JSON5Object(reading: bytes)
///     let name = try file.string("name")
///     let kinds = try file.strings("documentKinds", default: [])
///     try file.finish()                          // throws for any name that was not asked for
///
/// So what a file says and the program does not know cannot be passed over in silence.
public struct JSON5Object: Sendable {
    /// Where the object is in the file; empty for the whole.
    public let path: String

    private var members: [JSON5Member]
    private var asked: [String] = []

    /// Reads a file whose one value is an object.
    ///
    /// - Parameter bytes: UTF-8.
    /// - Throws: ``JSON5Error``.
    public init(reading bytes: [UInt8]) throws(JSON5Error) {
        try self.init(try JSON5Reader.read(bytes), path: "")
    }

    /// Takes an object.
    ///
    /// - Parameters:
    ///   - value: the object.
    ///   - path: where it is in the file.
    /// - Throws: ``JSON5Error/wrongType(path:seen:allowed:)`` for any other value.
    public init(_ value: JSON5Value, path: String) throws(JSON5Error) {
        guard case .object(let members) = value else {
            throw .wrongType(path: path, seen: value.typeName, allowed: "object")
        }
        self.members = members
        self.path = path
    }

    /// This object with what another says of names that this one does not have.
    ///
    /// - Parameters:
    ///   - base: the other.
    ///   - within: names of objects whose own members are taken the same way.
    /// - Returns: all members; lines of errors are those of the file that each stands in.
    public func over(_ base: JSON5Object, within: Set<String>) -> JSON5Object {
        var object = self
        object.members = base.members.map { member in
            guard let own = members.first(where: { $0.name == member.name }) else { return member }
            guard within.contains(member.name), case .object(let mine) = own.value,
                case .object(let theirs) = member.value
            else { return own }
            let rest = theirs.filter { other in !mine.contains { $0.name == other.name } }
            return JSON5Member(name: own.name, value: .object(mine + rest), line: own.line)
        }
        object.members += members.filter { own in !base.members.contains { $0.name == own.name } }
        return object
    }

    /// The names in the object, in their order.
    public var names: [String] { members.map(\.name) }

    /// The value of a name, of any type.
    ///
    /// - Parameter name: the name, which counts as known from now on.
    /// - Returns: `nil` when it is not there.
    public mutating func value(_ name: String) -> JSON5Value? {
        asked.append(name)
        return members.first { $0.name == name }?.value
    }

    /// Text that must be there.
    ///
    /// - Parameter name: its name.
    /// - Returns: the text.
    /// - Throws: ``JSON5Error``.
    public mutating func string(_ name: String) throws(JSON5Error) -> String {
        try present(name, try optionalString(name))
    }

    /// Text that may be there.
    ///
    /// - Parameter name: its name.
    /// - Returns: `nil` when it is not there.
    /// - Throws: ``JSON5Error``.
    public mutating func optionalString(_ name: String) throws(JSON5Error) -> String? {
        guard let value = value(name) else { return nil }
        guard case .string(let text) = value else { throw wrongType(name, value, "text") }
        return text
    }

    /// A whole number that must be there.
    ///
    /// - Parameter name: its name.
    /// - Returns: the number.
    /// - Throws: ``JSON5Error``.
    public mutating func integer(_ name: String) throws(JSON5Error) -> Int64 {
        try present(name, try optionalInteger(name))
    }

    /// A whole number that may be there.
    ///
    /// - Parameter name: its name.
    /// - Returns: `nil` when it is not there.
    /// - Throws: ``JSON5Error``.
    public mutating func optionalInteger(_ name: String) throws(JSON5Error) -> Int64? {
        guard let value = value(name) else { return nil }
        guard case .integer(let number) = value else { throw wrongType(name, value, "whole number") }
        return number
    }

    /// A yes or no.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - fallback: what it is when not there; must be there when `nil`.
    /// - Returns: the answer.
    /// - Throws: ``JSON5Error``.
    public mutating func boolean(_ name: String, default fallback: Bool? = nil) throws(JSON5Error) -> Bool {
        guard let value = value(name) else { return try present(name, fallback) }
        guard case .boolean(let answer) = value else { throw wrongType(name, value, "boolean") }
        return answer
    }

    /// A list of texts.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - fallback: what it is when not there; must be there when `nil`.
    /// - Returns: the texts in their order.
    /// - Throws: ``JSON5Error``.
    public mutating func strings(_ name: String, default fallback: [String]? = nil) throws(JSON5Error) -> [String] {
        guard let value = value(name) else { return try present(name, fallback) }
        guard case .array(let elements) = value else { throw wrongType(name, value, "list of texts") }
        var texts: [String] = []
        for element in elements {
            guard case .string(let text) = element else { throw wrongType(name, element, "list of texts") }
            texts.append(text)
        }
        return texts
    }

    /// An object that may be there.
    ///
    /// - Parameter name: its name.
    /// - Returns: the object, still to be read and finished; `nil` when it is not there.
    /// - Throws: ``JSON5Error``.
    public mutating func optionalObject(_ name: String) throws(JSON5Error) -> JSON5Object? {
        guard let value = value(name) else { return nil }
        return try JSON5Object(value, path: pathOf(name))
    }

    /// An object that must be there.
    ///
    /// - Parameter name: its name.
    /// - Returns: the object, still to be read and finished.
    /// - Throws: ``JSON5Error``.
    public mutating func object(_ name: String) throws(JSON5Error) -> JSON5Object {
        try present(name, try optionalObject(name))
    }

    /// A list of objects that must be there.
    ///
    /// - Parameter name: its name.
    /// - Returns: the objects in their order, still to be read and finished.
    /// - Throws: ``JSON5Error``.
    public mutating func objects(_ name: String) throws(JSON5Error) -> [JSON5Object] {
        let value = try present(name, value(name))
        guard case .array(let elements) = value else { throw wrongType(name, value, "list of objects") }
        var objects: [JSON5Object] = []
        for (index, element) in elements.enumerated() {
            objects.append(try JSON5Object(element, path: "\(pathOf(name))[\(index)]"))
        }
        return objects
    }

    /// Says that everything which may be in the object has been asked for.
    ///
    /// - Throws: ``JSON5Error/unknownName(path:allowed:line:)`` for the first name that was not.
    public func finish() throws(JSON5Error) {
        for member in members where !asked.contains(member.name) {
            throw .unknownName(path: pathOf(member.name), allowed: asked.sorted(), line: member.line)
        }
    }

    /// Where a name of this object is in the file.
    public func pathOf(_ name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }

    private func present<Value>(_ name: String, _ value: Value?) throws(JSON5Error) -> Value {
        guard let value else { throw .missing(path: pathOf(name)) }
        return value
    }

    private func wrongType(_ name: String, _ value: JSON5Value, _ allowed: String) -> JSON5Error {
        .wrongType(path: pathOf(name), seen: value.typeName, allowed: allowed)
    }
}
