// SPDX-License-Identifier: Apache-2.0
import PKIX
public import Records

/// What people know a certificate's holder by.
public struct HolderNames: Sendable, Hashable {
    /// The common name; Persian as a rule.
    public let common: String?
    /// The name in Latin letters.
    public let latin: String?

    /// Reads the names of a certificate that is on record.
    ///
    /// - Parameters:
    ///   - reference: which certificate.
    ///   - records: where it is.
    /// - Throws: ``RecordsError``.
    public init(of reference: CertificateReference, in records: Records) throws(RecordsError) {
        self.init(ofDER: try records.certificate(reference) ?? [])
    }

    /// Reads the names of a certificate.
    ///
    /// - Parameter der: the certificate; of anything else there are no names.
    public init(ofDER der: [UInt8]) {
        let subject = (try? Certificate(der: der))?.subject
        common = subject?.value(of: OID.commonName)
        latin = subject?.value(of: OID.name)
    }
}
