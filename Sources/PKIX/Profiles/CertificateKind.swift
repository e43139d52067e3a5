// SPDX-License-Identifier: Apache-2.0

/// What a certificate is for, from which follows what it must and must not hold.
public enum CertificateKind: String, Sendable, Hashable, CaseIterable {
    /// A certificate authority; only a ceremony makes one.
    case authority
    /// An officer of a registration office, who signs in to the desk.
    case officer
    /// Answers for a certificate authority what the status of a certificate is.
    case ocspResponder
    /// A person who signs documents.
    case subscriber
    /// Makes time stamps.
    case timestampUnit
    /// A TLS listener of Mohr's own.
    case tlsServer
}
