// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Database

extension Records {
    /// Whether a line of the log says that a certificate is an authority's, or a link's.
    ///
    /// - Parameter certificate: DER.
    /// - Returns: whether one does.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: O(n) lines; for certificates that no issuance is on record of.
    public func isAuthoritys(_ certificate: [UInt8]) throws(RecordsError) -> Bool {
        try read { reading throws(RecordsError) in
            try AuthorityLines(reading).say(certificate)
        }
    }
}

/// What the log says of authorities' certificates.
struct AuthorityLines {
    private var digests: Set<String> = []

    /// Reads the lines.
    init(_ reading: Reading<RecordsError>) throws(RecordsError) {
        let details = try reading.rows(
            """
            SELECT details FROM audit WHERE act = 'authority.entered' OR act = 'authority.certified'
            OR act = 'authority.linked' ORDER BY sequence
            """
        ) { row throws(RecordsError) in try row.text(0) }
        digests = Set(details.compactMap { CanonicalJSON.fields($0)?["certificateSHA256"] })
    }

    /// Whether a line says that a certificate is an authority's, or a link's.
    func say(_ certificate: [UInt8]) -> Bool { digests.contains(DigestAlgorithm.sha256.digest(certificate).hex) }
}
