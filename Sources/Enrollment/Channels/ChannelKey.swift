// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import Foundation
import PKIX

/// The home's key that codes and links are worked out from.
///
/// A code is not drawn and kept: it is HMAC-SHA-256 of its random id, as digits. Who reads the records, an officer or a
/// thief of a backup, finds the ids and can work nothing out; who has the key without the records has no ids.
public struct ChannelKey: Sendable {
    private let key: @Sendable () throws -> KeyedDigest

    /// Names where the key is.
    ///
    /// - Parameter key: gives it, on any thread; asked each time.
    public init(_ key: @escaping @Sendable () throws -> KeyedDigest) { self.key = key }

    /// The code of an id.
    ///
    /// - Parameters:
    ///   - id: of a code on record.
    ///   - digits: how many it has; 4 to 10.
    /// - Returns: ASCII digits.
    /// - Throws: ``EnrollmentError/channelKey(_:)``.
    func code(of id: String, digits: Int) throws(EnrollmentError) -> String {
        let digest = try digest("code", id)
        // 2^64 is so much more than 10^10 that no digit is likelier than another by more than a billionth.
        let number = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let modulus = (0..<min(10, max(4, digits))).reduce(UInt64(1)) { power, _ in power * 10 }
        let text = "\(number % modulus)"
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// What stands in the link of a message: 128 bits, in base64url.
    func link(of id: String) throws(EnrollmentError) -> String {
        Base64.encode(Array(try digest("link", id).prefix(16)), .url)
    }

    /// What something is called where its own name must not stand.
    ///
    /// - Parameters:
    ///   - kind: of what.
    ///   - name: its own.
    /// - Returns: 32 bytes, the same for the same name.
    /// - Throws: ``EnrollmentError/channelKey(_:)``.
    public func name(_ kind: String, _ name: String) throws(EnrollmentError) -> [UInt8] {
        try digest("name-" + kind, name)
    }

    private func digest(_ use: String, _ text: String) throws(EnrollmentError) -> [UInt8] {
        do {
            return try key().digest(of: Array("mohr channel v1\n\(use)\n\(text)".utf8))
        } catch {
            throw .channelKey(CaseWords.of(error))
        }
    }
}
