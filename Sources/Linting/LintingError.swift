// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import PKIX

/// Why a draft got no clearance.
public enum LintingError: Error, Equatable, Sendable {
    // Refusals: the draft's doing.

    /// Rules object; one finding or more, in the rules' order.
    case refused([Finding])
    /// The draft's bytes are no certificate that can be read back, for instance for a malformed extension.
    case unreadable(PKIXError)
    /// The draft names a signature algorithm that the issuer's kind of key does not compute.
    case algorithm(AlgorithmIdentifier, KeyKind)
    /// The issuer's key, or a root's own, cannot be used.
    case issuerKey(CryptographyError)

    // Faults: ours.

    /// The throw-away key could not be made or did not sign.
    case throwAwayKey(CryptographyError)
}
