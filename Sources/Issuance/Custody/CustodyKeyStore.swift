// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import Foundation

/// A home's keys, some of which custodians hold together: those are opened by them, the others by another store.
public final class CustodyKeyStore: KeyStore, @unchecked Sendable {
    private let base: any KeyStore
    private let custody: SharedKeys
    private let plans: [String: CustodyPlan]
    private let documentSHA256: [UInt8]
    // Guarded by the lock: custodians are asked once, not for every use of a key.
    private let lock = NSLock()
    private var opened: [String: Passphrase] = [:]

    /// Puts custodians before a store.
    ///
    /// - Parameters:
    ///   - base: where keys are that no custodians hold.
    ///   - custody: of the home.
    ///   - plans: who is to hold keys that are made, by the authority's name.
    ///   - documentSHA256: of the ceremony's file that says so.
    public init(
        _ base: any KeyStore, custody: SharedKeys, plans: [String: CustodyPlan] = [:], documentSHA256: [UInt8] = []
    ) {
        self.base = base
        self.custody = custody
        self.plans = plans
        self.documentSHA256 = documentSHA256
    }

    /// Makes a key; keeping one that is planned for custodians writes their shares and then the key.
    ///
    /// - Parameters:
    ///   - name: of the authority or service.
    ///   - kind: of the key.
    /// - Returns: the key.
    /// - Throws: ``CeremonyError``; ``CeremonyError/custody(_:)`` before anything is made.
    public func newKey(named name: String, kind: KeyKind) throws(CeremonyError) -> NewKey {
        guard let plan = plans[name] else { return try base.newKey(named: name, kind: kind) }
        let passphrases = try custody.sealing(name, plan)
        let key: PrivateKey
        do throws(CryptographyError) {
            key = try PrivateKey.generate(kind)
        } catch {
            throw .key(error)
        }
        return NewKey(key) { [self] replacing throws(CeremonyError) in
            let passphrase = try custody.keep(
                key, of: name, under: plan, passphrases, documentSHA256: documentSHA256, replacing: replacing)
            lock.withLock { opened[name] = passphrase }
        }
    }

    /// Opens a key, by its custodians if they hold it.
    ///
    /// - Parameter name: of the authority or service.
    /// - Returns: the key.
    /// - Throws: ``CeremonyError``.
    public func key(_ name: String) throws(CeremonyError) -> any SigningKey {
        guard let key = try heldKey(name) else { return try base.key(name) }
        return key
    }

    /// Where a key that this store makes is found again.
    ///
    /// - Parameter name: of the authority or service.
    /// - Returns: its path below the home.
    public func reference(_ name: String) -> String {
        plans[name] == nil ? base.reference(name) : custody.home.keyReference(name)
    }

    /// A key that custodians hold; nil for one that they do not.
    func heldKey(_ name: String) throws(CeremonyError) -> PrivateKey? {
        if let passphrase = lock.withLock({ opened[name] }) {
            return try custody.home.key(name, passphrase: passphrase)
        }
        guard let set = try custody.set(of: name) else { return nil }
        let passphrase = try custody.passphrase(of: set)
        let key = try custody.home.key(name, passphrase: passphrase)
        lock.withLock { opened[name] = passphrase }
        return key
    }
}
