// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

/// The files that no one here made, which tests read where they are: `../shared` beside the package, or `MOHR_SHARED`.
public enum SharedData {
    /// The folder, or `nil` on a machine that does not have it.
    public static let root: URL? = {
        let candidates = [ProcessInfo.processInfo.environment["MOHR_SHARED"], packageRoot.path + "/../shared"]
        return candidates.compactMap { $0 }.map { URL(fileURLWithPath: $0) }
            .first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("data").path) }
    }()

    /// The folder that holds `Package.swift`.
    public static let packageRoot: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/",
            !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    /// A folder or file under `data`.
    ///
    /// - Parameter path: `pkits/certs`, for instance.
    /// - Returns: where it is.
    /// - Throws: `XCTSkip`, naming the path, when it is not there.
    public static func url(_ path: String) throws -> URL {
        guard let root else { throw XCTSkip("no shared data: \(path) needs ../shared or MOHR_SHARED") }
        let url = root.appendingPathComponent("data").appendingPathComponent(path)
        guard FileManager.default.fileExists(atPath: url.path) else { throw XCTSkip("no shared data: \(path)") }
        return url
    }

    /// The bytes of a file under `data`.
    ///
    /// - Parameter path: as for ``url(_:)``.
    /// - Returns: the bytes.
    /// - Throws: `XCTSkip` when the file is not there.
    public static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: try url(path)))
    }

    /// The files in a folder under `data`, by name.
    ///
    /// - Parameters:
    ///   - path: the folder.
    ///   - extensions: the name endings wanted, without the dot; none for all.
    /// - Returns: files, sorted by name.
    /// - Throws: `XCTSkip` when the folder is not there.
    public static func files(in path: String, extensions: String...) throws -> [URL] {
        let folder = try url(path)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return names.map { folder.appendingPathComponent($0) }
            .filter { extensions.isEmpty || extensions.contains($0.pathExtension) }
    }
}
