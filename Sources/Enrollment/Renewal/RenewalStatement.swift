// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER

/// What a subscriber signs with the old key to have a new one certified.
///
///     mohr renewal v1 LF
///     certificate-sha256: <64 hexadecimal digits> LF     the old certificate
///     serial: <hexadecimal> LF                           its serial number
///     key-sha256: <64 hexadecimal digits> LF             the new key's SubjectPublicKeyInfo
///     terms-sha256: <64 hexadecimal digits> LF           the terms that are accepted with it
///     time: <RFC 3339, UTC> LF                           when it was signed
///
/// It is the content of a CMS SignedData by the old key. It names nothing of the person: what the new certificate says is
/// taken from the records.
///
/// - SeeAlso: ETSI EN 319 411-1 REG-6.3.7-03 and -04; CP/CPS 4.7.3.
public struct RenewalStatement: Sendable, Hashable {
    /// SHA-256 of the old certificate's DER; 32 bytes.
    public let certificateSHA256: [UInt8]
    /// The old certificate's serial number, hexadecimal.
    public let serial: String
    /// SHA-256 of the new key's SubjectPublicKeyInfo; 32 bytes.
    public let publicKeySHA256: [UInt8]
    /// SHA-256 of the terms, hexadecimal.
    public let termsSHA256: String
    /// When it was signed.
    public let time: Instant

    /// Draws a statement up.
    ///
    /// - Parameters:
    ///   - certificateSHA256: of the old certificate.
    ///   - serial: the old certificate's, hexadecimal.
    ///   - publicKeySHA256: of the new key.
    ///   - termsSHA256: of the terms in force, hexadecimal.
    ///   - time: now.
    public init(
        certificateSHA256: [UInt8], serial: String, publicKeySHA256: [UInt8], termsSHA256: String, time: Instant
    ) {
        self.certificateSHA256 = certificateSHA256
        self.serial = serial
        self.publicKeySHA256 = publicKeySHA256
        self.termsSHA256 = termsSHA256
        self.time = time
    }

    /// What to sign; ASCII.
    public var bytes: [UInt8] {
        let values = [
            Hex.encode(certificateSHA256), serial, Hex.encode(publicKeySHA256), termsSHA256, time.rfc3339,
        ]
        let lines = [Self.title] + zip(Self.names, values).map { "\($0): \($1)" }
        return lines.flatMap { Array($0.utf8) + [0x0A] }
    }

    /// Reads a statement; only the very bytes that ``bytes`` gives are one.
    ///
    /// - Parameter bytes: what was signed.
    /// - Throws: ``RenewalRefusal/statement(line:)``, counted from 1.
    public init(checking bytes: [UInt8]) throws(RenewalRefusal) {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard bytes.count <= 1_024, lines.first == Self.title else { throw .statement(line: 1) }
        guard lines.count == Self.names.count + 2, lines.last == "" else { throw .statement(line: lines.count) }
        var values: [String] = []
        for (index, name) in Self.names.enumerated() {
            let line = lines[index + 1]
            guard line.hasPrefix(name + ": ") else { throw .statement(line: index + 2) }
            values.append(String(line.dropFirst(name.count + 2)))
        }
        guard let certificate = try? Hex.decode(values[0]), certificate.count == 32 else { throw .statement(line: 2) }
        guard let key = try? Hex.decode(values[2]), key.count == 32 else { throw .statement(line: 4) }
        guard let time = Instant(rfc3339: values[4]) else { throw .statement(line: 6) }
        self.init(
            certificateSHA256: certificate, serial: values[1], publicKeySHA256: key, termsSHA256: values[3], time: time)
        // One statement, one spelling: nothing that only looks like it is signed for.
        guard self.bytes == bytes else { throw .statement(line: 0) }
    }

    private static let title = "mohr renewal v1"
    private static let names = ["certificate-sha256", "serial", "key-sha256", "terms-sha256", "time"]
}
