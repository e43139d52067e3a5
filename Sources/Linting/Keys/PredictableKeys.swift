// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// Keys that broken generators make, known by their digests: whoever has the list has the private keys too.
///
/// A list is text, one digest a line in hexadecimal, `#` before remarks:
///
///     7d6f1a0b2c3d4e5f6071    20 digits: the end of SHA-1 over "Modulus=", the modulus in capital hexadecimal, LF
///     3a7b…                   64 digits: SHA-256 of the SubjectPublicKeyInfo, for keys of any kind
///
/// The first form is that of Debian's `openssl-blacklist`, whose files can be used as they are.
///
/// - SeeAlso: CVE-2008-0166; CA/Browser Forum S/MIME BR 6.1.1.3 (3).
public struct PredictableKeys: Sendable, Hashable {
    /// By digest the name of the list, as its place in ``names``.
    private var moduli: [[UInt8]: Int] = [:]
    private var keys: [[UInt8]: Int] = [:]
    private var names: [String] = []

    /// How many digests there are.
    public var count: Int { moduli.count + keys.count }

    /// Begins with none.
    public init() {}

    /// Takes a list in.
    ///
    /// - Parameters:
    ///   - text: the list, ASCII.
    ///   - name: what findings call it; the file's name.
    /// - Throws: ``PredictableKeysError``, naming the line that is no digest.
    public mutating func add(_ text: [UInt8], named name: String) throws(PredictableKeysError) {
        names.append(name)
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let digest = line.prefix { $0 != UInt8(ascii: "#") }.filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0d }
            if digest.isEmpty { continue }
            guard let octets = try? Hex.decode(String(decoding: digest, as: UTF8.self).lowercased()),
                octets.count == 10 || octets.count == 32
            else { throw PredictableKeysError(list: name, line: index + 1) }
            if octets.count == 10 {
                moduli[octets] = names.count - 1
            } else {
                keys[octets] = names.count - 1
            }
        }
    }

    /// The list that has a key; nil when none has.
    ///
    /// - Parameter key: any.
    /// - Returns: the list's name.
    public func list(with key: PublicKey) -> String? {
        if !keys.isEmpty, let place = keys[DigestAlgorithm.sha256.digest(key.subjectPublicKeyInfo)] {
            return names[place]
        }
        guard !moduli.isEmpty, let modulus = key.rsaModulus else { return nil }
        return moduli[Self.digest(ofModulus: modulus)].map { names[$0] }
    }

    /// What a list of the first form has of a modulus: the last ten octets.
    static func digest(ofModulus modulus: [UInt8]) -> [UInt8] {
        let text = "Modulus=" + Hex.encode(modulus).uppercased() + "\n"
        return Array(DigestAlgorithm.sha1.digest(Array(text.utf8)).suffix(10))
    }
}
