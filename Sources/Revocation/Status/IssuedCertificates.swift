// SPDX-License-Identifier: Apache-2.0
public import DER
public import Records

/// Every certificate that was issued and what is told of it, in memory: what lists and answers are made of.
///
/// The records' ``StatusIndex`` is one; measurements bring their own.
public protocol IssuedCertificates: Sendable {
    /// Grows with every change; at the same position the same is known.
    var position: Int { get }

    /// Of how many certificates what is on record is not believed; it only grows.
    var doubted: Int { get }

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

    /// Until when it was shown as on hold the last time, if that is over; delta lists say that it is.
    public let heldUntil: Instant?

    /// Describes a certificate.
    public init(presented: PresentedStatus, sha256: [UInt8]?, heldUntil: Instant? = nil) {
        self.presented = presented
        self.sha256 = sha256
        self.heldUntil = heldUntil
    }

    init(_ certificate: IndexedCertificate) {
        let held = certificate.intervals.last { $0.status == .onHold || $0.status == .pendingAcceptance }
        self.init(
            presented: PresentedStatus(certificate.intervals), sha256: certificate.certificateSHA256,
            heldUntil: held?.until)
    }
}

extension StatusIndex: IssuedCertificates {
    /// The certificates whose rows are not what the log says.
    public var doubted: Int { untrusted.count }

    /// What is known of a certificate; nil if it was never issued.
    ///
    /// - Parameter reference: authority and serial number.
    /// - Returns: its status as things stand.
    public func issued(_ reference: CertificateReference) -> IssuedCertificate? {
        certificate(reference).map { IssuedCertificate($0) }
    }

    /// Shows every certificate, in no promised order.
    ///
    /// - Parameter body: is shown each.
    public func forEachIssued(_ body: (CertificateReference, IssuedCertificate) -> Void) {
        forEach { body($0.reference, IssuedCertificate($0)) }
    }
}

extension IssuedCertificates {
    /// Of how many certificates what is on record is not believed; answers of before may be about them.
    public var doubted: Int { 0 }
}
