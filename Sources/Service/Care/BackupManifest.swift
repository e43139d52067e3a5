// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import JSON

/// What a copy of a home holds: every file with its length and hash, and what the log was.
///
///     {"version":1,"created":"…Z","log":{"size":n,"root":base64},"keys":false,
///      "files":[{"path":"records/records.sqlite","bytes":n,"sha256":hex},…]}
public struct BackupManifest: Sendable, Hashable {
    /// Its name in the copy's folder.
    public static let fileName = "manifest.json"

    /// One file of the copy.
    public struct File: Sendable, Hashable {
        /// Below the home; parts are separated by `/`.
        public let path: String
        /// Its length.
        public let byteCount: Int
        /// SHA-256 of it; 32 bytes.
        public let sha256: [UInt8]
    }

    /// When the copy was made.
    public let created: Instant

    /// The audit log's size and root hash in it.
    public let logSize: Int
    /// The log's root hash; 32 bytes.
    public let logRoot: [UInt8]

    /// Whether the keys, encrypted as they are in the home, are in it.
    public let hasKeys: Bool

    /// The files, by path.
    public let files: [File]

    /// The bytes of them all.
    public var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }

    /// The file.
    public var encoded: [UInt8] {
        let value: JSONValue = [
            "version": 1, "created": .string(created.rfc3339),
            "log": ["size": .integer(Int64(logSize)), "root": .string(Base64.encode(logRoot))],
            "keys": .boolean(hasKeys),
            "files": .array(
                files.map { file in
                    [
                        "path": .string(file.path), "bytes": .integer(Int64(file.byteCount)),
                        "sha256": .string(Hex.encode(file.sha256)),
                    ]
                }),
        ]
        return JSONWriter.bytes(value, .indented) + [0x0A]
    }

    /// SHA-256 of the file, in hexadecimal: what to keep apart from the copy, so that nobody can exchange it.
    public var digest: String { Hex.encode(DigestAlgorithm.sha256.digest(encoded)) }

    /// Reads a manifest.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - folder: where it is, for errors.
    /// - Throws: ``CareError/manifest(path:member:)``.
    public init(_ bytes: [UInt8], in folder: String) throws(CareError) {
        func wrong(_ member: String) -> CareError { .manifest(path: folder, member: member) }
        guard let value = try? JSONReader.read(bytes, limit: 256 * 1_048_576) else { throw wrong("JSON") }
        guard value["version"]?.wholeNumber == 1 else { throw wrong("version") }
        guard let text = value["created"]?.text, let created = Instant(rfc3339: text) else { throw wrong("created") }
        guard let size = value["log"]?["size"]?.wholeNumber, size >= 0, let root = value["log"]?["root"]?.text,
            let rootHash = try? Base64.decode(root), rootHash.count == 32
        else { throw wrong("log") }
        guard let hasKeys = value["keys"]?.flag else { throw wrong("keys") }
        var files: [File] = []
        for element in value["files"]?.elements ?? [] {
            guard let path = element["path"]?.text, Self.isBelow(path), let count = element["bytes"]?.wholeNumber,
                count >= 0, let hex = element["sha256"]?.text, let sha256 = try? Hex.decode(hex), sha256.count == 32
            else { throw wrong("files") }
            files.append(File(path: path, byteCount: Int(count), sha256: sha256))
        }
        guard Set(files.map(\.path)).count == files.count, !files.isEmpty else { throw wrong("files") }
        self.init(created: created, logSize: Int(size), logRoot: rootHash, hasKeys: hasKeys, files: files)
    }

    init(created: Instant, logSize: Int, logRoot: [UInt8], hasKeys: Bool, files: [File]) {
        self.created = created
        self.logSize = logSize
        self.logRoot = logRoot
        self.hasKeys = hasKeys
        self.files = files.sorted { $0.path < $1.path }
    }

    /// A path that leads nowhere else.
    private static func isBelow(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return !parts.isEmpty && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.contains("\0") }
    }
}
