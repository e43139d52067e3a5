// SPDX-License-Identifier: Apache-2.0
import DER
import Database
import PKIX

extension Records {
    /// An issuance, by issuer and serial number.
    ///
    /// - Parameter reference: which.
    /// - Returns: the issuance, in whatever state.
    /// - Throws: ``RecordsError/unknownCertificate(_:)``.
    public func issuance(_ reference: CertificateReference) throws(RecordsError) -> IssuanceRecord {
        try read { reading throws(RecordsError) in try IssuanceRecord.find(reference, in: reading) }
    }

    /// A certificate's bytes; nil if the issuance never came that far.
    ///
    /// - Parameter reference: which.
    /// - Returns: DER.
    /// - Throws: ``RecordsError/unknownCertificate(_:)`` if the number was never reserved.
    public func certificate(_ reference: CertificateReference) throws(RecordsError) -> [UInt8]? {
        try read { reading throws(RecordsError) in
            let record = try IssuanceRecord.find(reference, in: reading)
            return try reading.row("SELECT der FROM certificates WHERE issuance = ?", [.integer(Int64(record.id))]) {
                row throws(RecordsError) in try row.blob(0)
            }
        }
    }

    /// What was drafted for an issuance; nil if it never came that far.
    ///
    /// - Parameter reference: which.
    /// - Returns: the draft, or nil.
    /// - Throws: ``RecordsError/unknownCertificate(_:)`` if the number was never reserved.
    public func draft(of reference: CertificateReference) throws(RecordsError) -> IssuanceDraft? {
        try read { reading throws(RecordsError) in
            let record = try IssuanceRecord.find(reference, in: reading)
            guard let validity = record.validity else { return nil }
            return try reading.row(
                "SELECT tbs, lint_certificate FROM drafts WHERE issuance = ?", [.integer(Int64(record.id))]
            ) { row throws(RecordsError) in
                IssuanceDraft(
                    tbs: try row.blob(0), lintCertificate: try row.blob(1), subject: record.subject,
                    validity: validity)
            }
        }
    }

    /// Certificates, found by what is known of them.
    ///
    /// - Parameters:
    ///   - search: what is known.
    ///   - last: goes on after this one; nil begins.
    ///   - limit: how many at most.
    /// - Returns: issuances in every state, in the search's order; each search has an index.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func certificates(
        matching search: CertificateSearch, after last: IssuanceRecord? = nil, limit: Int = 100
    ) throws(RecordsError) -> [IssuanceRecord] {
        let (condition, arguments) = search.condition(after: last)
        return try read { reading throws(RecordsError) in
            try reading.rows(
                IssuanceRecord.selection + " WHERE " + condition + " LIMIT ?", arguments + [.integer(Int64(limit))]
            ) { row throws(RecordsError) in try IssuanceRecord(row) }
        }
    }

    /// Issuances that were begun and neither finished nor given up, oldest first.
    ///
    /// While nobody is issuing, each is the trace of a crash: see ``recover(at:)``.
    public func unfinishedIssuances() throws(RecordsError) -> [IssuanceRecord] {
        try read { reading throws(RecordsError) in
            try reading.rows(IssuanceRecord.selection + IssuanceRecord.unfinished) { row throws(RecordsError) in
                try IssuanceRecord(row)
            }
        }
    }
}

extension IssuanceRecord {
    // Spelled as in the index of the schema, so that it is used.
    static let unfinished = " WHERE state <> 'issued' AND state <> 'abandoned' ORDER BY id"

    init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        var validity: Validity?
        if let notBefore = try row.timeOrNil(10), let notAfter = try row.timeOrNil(11) {
            validity = Validity(notBefore: notBefore, notAfter: notAfter)
        }
        self.init(
            id: Int(try row.integer(0)),
            reference: CertificateReference(authority: try row.text(1), serial: try row.serial(2)),
            application: try row.textOrNil(3), office: try row.textOrNil(4), profile: try row.text(5),
            state: try row.value(6, of: "issuances", "state"),
            subject: SubjectKeys(
                name: try row.textOrNil(7), nationalID: try row.textOrNil(8), licence: try row.textOrNil(9)),
            validity: validity, reserved: try row.time(12), filed: try row.timeOrNil(13),
            certificateSHA256: try row.blobOrNil(14), publicKeySHA256: try row.blobOrNil(15),
            keyAlgorithm: try row.textOrNil(16), chipBatch: try row.textOrNil(17))
    }

    static func find(
        _ reference: CertificateReference, in reading: Reading<RecordsError>
    ) throws(RecordsError) -> IssuanceRecord {
        let found = try reading.row(
            selection + " WHERE authority = ? AND serial = ?", [.text(reference.authority), .serial(reference.serial)]
        ) { row throws(RecordsError) in try IssuanceRecord(row) }
        guard let found else { throw .unknownCertificate(reference) }
        return found
    }
}
