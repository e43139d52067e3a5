// SPDX-License-Identifier: Apache-2.0
public import DER
import PKIX

/// What a receipt says: that a signature was seen, and what was known of it then.
///
/// It holds digests and verdicts, never content, a name, or who asked. What is stamped are its canonical bytes: the JSON
/// object below without spaces, its members sorted (RFC 8785), times in RFC 3339 UTC, digests in hexadecimal:
///
///     {"certificateSHA256":…,"certificateStatus":{"source":…,"status":…,"thisUpdate":…},"contentSHA256":…,
///      "decision":…,"indication":…,"log":{"id":…,"root":…,"size":…},"policy":…,"purpose":…,
///      "signatureSHA256":…,"snapshot":…,"subIndication":…,"time":…,"version":1}
///
/// - SeeAlso: ETSI EN 319 102-1 3.1 (proof of existence); 21 CFR 1311.210 (c).
public struct ReceiptStatement: Sendable, Hashable {
    /// SHA-256 of the signature value; 32 bytes.
    public let signatureSHA256: [UInt8]
    /// SHA-256 of the content; `nil` when only another digest of it was known.
    public let contentSHA256: [UInt8]?
    /// SHA-256 of the signer's certificate; 32 bytes.
    public let certificateSHA256: [UInt8]
    /// What was known of the certificate.
    public let certificateStatus: CertificateStatusReport
    /// What it was judged for.
    public let purpose: String
    /// The policy's name and digest.
    public let policy: String
    /// What to do, by this signature alone.
    public let decision: Decision
    /// The main indication.
    public let indication: Indication
    /// Why it did not pass.
    public let subIndication: SubIndication?
    /// The digest of what it was judged by, hexadecimal.
    public let snapshot: String
    /// The audit log when it was judged.
    public let log: ReceiptLog
    /// When it was judged, by the clock of whoever did; the token's time is the one that is proven.
    public let time: Instant

    /// States what was seen; `nil` for a signature that is not ``SignatureReport/isIntact``: such are not kept.
    ///
    /// - Parameters:
    ///   - signature: what was found about a signature, judged as of now.
    ///   - report: the report that it is in.
    ///   - log: the audit log as it stands.
    public init?(
        of signature: SignatureReport, in report: ValidationReport, log: ReceiptLog
    ) {
        guard signature.isIntact, let signatureSHA256 = signature.valueSHA256, let signer = signature.signer,
            let status = signature.certificateStatus
        else {
            return nil
        }
        self.init(
            signatureSHA256: signatureSHA256, contentSHA256: report.contentSHA256,
            certificateSHA256: signer.certificate.sha256, certificateStatus: status, purpose: report.purpose,
            policy: report.policy, decision: signature.decision,
            indication: signature.indication, subIndication: signature.subIndication, snapshot: report.snapshot,
            log: log, time: report.referenceTime.value)
    }

    init(
        signatureSHA256: [UInt8], contentSHA256: [UInt8]?, certificateSHA256: [UInt8],
        certificateStatus: CertificateStatusReport, purpose: String, policy: String, decision: Decision,
        indication: Indication, subIndication: SubIndication?, snapshot: String, log: ReceiptLog, time: Instant
    ) {
        self.signatureSHA256 = signatureSHA256
        self.contentSHA256 = contentSHA256
        self.certificateSHA256 = certificateSHA256
        self.certificateStatus = certificateStatus
        self.purpose = purpose
        self.policy = policy
        self.decision = decision
        self.indication = indication
        self.subIndication = subIndication
        self.snapshot = snapshot
        self.log = log
        self.time = time
    }
}
