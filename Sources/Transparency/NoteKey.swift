// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// A key that notes are signed by, with its name: what whoever checks a log has to know of it.
///
/// Written as `name+keyID+base64`, the way other programs for such logs take it.
///
/// - SeeAlso: C2SP signed-note, "Signatures".
public struct NoteKey: Sendable, Hashable {
    /// Ed25519, RFC 8032: the only type that is signed or accepted here.
    private static let type: UInt8 = 0x01

    /// Whose: `log.example/mohr`.
    public let name: String

    /// The Ed25519 key.
    public let publicKey: PublicKey

    /// The first four bytes of a SHA-256 over name, type and key.
    public let id: [UInt8]

    /// Names a key.
    ///
    /// - Parameters:
    ///   - name: without spaces or plus signs.
    ///   - publicKey: an Ed25519 key.
    /// - Throws: ``TransparencyError/malformed(field:seen:allowed:)``.
    public init(name: String, publicKey: PublicKey) throws(TransparencyError) {
        guard Self.isName(name) else {
            throw .malformed(field: "name", seen: name, allowed: "no spaces, no plus sign, no control characters")
        }
        guard publicKey.kind == .ed25519 else {
            throw .malformed(field: "key", seen: "\(publicKey.kind)", allowed: "Ed25519")
        }
        self.name = name
        self.publicKey = publicKey
        let sum = DigestAlgorithm.sha256.digest(Array(name.utf8) + [0x0A, Self.type] + Self.octets(of: publicKey))
        id = Array(sum.prefix(4))
    }

    /// Reads `name+keyID+base64`.
    ///
    /// - Parameter text: as ``text`` writes it.
    /// - Throws: ``TransparencyError/malformed(field:seen:allowed:)``; also when the ID is not that of the key.
    public init(_ text: String) throws(TransparencyError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        let allowed = "name+keyID+base64 of an Ed25519 key"
        guard parts.count == 3, let octets = try? Base64.decode(parts[2]), octets.count == 33, octets[0] == Self.type,
            let key = try? PublicKey(subjectPublicKeyInfo: Self.prefix + octets.dropFirst())
        else { throw .malformed(field: "key", seen: String(text.prefix(120)), allowed: allowed) }
        try self.init(name: parts[0], publicKey: key)
        guard Hex.encode(id) == parts[1].lowercased() else {
            throw .malformed(field: "keyID", seen: parts[1], allowed: Hex.encode(id))
        }
    }

    /// `name+keyID+base64`.
    public var text: String {
        "\(name)+\(Hex.encode(id))+\(Base64.encode([Self.type] + Self.octets(of: publicKey)))"
    }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.unicodeScalars.allSatisfy { $0 != "+" && $0.value >= 0x20 && !$0.properties.isWhitespace }
    }

    /// RFC 8410 4: the octets of the key are all that the structure holds.
    private static let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]

    private static func octets(of key: PublicKey) -> ArraySlice<UInt8> { key.subjectPublicKeyInfo.suffix(32) }
}
