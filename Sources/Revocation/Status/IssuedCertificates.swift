// SPDX-License-Identifier: Apache-2.0
public import Records

/// Every certificate that was issued and what is told of it, in memory: what lists and answers are made of.
///
/// The records' ``StatusIndex`` is one; measurements bring their own.
public protocol IssuedCertificates: Sendable {
    /// Grows with every change; at the same position the same is known.
    var position: Int { get }

    /// What is known of a certificate; nil if it was never issued.
    ///
    /// - Parameter reference: authority and serial number.
    /// - Returns: its status as things stand.
    func issued(_ reference: CertificateReference) -> IssuedCertificate?

    /// Shows every certificate, in no promised order.
    ///
    /// - Parameter body: is shown each.
    func forEachIssued(_ body: (CertificateReference, IssuedCertificate) -> Void)
}

/// What is known of an issued certificate.
public struct IssuedCertificate: Sendable, Hashable {
    /// What is told of it.
    public let presented: PresentedStatus

    /// SHA-256 of the certificate's DER; nil for a number that was revoked since a signature may exist.
    public let sha256: [UInt8]?

    /// Describes a certificate.
    public init(presented: PresentedStatus, sha256: [UInt8]?) {
        self.presented = presented
        self.sha256 = sha256
    }
}

extension StatusIndex: IssuedCertificates {
    /// What is known of a certificate; nil if it was never issued.
    ///
    /// - Parameter reference: authority and serial number.
    /// - Returns: its status as things stand.
    public func issued(_ reference: CertificateReference) -> IssuedCertificate? {
        certificate(reference).map {
            IssuedCertificate(presented: PresentedStatus($0.intervals), sha256: $0.certificateSHA256)
        }
    }

    /// Shows every certificate, in no promised order.
    ///
    /// - Parameter body: is shown each.
    public func forEachIssued(_ body: (CertificateReference, IssuedCertificate) -> Void) {
        forEach { certificate in
            body(
                certificate.reference,
                IssuedCertificate(
                    presented: PresentedStatus(certificate.intervals), sha256: certificate.certificateSHA256))
        }
    }
}
