// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A folder that is gone when the test is done with it.
public final class TemporaryFolder: Sendable {
    /// Where it is.
    public let url: URL

    /// Makes an empty folder.
    ///
    /// - Throws: when the file system refuses.
    public init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("mohr-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The path of a file in the folder, there or not.
    ///
    /// - Parameter name: the file's name.
    /// - Returns: an absolute path.
    public func path(_ name: String) -> String {
        url.appendingPathComponent(name).path
    }

    /// Writes a file.
    ///
    /// - Parameters:
    ///   - bytes: its content.
    ///   - name: its name.
    /// - Returns: its path.
    /// - Throws: when the file system refuses.
    @discardableResult
    public func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: url.appendingPathComponent(name))
        return path(name)
    }

    /// Reads a file.
    ///
    /// - Parameter name: its name.
    /// - Returns: its content.
    /// - Throws: when it is not there.
    public func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: url.appendingPathComponent(name)))
    }
}
