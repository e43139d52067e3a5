// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import Issuance

/// The keys of a home by name, wherever each lives: the one door through which authorities, status responders and
/// timestamp units get theirs.
///
/// What was opened stays open: a key file takes 600,000 rounds of PBKDF2, a fifth of a second that nobody needs to wait
/// for twice.
final class KeyRing: @unchecked Sendable {
    private let lock = NSLock()
    private let home: Home
    private let passphrase: Passphrase?
    private let custody: SharedKeys
    /// Where keys are made, and found.
    let store: HomeKeyStore
    private var keys: [String: any SigningKey] = [:]

    init(_ home: Home, passphrase: Passphrase?, custodians: CustodianVoices = .none, token: PKCS11Token? = nil) {
        self.home = home
        self.passphrase = passphrase
        custody = SharedKeys(home.folder, voices: custodians)
        store = HomeKeyStore(home.folder, passphrase: passphrase, token: token)
    }

    /// Forgets a key, because another has its name now.
    func forget(_ name: String) { lock.withLock { keys[name] = nil } }

    /// Opens a key, the first time.
    ///
    /// - Parameter name: of the authority or service: `health`, `health-ocsp`.
    /// - Returns: the key.
    /// - Throws: ``ServiceError/key(file:_:)``, ``ServiceError/unreadable(file:cause:)``; ``ServiceError/ceremony(_:)``
    ///   naming the custodian where custodians hold it.
    func key(_ name: String) throws(ServiceError) -> any SigningKey {
        if let key = lock.withLock({ keys[name] }) { return key }
        let key = try open(name)
        lock.withLock { keys[name] = key }
        return key
    }

    /// Opens keys in files on all cores, before they are asked for one by one.
    ///
    /// - Parameter names: which; what cannot be opened is told when it is asked for.
    func openAhead(_ names: [String]) {
        let inFiles = names.filter { name in
            (try? home.folder.tokenURI(name)) ?? nil == nil && ((try? custody.set(of: name)) ?? nil) == nil
                && FileManager.default.isReadableFile(atPath: home.key(name))
        }
        DispatchQueue.concurrentPerform(iterations: inFiles.count) { _ = try? key(inFiles[$0]) }
    }

    /// The names of keys in use whose file cannot be read any more, or whose token does not answer: what works now from
    /// memory would not come up again.
    var unreachable: [String] {
        let names = lock.withLock { keys.keys.sorted() }
        return names.filter { name in
            if (try? home.folder.tokenURI(name)) ?? nil != nil { return !store.answers }
            return !FileManager.default.isReadableFile(atPath: home.key(name))
        }
    }

    private func open(_ name: String) throws(ServiceError) -> any SigningKey {
        do throws(CeremonyError) {
            if try home.folder.tokenURI(name) != nil { return try store.key(name) }
        } catch .key(let error) {
            throw .key(file: home.folder.tokenPath(name), error)
        } catch {
            throw .ceremony(error)
        }
        return try Materials.key(home.key(name), try heldPassphrase(name) ?? passphrase)
    }

    /// What custodians put together; nil for a key that they do not hold.
    private func heldPassphrase(_ name: String) throws(ServiceError) -> Passphrase? {
        do throws(CeremonyError) {
            return try custody.set(of: name).map { set throws(CeremonyError) in try custody.passphrase(of: set) }
        } catch {
            throw .ceremony(error)
        }
    }
}
