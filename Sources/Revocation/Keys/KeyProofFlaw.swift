// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// What keeps a proof from being one.
public enum KeyProofFlaw: Sendable, Equatable {
    /// It is no request or key, or the request is not signed by the key in it.
    case unreadable(PKIXError)
    /// The request was made for something else: its common name does not say that the key is compromised.
    case saysSomethingElse
    /// The signature is not the key's over the statement.
    case signature
}
