// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Claims that are on record without an answer though nobody works on them: the disk failed when they were to be let go.
final class StrayClaims: @unchecked Sendable {
    private struct Claim: Hashable {
        let actor: String
        let key: String
    }

    private let lock = NSLock()
    private var claims: Set<Claim> = []
    /// Given to somebody whose own claim is not on the disk yet.
    private var given: Set<Claim> = []

    /// Remembers one.
    func add(_ key: String, of actor: String) {
        lock.withLock { _ = claims.insert(Claim(actor: actor, key: key)) }
    }

    /// Gives one to whoever asks first.
    func take(_ key: String, of actor: String) -> Bool {
        lock.withLock {
            guard let claim = claims.remove(Claim(actor: actor, key: key)) else { return false }
            given.insert(claim)
            return true
        }
    }

    /// The claim of whoever it was given to is on the disk, or is not and the next may have it.
    func settle(_ key: String, of actor: String, isOnRecord: Bool) {
        lock.withLock {
            guard let claim = given.remove(Claim(actor: actor, key: key)) else { return }
            if !isOnRecord { claims.insert(claim) }
        }
    }
}
