// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Database

/// A certificate as a home that is grown to be measured gets it.
public struct GrownCertificate: Sendable {
    /// The authority and the number.
    public let reference: CertificateReference

    /// What it is for.
    public let request: IssuanceRequest

    /// What was signed.
    public let draft: IssuanceDraft

    /// The certificate; DER.
    public let certificate: [UInt8]

    /// Describes a certificate.
    public init(
        reference: CertificateReference, request: IssuanceRequest, draft: IssuanceDraft, certificate: [UInt8]
    ) {
        self.reference = reference
        self.request = request
        self.draft = draft
        self.certificate = certificate
    }
}

extension Records {
    /// Puts many certificates on record in one transaction, each with its lines, for homes that drills and measurements
    /// grow.
    ///
    /// Not for issuance: the intent to sign has to be on record before the key is used, and here both come together.
    ///
    /// - Parameters:
    ///   - certificates: a thousand at the most, since everybody waits for the transaction.
    ///   - status: what they begin as.
    ///   - actor: who grows the home.
    ///   - time: when.
    /// - Throws: ``RecordsError``; then none is on record.
    public func grow(
        _ certificates: [GrownCertificate], as status: RecordedStatus = .good, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let hand = Hand(actor: actor, time: time)
            for grown in certificates { try ledger.grow(grown, as: status, by: hand) }
        }
    }
}

extension Ledger {
    fileprivate func grow(
        _ grown: GrownCertificate, as status: RecordedStatus, by hand: Hand
    ) throws(RecordsError) {
        let reference = grown.reference
        try open(
            reference, for: grown.request, draft: grown.draft,
            line: (AuditAct.certificateSigning, grown.draft.auditDetails), as: .signing, by: hand)
        let issuance = try self.issuance(reference, at: [.signing])
        try putOnRecord(
            grown.certificate, sha256: DigestAlgorithm.sha256.digest(grown.certificate), of: reference, issuance,
            as: status, by: hand)
    }
}
