// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
public import PKIX
public import Records

/// What was done at a ceremony, in facts that a third person can check with `openssl` alone.
///
/// A rehearsal gives one of the same shape.
public struct CeremonyTranscript: Sendable {
    /// The file that was performed.
    public let document: CeremonyDocument

    /// Whether it was a rehearsal, with keys that are gone.
    public let isRehearsal: Bool

    /// SHA-256 of the profile's file.
    public let profileSHA256: [UInt8]

    /// The certificate.
    public let certificate: Certificate

    /// The certificate of whoever signed; the same for a root.
    public let issuer: Certificate

    /// How it was signed.
    public let signatureAlgorithm: SignatureAlgorithm

    /// Where the encrypted key is; gone after a rehearsal.
    public let keyPath: String

    /// Where the certificate is; gone after a rehearsal.
    public let certificatePath: String

    /// What was done when, in order.
    public let steps: [Step]

    /// The audit log after the last line about the ceremony.
    public let auditHead: AuditHead

    /// One thing that was done.
    public struct Step: Sendable, Hashable {
        /// What.
        public let kind: StepKind
        /// When.
        public let time: Instant
    }

    /// The things that are done at a ceremony, in their order.
    public enum StepKind: String, Sendable, Hashable, CaseIterable {
        /// The intention went into the audit log.
        case begun
        /// The issuer's key was opened; at a root's ceremony there is none.
        case issuerKeyOpened
        /// The key was generated.
        case keyGenerated
        /// The key was encrypted and written.
        case keyWritten
        /// The authority was taken down in the records.
        case authorityEntered
        /// The certificate was linted, signed, compared and filed.
        case certificateIssued
        /// The certificate was written.
        case certificateWritten
        /// Key and certificate were read back, opened, and found to belong together and to verify.
        case verified
        /// The end went into the audit log.
        case ended
    }
}
