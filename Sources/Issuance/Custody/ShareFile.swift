// SPDX-License-Identifier: Apache-2.0
import Cryptography
import PKIX

/// One custodian's share in a file that they carry away: sealed under their passphrase.
///
///     { "authority", "set", "custodian", "number", "threshold",
///       "iterations", "salt", "nonce", "ciphertext", "tag",        PBKDF2-HMAC-SHA-256, AES-256-GCM; hexadecimal
///       "sha256" }                                                 over all of the above, so that damage is told apart
///                                                                  from a wrong passphrase
///
/// Sealed are 32 bytes of the share and 32 random bytes that its commitment in the set was made with.
struct ShareFile {
    let authority: String
    let set: String
    let custodian: String
    let number: UInt8
    let threshold: Int
    let sealed: SealedBytes

    static func name(_ authority: String, _ custodian: String) -> String { "\(authority)-\(custodian).share" }

    /// Seals a share.
    init(
        _ share: SecretShare, of id: String, in set: CustodySet, salt: [UInt8], under passphrase: Passphrase
    ) throws(CryptographyError) {
        authority = set.authority
        self.set = set.identifier
        custodian = id
        number = share.number
        threshold = set.threshold
        sealed = try SealedBytes(
            sealing: share.bytes + salt, under: passphrase, context: set.context(of: id, number: share.number))
    }

    /// Reads a file; nil when it is damaged or no share's.
    init?(reading bytes: [UInt8]) {
        guard let (file, digest) = try? Self.read(bytes), let file, file.digest == digest else { return nil }
        self = file
    }

    var encoded: [UInt8] {
        Array("{\n\(body)  \"sha256\": \"\(Hex.encode(digest))\"\n}\n".utf8)
    }

    private init(
        authority: String, set: String, custodian: String, number: UInt8, threshold: Int, sealed: SealedBytes
    ) {
        self.authority = authority
        self.set = set
        self.custodian = custodian
        self.number = number
        self.threshold = threshold
        self.sealed = sealed
    }

    private var digest: [UInt8] { DigestAlgorithm.sha256.digest(Array(body.utf8)) }

    private var body: String {
        """
          "authority": "\(authority)",
          "set": "\(set)",
          "custodian": "\(custodian)",
          "number": \(number),
          "threshold": \(threshold),
          "iterations": \(sealed.iterations),
          "salt": "\(Hex.encode(sealed.salt))",
          "nonce": "\(Hex.encode(sealed.nonce))",
          "ciphertext": "\(Hex.encode(sealed.ciphertext))",
          "tag": "\(Hex.encode(sealed.tag))",

        """
    }

    private static func read(_ bytes: [UInt8]) throws -> (ShareFile?, [UInt8]) {
        var file = try JSON5Object(reading: bytes)
        guard let number = UInt8(exactly: try file.integer("number")) else { return (nil, []) }
        let sealed = try SealedBytes(
            iterations: Int(try file.integer("iterations")), salt: try Hex.decode(try file.string("salt")),
            nonce: try Hex.decode(try file.string("nonce")),
            ciphertext: try Hex.decode(try file.string("ciphertext")), tag: try Hex.decode(try file.string("tag")))
        let share = ShareFile(
            authority: try file.string("authority"), set: try file.string("set"),
            custodian: try file.string("custodian"), number: number, threshold: Int(try file.integer("threshold")),
            sealed: sealed)
        let digest = try Hex.decode(try file.string("sha256"))
        try file.finish()
        return (share, digest)
    }
}
