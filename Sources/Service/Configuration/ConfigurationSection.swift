// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// One object of a configuration file, read name by name, its errors with the file's name.
struct ConfigurationSection {
    let file: String
    private var object: JSON5Object

    /// Takes the object of a name.
    init(_ parent: inout JSON5Object, _ name: String, _ file: String) throws(ConfigurationError) {
        do throws(JSON5Error) {
            object = try parent.object(name)
        } catch {
            throw .file(file, error)
        }
        self.file = file
    }

    private init(_ object: JSON5Object, _ file: String) {
        self.object = object
        self.file = file
    }

    /// The objects of a list.
    static func list(
        _ parent: inout JSON5Object, _ name: String, _ file: String
    ) throws(ConfigurationError) -> [ConfigurationSection] {
        do throws(JSON5Error) {
            return try parent.objects(name).map { ConfigurationSection($0, file) }
        } catch {
            throw .file(file, error)
        }
    }

    /// The objects of a list within.
    mutating func sections(_ name: String) throws(ConfigurationError) -> [ConfigurationSection] {
        try ConfigurationSection.list(&object, name, file)
    }

    /// Where a name of this section is in the file.
    func path(of name: String) -> String { object.pathOf(name) }

    /// The names in the object, in their order.
    var names: [String] { object.names }

    /// The object of a name within.
    mutating func section(_ name: String) throws(ConfigurationError) -> ConfigurationSection {
        try ConfigurationSection(&object, name, file)
    }

    /// The object of a name within; nil when `null` stands there.
    mutating func sectionOrNull(_ name: String) throws(ConfigurationError) -> ConfigurationSection? {
        let file = file
        return try read { (object: inout JSON5Object) throws(JSON5Error) in
            if case .null = object.value(name) { return nil }
            return ConfigurationSection(try object.object(name), file)
        }
    }

    mutating func text(_ name: String) throws(ConfigurationError) -> String {
        try read { (object: inout JSON5Object) throws(JSON5Error) in try object.string(name) }
    }

    mutating func textOrNull(_ name: String) throws(ConfigurationError) -> String? {
        try read { (object: inout JSON5Object) throws(JSON5Error) in
            if case .null = object.value(name) { return nil }
            return try object.string(name)
        }
    }

    mutating func texts(_ name: String) throws(ConfigurationError) -> [String] {
        try read { (object: inout JSON5Object) throws(JSON5Error) in try object.strings(name) }
    }

    mutating func flag(_ name: String) throws(ConfigurationError) -> Bool {
        try read { (object: inout JSON5Object) throws(JSON5Error) in try object.boolean(name) }
    }

    /// A whole number within its range.
    mutating func number(_ name: String, _ range: ClosedRange<Int64>) throws(ConfigurationError) -> Int64 {
        let number = try read { (object: inout JSON5Object) throws(JSON5Error) in try object.integer(name) }
        guard range.contains(number) else {
            throw .value(
                file: file, path: object.pathOf(name), seen: "\(number)",
                allowed: "\(range.lowerBound)–\(range.upperBound)")
        }
        return number
    }

    /// Object identifiers, by Mohr's names for them or dotted.
    mutating func identifiers(_ name: String) throws(ConfigurationError) -> Set<ObjectIdentifier> {
        var identifiers: Set<ObjectIdentifier> = []
        for text in try texts(name) {
            guard let identifier = MohrOID.named[text] ?? ObjectIdentifier(text) else {
                throw .value(
                    file: file, path: object.pathOf(name), seen: text,
                    allowed: MohrOID.named.keys.sorted().joined(separator: ", ") + ", 1.2.3")
            }
            identifiers.insert(identifier)
        }
        return identifiers
    }

    /// One object identifier, by Mohr's name for it or dotted.
    mutating func identifier(_ name: String) throws(ConfigurationError) -> ObjectIdentifier {
        let text = try text(name)
        guard let identifier = MohrOID.named[text] ?? ObjectIdentifier(text) else {
            throw .value(
                file: file, path: object.pathOf(name), seen: text,
                allowed: MohrOID.named.keys.sorted().joined(separator: ", ") + ", 1.2.3")
        }
        return identifier
    }

    /// Says that nothing else may stand here.
    func finish() throws(ConfigurationError) {
        do throws(JSON5Error) {
            try object.finish()
        } catch {
            throw .file(file, error)
        }
    }

    private mutating func read<Value>(
        _ body: (inout JSON5Object) throws(JSON5Error) -> Value
    ) throws(ConfigurationError) -> Value {
        do throws(JSON5Error) {
            return try body(&object)
        } catch {
            throw .file(file, error)
        }
    }
}
