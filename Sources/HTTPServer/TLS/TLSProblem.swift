// SPDX-License-Identifier: Apache-2.0

/// What is wrong with the TLS part of a configuration.
public enum TLSProblem: String, Sendable, Hashable, CaseIterable {
    /// The certificate chain is not PEM certificates.
    case certificateChain
    /// The private key is not an unencrypted PEM private key.
    case privateKey
    /// The private key is not the certificate's.
    case keyMismatch
    /// An anchor or authority is not a certificate.
    case authority
    /// OpenSSL would not make a context.
    case context
}
