// SPDX-License-Identifier: Apache-2.0

/// What a restart found unfinished, and what became of it.
public struct RecoveryReport: Sendable, Hashable {
    /// The issuances that were given up, oldest first.
    public let closed: [Closed]

    /// Requests that were being answered when the process stopped; each may be asked again.
    public let claimsForgotten: Int

    /// One issuance that a crash left unfinished.
    public struct Closed: Sendable, Hashable {
        /// Issuer and serial number; the number is spent.
        public let reference: CertificateReference

        /// The last step that is on record.
        public let reached: IssuanceState

        /// Whether the key may have been used.
        ///
        /// If so the number was revoked, and the next list has it.
        public let mayBeSigned: Bool

        /// The application that is approved again and can be issued under a new number.
        public let application: String?
    }
}
