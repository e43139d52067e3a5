// SPDX-License-Identifier: Apache-2.0
import Foundation
import PKIX

extension ConfigurationReader {
    /// The words for what a process does.
    static let roles = ["all"] + Role.allCases.map(\.rawValue)

    /// What a file says together with the one that it is based on.
    ///
    /// `base` names a file in the same folder; what a section says here stands in place of the whole section there, and of
    /// `listeners` each listener for itself. So the files of three roles differ in what the roles differ in.
    ///
    /// - Parameters:
    ///   - top: the file.
    ///   - file: its path.
    /// - Returns: both; `nil` when the file stands alone.
    /// - Throws: ``ConfigurationError``.
    static func base(_ top: inout JSON5Object, _ file: String) throws(ConfigurationError) -> JSON5Object? {
        do {
            guard let name = try top.optionalString("base") else { return nil }
            guard !name.isEmpty, !name.contains("/") else {
                throw ConfigurationError.value(
                    file: file, path: "base", seen: name, allowed: "the name of a file in the same folder")
            }
            let path = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(name).path
            guard let data = FileManager.default.contents(atPath: path) else {
                throw ConfigurationError.unreadable(file: path, cause: "no such file, or not readable")
            }
            let base = try JSON5Object(reading: [UInt8](data))
            guard !base.names.contains("base") else {
                throw ConfigurationError.value(file: path, path: "base", seen: "a base of a base", allowed: "one file")
            }
            return top.over(base, within: ["listeners"])
        } catch let error as ConfigurationError {
            throw error
        } catch let error as JSON5Error {
            throw .file(file, error)
        } catch {
            throw .unreadable(file: file, cause: "\(error)")
        }
    }

    /// What a process under this file does; files without a word on it are for everything.
    mutating func role() throws(ConfigurationError) -> String? {
        guard names.contains("role") else { return nil }
        let word = try text("role")
        guard Self.roles.contains(word) else {
            throw .value(file: file, path: "role", seen: word, allowed: Self.roles.joined(separator: ", "))
        }
        return word
    }
}
