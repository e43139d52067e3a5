// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// A revocation list with the keys that it is known to be signed by.
///
/// What is known holds for ever, so one that is put into several stores is verified once.
public final class HeldList: Sendable {
    /// The list.
    public let list: CertificateList

    /// The issuer's ``Name/matchKey``.
    let issuerKey: [UInt8]
    private let signatures = SignatureMemo()

    /// Holds a list of which nothing is known yet.
    public init(_ list: CertificateList) {
        self.list = list
        issuerKey = list.issuer.matchKey
    }

    /// Whether a key signed the list; `nil` when the budget is spent.
    func isSigned(by key: PublicKey, ledger: Ledger) -> Bool? {
        signatures.verdict(under: key, ledger: ledger) { list.isSigned(by: key) }
    }
}
