// SPDX-License-Identifier: Apache-2.0
public import DER
import Database
import PKIX

/// A certificate of an office as an inspector chooses among them; everything as it was at one moment.
public struct InspectionCandidate: Sendable, Hashable {
    /// The certificate.
    public let reference: CertificateReference
    /// The application that it answers.
    public let application: String?
    /// The profile that it was issued under.
    public let profile: String
    /// Whose it is, as a key to compare; never shown.
    public let person: String?
    /// When it was filed.
    public let filed: Instant
    /// When it was revoked; nil if it was not by then.
    public let revoked: Instant?
    /// Whether the application says where the person can be reached.
    public let isComplete: Bool
    /// When it was approved; nil without an application.
    public let approved: Instant?

    /// Describes a candidate.
    public init(
        reference: CertificateReference, application: String?, profile: String, person: String?, filed: Instant,
        revoked: Instant? = nil, isComplete: Bool = true, approved: Instant? = nil
    ) {
        self.reference = reference
        self.application = application
        self.profile = profile
        self.person = person
        self.filed = filed
        self.revoked = revoked
        self.isComplete = isComplete
        self.approved = approved
    }
}

extension Records {
    /// All certificates that an office enrolled, as they stood at a moment.
    ///
    /// What is filed or revoked later is not in it, so that the same moment gives the same answer for ever.
    ///
    /// - Parameters:
    ///   - office: the office.
    ///   - time: the moment.
    /// - Returns: the certificates in the order that they were filed in.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func inspectionCandidates(of office: String, at time: Instant) throws(RecordsError) -> [InspectionCandidate]
    {
        try read { reading throws(RecordsError) in
            try reading.rows(
                """
                SELECT i.authority, i.serial, i.application, i.profile, i.national_id_key, i.filed_time, s.since,
                    a.mobile IS NOT NULL,
                    (SELECT max(e.time) FROM application_events AS e
                        WHERE e.application = a.id AND e.to_state = 'approved' AND e.time <= ?1)
                FROM issuances AS i
                LEFT JOIN applications AS a ON a.id = i.application
                LEFT JOIN status_intervals AS s
                    ON s.issuance = i.id AND s.until IS NULL AND s.status = 'revoked' AND s.since <= ?1
                WHERE i.office = ?2 AND i.office IS NOT NULL AND i.application IS NOT NULL
                    AND i.state = 'issued' AND i.filed_time <= ?1
                ORDER BY i.id
                """, [.time(time), .text(office)]
            ) { row throws(RecordsError) in
                InspectionCandidate(
                    reference: CertificateReference(authority: try row.text(0), serial: try row.serial(1)),
                    application: try row.textOrNil(2), profile: try row.text(3), person: try row.textOrNil(4),
                    filed: try row.time(5), revoked: try row.timeOrNil(6), isComplete: try row.integer(7) != 0,
                    approved: try row.timeOrNil(8))
            }
        }
    }

    /// The lines of the log about drawing samples at an office, the newest first.
    ///
    /// - Parameters:
    ///   - office: the office.
    ///   - limit: how many at most.
    /// - Returns: the lines.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func inspections(of office: String, limit: Int = 20) throws(RecordsError) -> [AuditLine] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                AuditLine.selection + " WHERE act = 'inspection.drawn' AND subject = ? ORDER BY sequence DESC LIMIT ?",
                [.text("office:\(office)"), .integer(Int64(limit))]
            ) { row throws(RecordsError) in try AuditLine(row) }
        }
    }
}
