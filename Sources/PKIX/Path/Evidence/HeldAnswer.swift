// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// An OCSP response with the keys that it is known to be signed by, and the certificates that came with it.
///
/// What is known holds for ever, so one that is put into several stores is verified once.
public final class HeldAnswer: Sendable {
    /// The response.
    public let response: BasicOCSPResponse

    let certificates: [HeldCertificate]
    private let signatures = SignatureMemo()

    /// Holds a response of which nothing is known yet.
    public init(_ response: BasicOCSPResponse) {
        self.response = response
        certificates = response.certificates.map { HeldCertificate($0) }
    }

    /// Whether a key signed the response; `nil` when the budget is spent.
    func isSigned(by key: PublicKey, ledger: Ledger) -> Bool? {
        signatures.verdict(under: key, ledger: ledger) { response.isSigned(by: key) }
    }
}
