// SPDX-License-Identifier: Apache-2.0
import PKIX
import Records

extension ServedAuthorities {
    /// Refuses to begin with the certificate of an authority that the log knows nothing of.
    ///
    /// Whoever can write into the database could put an anchor of their own there, and every verdict would rest on it.
    ///
    /// - Parameters:
    ///   - index: the certificates on record.
    ///   - records: asked of those that were not issued here.
    /// - Throws: ``RecordsError/damaged(table:column:)``.
    func refuseAltered(_ index: StatusIndex, _ records: Records) throws(RecordsError) {
        for (table, known) in [("authorities", certificates), ("authority_links", links)] {
            for certificate in known.values where index.certificate(sha256: certificate.sha256) == nil {
                guard try records.isAuthoritys(certificate.encoded) else {
                    throw .damaged(table: table, column: "certificate")
                }
            }
        }
    }
}
