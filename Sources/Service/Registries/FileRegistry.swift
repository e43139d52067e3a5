// SPDX-License-Identifier: Apache-2.0
public import Enrollment
import Foundation
import Identity
import JSON

/// A register in a file, for a pilot or a register that is handed over once a day: one line of JSON an entry.
///
///     {"registry": "licence", "number": "12345", "status": "active", "givenName": "…", "surname": "…"}
///
/// The file is read anew at each question, so that it can be replaced at any time; a line that cannot be read makes the
/// whole register unavailable, because the next line might have been the one that mattered.
public struct FileRegistry: RegistryPort {
    /// Which registers it speaks for.
    public let registries: Set<RegistryKind>
    private let path: String

    /// Names a file.
    ///
    /// - Parameters:
    ///   - path: absolute.
    ///   - registries: which registers it speaks for; a number that is not in it is unknown there.
    public init(path: String, registries: Set<RegistryKind>) {
        self.path = path
        self.registries = registries
    }

    /// Looks a number up.
    ///
    /// - Parameter question: what is asked.
    /// - Returns: the last line with the number; nil if there is none.
    /// - Throws: ``RegistryFailure/unavailable(_:)``.
    public func entry(for question: RegistryQuestion) throws(RegistryFailure) -> RegistryEntry? {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
            throw .unavailable("cannot read the file")
        }
        var found: RegistryEntry?
        for line in [UInt8](data).split(separator: 0x0A) {
            let bytes = Array(line)
            guard let value = try? JSONReader.read(bytes), let kind = value["registry"]?.text,
                let number = value["number"]?.text
            else { throw .unavailable("line that cannot be read") }
            guard kind == question.registry.rawValue, number == question.number.revealed else { continue }
            found = try RegistryAnswer.entry(value, bytes: bytes, except: ["registry", "number"])
        }
        return found
    }
}
