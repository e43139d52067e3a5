// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Database
import Foundation

/// The home's key that papers' keys lie under: `keys/evidence.key`, made when the first paper comes.
///
///     mohr evidence key v1 LF
///     iterations: <number> LF                         these five only where the home has a passphrase
///     salt: <32 hexadecimal digits> LF
///     nonce: <24 hexadecimal digits> LF
///     tag: <32 hexadecimal digits> LF
///     sealed: <64 hexadecimal digits> LF              or `key:`, the key itself, where the home's keys are not encrypted
///
/// Whoever loses this file loses every paper; it belongs into the backup beside the records, and no place else.
final class EvidenceKey: @unchecked Sendable {
    private let lock = NSLock()
    private let path: String
    private let passphrase: Passphrase?
    private var key: SecretKey?

    init(_ home: Home, passphrase: Passphrase?) {
        path = "\(home.path)/keys/evidence.key"
        self.passphrase = passphrase
    }

    /// The key; opened once, since a passphrase takes a fifth of a second.
    func open() throws -> SecretKey {
        try lock.withLock {
            if let key { return key }
            let opened = try FileManager.default.fileExists(atPath: path) ? read() : make()
            key = opened
            return opened
        }
    }

    private func make() throws -> SecretKey {
        let key = try SecretKey()
        var lines = [Self.title]
        if let passphrase {
            let sealed = try SealedBytes(sealing: key.revealed, under: passphrase, context: Self.context)
            lines += [
                "iterations: \(sealed.iterations)", "salt: \(Hex.encode(sealed.salt))",
                "nonce: \(Hex.encode(sealed.nonce))", "tag: \(Hex.encode(sealed.tag))",
                "sealed: \(Hex.encode(sealed.ciphertext))",
            ]
        } else {
            lines.append("key: \(Hex.encode(key.revealed))")
        }
        let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        // Of two processes that make one at once, the first one's stays.
        let draft = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
        try DurableFile.replace(draft, with: bytes, rights: 0o600)
        defer { try? FileManager.default.removeItem(atPath: draft) }
        try? FileManager.default.linkItem(atPath: draft, toPath: path)
        return try read()
    }

    private func read() throws -> SecretKey {
        var fields: [String: String] = [:]
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        let lines = text.split(separator: "\n")
        guard lines.first.map(String.init) == Self.title else { throw CryptographyError.sealedBytesMalformed }
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2 { fields[parts[0]] = parts[1] }
        }
        if let plain = fields["key"] { return try SecretKey(bytes: Hex.decode(plain)) }
        guard let passphrase, let iterations = fields["iterations"].flatMap({ Int($0) }) else {
            throw CryptographyError.passphraseNeeded
        }
        let bytes = { (name: String) throws in try Hex.decode(fields[name] ?? "") }
        let sealed = try SealedBytes(
            iterations: iterations, salt: bytes("salt"), nonce: bytes("nonce"), ciphertext: bytes("sealed"),
            tag: bytes("tag"))
        return try SecretKey(bytes: sealed.opened(by: passphrase, context: Self.context))
    }

    private static let title = "mohr evidence key v1"
    private static let context = Array("mohr evidence key".utf8)
}
