// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Database
import Foundation

/// Copying files so that they are whole, private, and on the disk.
enum CareFiles {
    /// Copies a file and hashes what was copied.
    ///
    /// - Parameters:
    ///   - source: where it is.
    ///   - target: where it goes; its folder is made.
    ///   - progress: told of every piece.
    /// - Returns: its length and SHA-256.
    /// - Throws: ``CareError/file(path:step:code:)``.
    @discardableResult
    static func copy(
        _ source: String, to target: String, progress: (Int) -> Void = { _ in }
    ) throws(CareError) -> (byteCount: Int, sha256: [UInt8]) {
        try makeFolder((target as NSString).deletingLastPathComponent)
        let hash = DigestContext(.sha256)
        let count = try told { () throws(FileError) in
            let file = try DurableFile(path: target, rights: 0o600)
            let count = try read(source) { piece throws(FileError) in
                hash.update(piece)
                try file.write(piece)
                progress(piece.count)
            }
            try file.commit()
            return count
        }
        return (count, hash.finish())
    }

    /// Hashes a file.
    static func digest(
        of path: String, progress: (Int) -> Void = { _ in }
    ) throws(CareError) -> (byteCount: Int, sha256: [UInt8]) {
        let hash = DigestContext(.sha256)
        let count = try told { () throws(FileError) in
            try read(path) { piece throws(FileError) in
                hash.update(piece)
                progress(piece.count)
            }
        }
        return (count, hash.finish())
    }

    /// Makes a folder for its owner alone.
    static func makeFolder(_ path: String) throws(CareError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .file(path: path, step: "mkdir", code: (error as NSError).code)
        }
    }

    /// The files below a folder, as paths below it, in order; none where there is no folder.
    static func files(below folder: String) -> [String] {
        var found: [String] = []
        for path in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] {
            var isFolder: ObjCBool = false
            let isThere = unsafe FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
            if isThere, !isFolder.boolValue { found.append(path) }
        }
        return found.sorted()
    }

    static func told<Value>(_ work: () throws(FileError) -> Value) throws(CareError) -> Value {
        do throws(FileError) {
            return try work()
        } catch {
            throw .file(path: error.path, step: error.step, code: Int(error.code))
        }
    }

    private static func read(
        _ path: String, _ body: ([UInt8]) throws(FileError) -> Void
    ) throws(FileError) -> Int {
        let file = try ReadableFile(path: path)
        var offset = 0
        while offset < file.byteCount {
            let count = min(1 << 20, file.byteCount - offset)
            guard let piece = file.bytes(at: offset, count: count) else {
                throw FileError(path: path, step: "read", code: 5)  // EIO
            }
            try body(piece)
            offset += count
        }
        return offset
    }
}
