// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation

/// The keys that lint certificates are signed with: one a kind of issuer, made when first asked for, never kept.
///
/// They live and die with the process, so what they signed can never be verified under anything that is trusted.
final class ThrowAwayKeys: Sendable {
    static let shared = ThrowAwayKeys()

    private let state = LockedKeys()

    /// The key that stands in for an issuer's.
    ///
    /// - Parameter subjectPublicKeyInfo: the issuer's key, DER.
    /// - Returns: a key of the same kind.
    /// - Throws: ``LintingError/issuerKey(_:)`` or ``LintingError/throwAwayKey(_:)``.
    func key(inPlaceOf subjectPublicKeyInfo: [UInt8]) throws(LintingError) -> PrivateKey {
        if let key = state.key(for: subjectPublicKeyInfo) { return key }
        let kind: KeyKind
        do throws(CryptographyError) {
            kind = try PublicKey(subjectPublicKeyInfo: subjectPublicKeyInfo).kind
        } catch {
            throw .issuerKey(error)
        }
        do throws(CryptographyError) {
            return try state.key(of: kind, for: subjectPublicKeyInfo)
        } catch {
            throw .throwAwayKey(error)
        }
    }
}

/// Two tables under one lock: reading an issuer's key to learn its kind costs as much as half a signature.
private final class LockedKeys: @unchecked Sendable {
    private let lock = NSLock()
    private var keys: [KeyKind: PrivateKey] = [:]
    private var kinds: [[UInt8]: KeyKind] = [:]

    func key(for issuer: [UInt8]) -> PrivateKey? {
        lock.withLock { kinds[issuer].flatMap { keys[$0] } }
    }

    func key(of kind: KeyKind, for issuer: [UInt8]) throws(CryptographyError) -> PrivateKey {
        if let key = lock.withLock({ keys[kind] }) { return remember(key, for: issuer) }
        // Made outside of the lock: RSA takes a second, and others' kinds may be there already.
        return remember(try PrivateKey.generate(kind), for: issuer)
    }

    private func remember(_ key: PrivateKey, for issuer: [UInt8]) -> PrivateKey {
        lock.withLock {
            let kind = key.publicKey.kind
            // A process has few issuers; ceremonies and tests that make many start over.
            if kinds.count >= 64 { kinds.removeAll() }
            kinds[issuer] = kind
            if let first = keys[kind] { return first }
            keys[kind] = key
            return key
        }
    }
}
