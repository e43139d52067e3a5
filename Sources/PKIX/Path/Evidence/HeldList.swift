// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// A revocation list with the keys that it is known to be signed by.
final class HeldList: Sendable {
    let list: CertificateList
    /// The issuer's ``Name/matchKey``.
    let issuerKey: [UInt8]
    private let signatures = SignatureMemo()

    init(_ list: CertificateList) {
        self.list = list
        issuerKey = list.issuer.matchKey
    }

    /// Whether a key signed the list; `nil` when the budget is spent.
    func isSigned(by key: PublicKey, ledger: Ledger) -> Bool? {
        signatures.verdict(under: key, ledger: ledger) { list.isSigned(by: key) }
    }
}
