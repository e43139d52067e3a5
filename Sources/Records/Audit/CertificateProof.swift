// SPDX-License-Identifier: Apache-2.0
public import Transparency

/// What a subscriber is given with the certificate: that its issuance is a line of the audit log.
///
/// Whoever holds it needs nothing of the house to check it: the line names the certificate by its SHA-256, the proof
/// leads from the line to a head that the house signed, and cannot take back.
///
/// - SeeAlso: C2SP tlog-proof.
public struct CertificateProof: Sendable, Hashable {
    /// Issuer and serial number.
    public let reference: CertificateReference

    /// SHA-256 of the certificate's DER; 32 bytes.
    public let certificateSHA256: [UInt8]

    /// The place of the line that filed the certificate.
    public let line: Int

    /// The line's canonical bytes, which the tree's leaf is the hash of.
    public let entry: [UInt8]

    /// The proof, with the line in it; `nil` while no head was signed since the line was written: a second or two in a
    /// house that is served.
    public let proof: LogProof?
}

/// A certificate on record with what proves that it is in the log.
public struct ProvenCertificate: Sendable, Hashable {
    /// The issuance.
    public let record: IssuanceRecord

    /// The certificate; DER.
    public let certificate: [UInt8]

    /// Its line and proof.
    public let proof: CertificateProof
}
