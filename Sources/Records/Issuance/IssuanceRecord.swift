// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// One issuance: a certificate, or what was to become one.
public struct IssuanceRecord: Sendable, Hashable {
    /// The sequence of the audit line that opened it.
    public let id: Int

    /// Issuer and serial number.
    public let reference: CertificateReference

    /// The application it answers; nil for what no one applies for.
    public let application: String?

    /// The office that enrolled the holder.
    public let office: String?

    /// The profile it is issued under.
    public let profile: String

    /// How far it has come.
    public let state: IssuanceState

    /// What the holder is found by.
    public let subject: SubjectKeys

    /// From when to when the certificate is valid; nil before there is a draft.
    public let validity: Validity?

    /// When the serial number was reserved.
    public let reserved: Instant

    /// When the certificate was filed; nil before.
    public let filed: Instant?

    /// SHA-256 of the certificate's DER, 32 bytes; nil before it is filed.
    public let certificateSHA256: [UInt8]?

    /// SHA-256 of the key's SubjectPublicKeyInfo in DER, 32 bytes; nil before there is a draft.
    public let publicKeySHA256: [UInt8]?

    /// What the key computes with, such as `P-256`; nil before there is a draft.
    public let keyAlgorithm: String?

    /// The batch of chips or tokens that the key lives in; nil if nobody said.
    public let chipBatch: String?
}

extension IssuanceRecord {
    /// The same, issued.
    func filed(as sha256: [UInt8], at time: Instant) -> IssuanceRecord {
        IssuanceRecord(
            id: id, reference: reference, application: application, office: office, profile: profile, state: .issued,
            subject: subject, validity: validity, reserved: reserved, filed: time, certificateSHA256: sha256,
            publicKeySHA256: publicKeySHA256, keyAlgorithm: keyAlgorithm, chipBatch: chipBatch)
    }

    static let selection = """
        SELECT id, authority, serial, application, office, profile, state, name_key, national_id_key, licence,
            not_before, not_after, reserved, filed_time, certificate_sha256, public_key_sha256, key_algorithm, chip_batch
        FROM issuances
        """
}
