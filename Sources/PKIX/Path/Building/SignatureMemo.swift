// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// Which keys one signature has been tried with, and what came of it.
///
/// A signature is by a key or it is not, at every time and in every thread, so the answer is worth keeping as long as
/// the signed object is.
final class SignatureMemo: Sendable {
    private let verdicts = Locked<[PublicKey: Bool]>([:])

    /// A name has a handful of keys in its life; strangers' look-alikes beyond that are tried each time anew.
    static let limit = 32

    /// The answer, computed at most once for each key.
    ///
    /// - Parameters:
    ///   - key: the key to try.
    ///   - ledger: pays for a computation.
    ///   - compute: tries the key; may take a tenth of a millisecond, so no lock is held meanwhile.
    /// - Returns: `nil` when the budget does not allow another computation.
    func verdict(under key: PublicKey, ledger: Ledger, compute: () -> Bool) -> Bool? {
        if let known = verdicts.withLock({ $0[key] }) { return known }
        guard ledger.spendSignatureCheck() else { return nil }
        let verdict = compute()
        verdicts.withLock { known in
            // A key that fits is never forgotten for the sake of those that do not.
            if known.count >= Self.limit { known = known.filter(\.value) }
            if known.count < Self.limit { known[key] = verdict }
        }
        return verdict
    }
}
