// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// A statement about the revocation of certificates: a list, an OCSP answer, or what the authority's records say.
///
/// Only what is about the certificates named and signed by someone who may say it becomes a fact.
public struct RevocationFacts: Sendable, Hashable {
    /// Its name among the facts.
    public let id: Facts.ID

    /// Where it comes from.
    public let source: CertificateStatusReport.Source

    /// The certificate of whoever signed it; `nil` for records.
    public let signer: Facts.ID?

    /// What it is signed with; `nil` for records.
    public let algorithm: AlgorithmFacts?

    /// When what it says was true at the latest.
    public let thisUpdate: Instant

    /// When newer is out at the latest; `nil` when it does not say.
    public let nextUpdate: Instant?

    /// From when on certificates stay in the list after they expired; `nil` when they may leave it then.
    ///
    /// - SeeAlso: `expiredCertsOnCRL`, ITU-T X.509 9.5.2.8; archiveCutoff, RFC 6960 4.4.4.
    public let keepsExpiredSince: Instant?

    /// What it says of each certificate.
    public let statements: [Facts.ID: RevocationStatus]

    /// States what was found.
    public init(
        id: Facts.ID, source: CertificateStatusReport.Source, signer: Facts.ID?, algorithm: AlgorithmFacts?,
        thisUpdate: Instant, nextUpdate: Instant?, keepsExpiredSince: Instant? = nil,
        statements: [Facts.ID: RevocationStatus]
    ) {
        self.id = id
        self.source = source
        self.signer = signer
        self.algorithm = algorithm
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.keepsExpiredSince = keepsExpiredSince
        self.statements = statements
    }
}
