// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// A digest that only the holder of a key can make: HMAC with SHA-256.
///
/// - SeeAlso: RFC 2104; RFC 4231 (test vectors).
public struct KeyedDigest: Sendable, CustomStringConvertible, CustomReflectable {
    private let key: [UInt8]

    /// Takes a key.
    ///
    /// - Parameter key: 32 random bytes are right; any number is taken.
    public init(key: [UInt8]) {
        self.key = key
    }

    /// The digest of a message.
    ///
    /// - Parameter message: any bytes.
    /// - Returns: 32 bytes.
    /// - Throws: ``CryptographyError`` when the library fails.
    public func digest(of message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        var count: UInt32 = 32
        let result = unsafe HMAC(
            EVP_sha256(), key, Int32(clamping: key.count), message, message.count, &digest, &count)
        guard unsafe result != nil, count == 32 else { throw .drained("HMAC") }
        return digest
    }

    /// Nothing of the key.
    public var description: String { "‹secret›" }

    /// Shows what ``description`` shows.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
