// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation

/// A key whose signatures are not what they should be, or do not come.
final class ChangedKey: SigningKey {
    private let key: PrivateKey
    private let change: @Sendable ([UInt8]) -> [UInt8]?

    /// Changes what the key signs; with nil it fails.
    init(_ key: PrivateKey, _ change: @escaping @Sendable ([UInt8]) -> [UInt8]?) {
        self.key = key
        self.change = change
    }

    var publicKey: PublicKey { key.publicKey }

    func sign(_ message: [UInt8], by algorithm: SignatureAlgorithm) throws(CryptographyError) -> [UInt8] {
        guard let signature = change(try key.sign(message, by: algorithm)) else {
            throw .wrongPassphrase
        }
        return signature
    }

    func signature(
        ofDigest digest: [UInt8], by algorithm: SignatureAlgorithm
    ) throws(CryptographyError) -> [UInt8] {
        try key.signature(ofDigest: digest, by: algorithm)
    }
}

/// A key that counts its signatures, and waits before each while it is told to.
final class SlowKey: SigningKey, @unchecked Sendable {
    private let key: PrivateKey
    private let condition = NSCondition()
    private var isStopped = false
    private var waiting = 0
    private var made = 0

    init(_ key: PrivateKey) { self.key = key }

    var publicKey: PublicKey { key.publicKey }

    /// How many signatures were made.
    var count: Int { condition.withLock { made } }

    func stop() { condition.withLock { isStopped = true } }

    func goOn() {
        condition.withLock {
            isStopped = false
            condition.broadcast()
        }
    }

    /// Waits until so many signatures are waited for.
    func awaitWaiting(_ number: Int) {
        condition.lock()
        while waiting < number { condition.wait() }
        condition.unlock()
    }

    func sign(_ message: [UInt8], by algorithm: SignatureAlgorithm) throws(CryptographyError) -> [UInt8] {
        condition.lock()
        waiting += 1
        condition.broadcast()
        while isStopped { condition.wait() }
        waiting -= 1
        made += 1
        condition.unlock()
        return try key.sign(message, by: algorithm)
    }

    func signature(
        ofDigest digest: [UInt8], by algorithm: SignatureAlgorithm
    ) throws(CryptographyError) -> [UInt8] {
        try key.signature(ofDigest: digest, by: algorithm)
    }
}
