// SPDX-License-Identifier: Apache-2.0
import Cryptography
import PKIX

/// The hash by which the records know a public key.
enum KeyHash {
    /// Finds the hash that a command line means.
    ///
    /// - Parameter text: SHA-256 of the SubjectPublicKeyInfo in hex, or a file: a certificate, a certification request
    ///   or a public key, PEM or DER.
    /// - Returns: 64 hexadecimal digits.
    /// - Throws: ``CommandFailure`` for a file that cannot be read or holds no key.
    static func named(by text: String) throws(CommandFailure) -> String {
        if text.utf8.count == 64, (try? Hex.decode(text.lowercased())) != nil { return text }
        let bytes = try InputFiles.bytes(text, limit: 65_536)
        guard let key = key(in: bytes) else {
            throw CommandFailure(.input, "status.keyFile", ["file": text])
        }
        return Hex.encode(DigestAlgorithm.sha256.digest(key))
    }

    private static func key(in bytes: [UInt8]) -> [UInt8]? {
        if let certificate = try? Certificate.all(inPEMOrDER: bytes).first {
            return certificate.tbs.subjectPublicKeyInfo
        }
        let block = PEM.looksLikePEM(bytes) ? (try? PEM.blocks(in: bytes))?.first : nil
        let der = block?.bytes ?? bytes
        if let request = try? CertificationRequest(der: der) { return request.subjectPublicKeyInfo }
        return KeyKind.kind(ofSubjectPublicKeyInfo: der[...]) == nil ? nil : der
    }
}

/// A file of serial numbers: one a line, what follows `#` is a remark.
enum SerialFile {
    /// The words of a file.
    ///
    /// - Parameter path: the file's; `-` is standard input.
    /// - Returns: one word a number, unchecked.
    /// - Throws: ``CommandFailure`` for a file that cannot be read.
    static func words(_ path: String) throws(CommandFailure) -> [String] {
        let bytes = try InputFiles.bytes(path, limit: limit)
        return bytes.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line in
            let text = String(decoding: line.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
            let word = text.filter { $0 != " " && $0 != "\t" }
            return word.isEmpty ? nil : word
        }
    }

    /// A million numbers with their line ends, and room for remarks.
    private static let limit = 64 * 1_048_576
}
