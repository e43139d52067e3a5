// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation

/// 32 random bytes in a file of the home, in hexadecimal, made when they are first needed.
final class HomeSecret: @unchecked Sendable {
    private let lock = NSLock()
    private let path: String
    private var key: KeyedDigest?

    init(_ path: String) { self.path = path }

    /// The key; of two processes that make it at once, one makes it.
    func open() throws -> KeyedDigest {
        try lock.withLock {
            if let key { return key }
            let manager = FileManager.default
            if !manager.fileExists(atPath: path) {
                let text = Data((Hex.encode(try SecureRandom.bytes(32)) + "\n").utf8)
                let draft = "\(path).\(UUID().uuidString)"
                defer { try? manager.removeItem(atPath: draft) }
                guard manager.createFile(atPath: draft, contents: text, attributes: [.posixPermissions: 0o600]) else {
                    throw ServiceError.unreadable(file: path, cause: "32 bytes")
                }
                // A link to a name that is there fails, and then the other's key is read.
                try? manager.linkItem(atPath: draft, toPath: path)
            }
            let text = try? String(contentsOfFile: path, encoding: .utf8)
            guard let text, let bytes = try? Hex.decode(text.filter { $0 != "\n" }), bytes.count == 32 else {
                throw ServiceError.unreadable(file: path, cause: "32 bytes")
            }
            let made = KeyedDigest(key: bytes)
            key = made
            return made
        }
    }
}
