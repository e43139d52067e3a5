// SPDX-License-Identifier: Apache-2.0

/// The moments between the steps of an issuance, in their order.
///
/// A process that is killed at any of them leaves records that the next start explains. Tests stop it there, by the
/// closure that ``CertificateAuthority`` calls.
public enum IssuancePoint: String, Sendable, CaseIterable {
    /// A serial number is drawn; nothing is on record.
    case serialDrawn
    /// The draft has passed the lints; nothing is on record.
    case draftCleared
    /// Serial number, draft, its linted copy and the intent to sign are on record, in one transaction.
    case intentRecorded
    /// The issuer's key has signed; the certificate is in this process's memory only.
    case signed
    /// The certificate is on record.
    case certificateFiled
}
