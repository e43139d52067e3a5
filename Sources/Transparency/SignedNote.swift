// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// A text with signatures below it.
///
/// The text means nothing before ``isSigned(by:)`` was asked.
///
/// - SeeAlso: C2SP signed-note.
public struct SignedNote: Sendable, Hashable {
    /// A line `— name base64` below the text.
    public struct Signature: Sendable, Hashable {
        /// Whose it says it is.
        public let name: String
        /// The key's ID; 4 bytes.
        public let keyID: [UInt8]
        /// The signature itself.
        public let value: [UInt8]
    }

    /// Longer notes are not read: bytes.
    public static let maximumBytes = 65_536

    /// More signatures than this are not looked at.
    public static let maximumSignatures = 64

    /// What is signed, with the newline at its end.
    public let text: String

    /// The signatures, in order.
    public let signatures: [Signature]

    /// Signs a text.
    ///
    /// - Parameters:
    ///   - text: ends in a newline.
    ///   - key: an Ed25519 key.
    ///   - name: what it is known as.
    /// - Throws: ``TransparencyError/malformed(field:seen:allowed:)`` for another kind of key, or one that does not sign.
    public init(signing text: String, by key: any SigningKey, named name: String) throws(TransparencyError) {
        let noteKey = try NoteKey(name: name, publicKey: key.publicKey)
        guard let value = try? key.sign(Array(text.utf8), by: .ed25519) else {
            throw .malformed(field: "key", seen: "a key that does not sign", allowed: "Ed25519")
        }
        self.text = text
        signatures = [Signature(name: name, keyID: noteKey.id, value: value)]
    }

    /// Reads a note.
    ///
    /// - Parameter bytes: UTF-8.
    /// - Throws: ``TransparencyError/malformed(field:seen:allowed:)``.
    public init(_ bytes: [UInt8]) throws(TransparencyError) {
        guard bytes.count <= Self.maximumBytes else {
            throw .malformed(field: "note", seen: "\(bytes.count) bytes", allowed: "\(Self.maximumBytes) bytes")
        }
        guard let note = String(validating: bytes, as: UTF8.self),
            bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A })
        else { throw .malformed(field: "note", seen: "control characters or no UTF-8", allowed: "UTF-8 lines") }
        var lines = note.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.popLast() == "", let blank = lines.lastIndex(of: ""), blank > 0 else {
            throw .malformed(
                field: "note", seen: "no blank line before signatures", allowed: "text, blank line, signatures")
        }
        let below = lines[(blank + 1)...]
        guard (1...Self.maximumSignatures).contains(below.count) else {
            throw .malformed(field: "signatures", seen: "\(below.count)", allowed: "1 to \(Self.maximumSignatures)")
        }
        text = lines[..<blank].joined(separator: "\n") + "\n"
        var signatures: [Signature] = []
        for line in below { signatures.append(try Self.signature(line)) }
        self.signatures = signatures
    }

    /// The whole note, UTF-8.
    public var encoded: [UInt8] {
        let lines = signatures.map { "\u{2014} \($0.name) \(Base64.encode($0.keyID + $0.value))\n" }
        return Array((text + "\n" + lines.joined()).utf8)
    }

    /// Whether a key that is trusted signed the text.
    ///
    /// - Parameter keys: those that are trusted; signatures by others are passed over.
    /// - Throws: ``TransparencyError/signatureInvalid(name:)`` when one of those keys' signatures does not verify,
    ///   ``TransparencyError/unsigned(names:)`` when there is none by them.
    public func check(by keys: [NoteKey]) throws(TransparencyError) {
        var isSigned = false
        for signature in signatures {
            for key in keys where key.name == signature.name && key.id == signature.keyID {
                guard key.publicKey.isValid(signature.value[...], over: Array(text.utf8)[...], by: .ed25519) else {
                    throw .signatureInvalid(name: key.name)
                }
                isSigned = true
            }
        }
        guard isSigned else { throw .unsigned(names: signatures.map(\.name)) }
    }

    private static func signature(_ line: Substring) throws(TransparencyError) -> Signature {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[0] == "\u{2014}", NoteKey.isName(parts[1]),
            let octets = try? Base64.decode(parts[2]), octets.count > 4
        else {
            throw .malformed(field: "signature", seen: String(line.prefix(80)), allowed: "\u{2014} name base64")
        }
        return Signature(name: parts[1], keyID: Array(octets.prefix(4)), value: Array(octets.dropFirst(4)))
    }
}
