// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Database
import PKIX

/// Every certificate on record: read, held against its draft, and verified under its authority's key.
struct CertificateCheck {
    /// The keys of authorities, by the subject's name.
    private var keys: [Name: [PublicKey]] = [:]

    /// Names of authorities and links with a certificate that no line speaks of.
    private var strangers: [String] = []

    /// Reads the authorities.
    init(_ reading: Reading<RecordsError>) throws(RecordsError) {
        let lines = try AuthorityLines(reading)
        let found = try reading.rows(
            """
            SELECT name, certificate FROM authorities WHERE certificate IS NOT NULL
            UNION ALL SELECT name, certificate FROM authority_links
            """
        ) { row throws(RecordsError) in (name: try row.text(0), der: try row.blob(1)) }
        for (name, der) in found {
            if !lines.say(der) { strangers.append(name) }
            guard let certificate = try? Certificate(der: der), let key = try? certificate.publicKey() else { continue }
            keys[certificate.subject, default: []].append(key)
        }
    }

    /// Goes through all that was issued.
    ///
    /// - Parameter reading: the records.
    /// - Returns: what does not stand.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    func breaches(_ reading: Reading<RecordsError>) throws(RecordsError) -> [InvariantBreach] {
        var found = strangers.map { InvariantBreach(.certificateStands, "authority:\($0)", "certificateWithoutLine") }
        try reading.forEach(
            """
            SELECT i.authority, i.serial, i.certificate_sha256, c.der, d.tbs FROM issuances AS i
            LEFT JOIN certificates AS c ON c.issuance = i.id LEFT JOIN drafts AS d ON d.issuance = i.id
            WHERE i.state = 'issued' ORDER BY i.id
            """
        ) { row throws(RecordsError) in
            let reference = CertificateReference(authority: try row.text(0), serial: try row.serial(1))
            let fact = Self.fact(
                reference, sha256: try row.blobOrNil(2), der: try row.blobOrNil(3), draft: try row.blobOrNil(4), keys)
            if let fact { found.append(InvariantBreach(.certificateStands, reference.auditSubject, fact)) }
        }
        return found
    }

    private static func fact(
        _ reference: CertificateReference, sha256: [UInt8]?, der: [UInt8]?, draft: [UInt8]?,
        _ keys: [Name: [PublicKey]]
    ) -> String? {
        guard let der else { return "missing" }
        guard DigestAlgorithm.sha256.digest(der) == sha256 else { return "otherHash" }
        guard let certificate = try? Certificate(der: der) else { return "unreadable" }
        guard certificate.serialNumber == reference.serial else { return "otherSerial" }
        guard let draft else { return "draftMissing" }
        guard certificate.tbsEncoded == draft[...] else { return "differsFromDraft" }
        let isSigned = keys[certificate.issuer, default: []].contains { certificate.isSigned(by: $0) }
        return isSigned ? nil : "notSignedByAuthority"
    }
}
