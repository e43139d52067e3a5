// SPDX-License-Identifier: Apache-2.0
public import DER

/// What the status index knows of one certificate.
public struct IndexedCertificate: Sendable, Hashable {
    /// Issuer and serial number.
    public let reference: CertificateReference

    /// SHA-256 of the certificate's DER, 32 bytes; nil for a number that was revoked without a
    /// certificate on record, because a signature may exist.
    public let certificateSHA256: [UInt8]?

    /// Everything its status ever was, in order, without gaps; the last one open.
    public let intervals: [StatusInterval]

    /// Whether every row of it is what the audit log says; one that is not is answered by nobody.
    var isBound = true

    /// Its status at a moment; nil before it was issued.
    ///
    /// - Parameter instant: any moment; one in the future is answered as things stand.
    /// - Returns: the interval that the moment lies in, or nil.
    public func status(at instant: Instant) -> StatusInterval? {
        intervals.last { $0.contains(instant) }
    }
}
