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

    /// The profiles that were issued under, by name, with the SHA-256 of their files.
    public let profiles: [String: [UInt8]]

    /// The certificates that were made; the authority's own first.
    public let certificates: [Made]

    /// The lists that were signed.
    public let lists: [List]

    /// The authorities whose certificates were revoked, with those certificates.
    public let revoked: [(name: String, certificate: Certificate)]

    /// The keys that were made.
    public let keys: [Key]

    /// Other files that were written, by path: custodians' shares.
    public let files: [String]

    /// What was done when, in order.
    public let steps: [Step]

    /// The audit log just before the line that ends the ceremony and holds the transcript's digest.
    public let auditHead: AuditHead

    /// The certificate that the act is about; nil where none was made.
    public var certificate: Certificate? { certificates.first?.certificate }

    /// The certificate of whoever signed the first; the same for a root.
    public var issuer: Certificate? { certificates.first?.issuer }

    /// A certificate that was made.
    public struct Made: Sendable {
        /// What it is called in the home and in URLs.
        public let name: String
        /// The certificate.
        public let certificate: Certificate
        /// What its issuer is called.
        public let issuerName: String
        /// Its issuer's certificate; the same for a root.
        public let issuer: Certificate
        /// How it was signed.
        public let signatureAlgorithm: SignatureAlgorithm
        /// Where it is; gone after a rehearsal.
        public let path: String
    }

    /// A list that was signed.
    public struct List: Sendable {
        /// Whose.
        public let authority: String
        /// The certificate of whoever signed it.
        public let issuer: Certificate
        /// The list.
        public let list: CertificateList
        /// Its number.
        public let number: Int64

        /// Takes a list.
        public init(authority: String, issuer: Certificate, list: CertificateList, number: Int64) {
            self.authority = authority
            self.issuer = issuer
            self.list = list
            self.number = number
        }
    }

    /// A key that was made.
    public struct Key: Sendable, Hashable {
        /// Whose.
        public let name: String
        /// Which kind.
        public let kind: KeyKind
        /// SHA-256 of its SubjectPublicKeyInfo.
        public let publicKeySHA256: [UInt8]
        /// Where it is; gone after a rehearsal.
        public let path: String
        /// How many custodians open it, of how many; nil when one passphrase does.
        public let custody: CustodyPlan?
    }

    /// One thing that was done.
    public struct Step: Sendable, Hashable {
        /// What.
        public let kind: StepKind
        /// When.
        public let time: Instant
        /// Of which authority, certificate or file; empty where it goes without saying.
        public let about: String
    }

    /// The things that are done at ceremonies.
    public enum StepKind: String, Sendable, Hashable, CaseIterable {
        /// The intention went into the audit log.
        case begun
        /// An earlier run of the same file was found in the log, stopped half-way; it is gone on with.
        case resumed
        /// A key that the earlier run made never came to a disk; it is lost, and signed nothing.
        case keyLost
        /// A signature that the earlier run may have made was given up, and its number revoked.
        case signatureGivenUp
        /// The issuer's key was opened.
        case issuerKeyOpened
        /// The certificate was drafted for a throw-away key, and no rule objected.
        case draftCleared
        /// The key was generated.
        case keyGenerated
        /// The key was encrypted and written; where custodians hold it, their shares were written and opened first.
        case keyWritten
        /// The authority was taken down in the records.
        case authorityEntered
        /// The certificate was linted, signed, compared and filed.
        case certificateIssued
        /// The certificate was written.
        case certificateWritten
        /// A link or cross-certificate was linted, signed, compared and filed.
        case linkIssued
        /// A link or cross-certificate was written.
        case linkWritten
        /// Who takes whose place was taken down.
        case successionEntered
        /// The key was encrypted anew and given to other custodians.
        case keyShared
        /// A list was signed, read back, held against the one before it and filed.
        case listSigned
        /// What was written was read back, and found to belong together and to verify.
        case verified
    }
}
