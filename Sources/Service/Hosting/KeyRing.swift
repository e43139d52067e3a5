// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation

/// Keys of a home that were opened before, by file.
///
/// Opening one takes 600,000 rounds of PBKDF2, a fifth of a second that nobody needs to wait for twice.
final class KeyRing: @unchecked Sendable {
    private let lock = NSLock()
    private let passphrase: Passphrase
    private var keys: [String: PrivateKey] = [:]

    init(_ passphrase: Passphrase) {
        self.passphrase = passphrase
    }

    /// Opens a key, the first time.
    ///
    /// - Parameter file: encrypted PKCS#8.
    /// - Returns: the key.
    /// - Throws: ``ServiceError/key(file:_:)``, ``ServiceError/unreadable(file:cause:)``.
    func key(_ file: String) throws(ServiceError) -> PrivateKey {
        if let key = lock.withLock({ keys[file] }) { return key }
        let key = try Materials.key(file, passphrase)
        lock.withLock { keys[file] = key }
        return key
    }
}
