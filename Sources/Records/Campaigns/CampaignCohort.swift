// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

/// Which certificates a campaign may be about, as far as the records know them by columns; every condition given must hold.
///
/// Revoked and expired certificates are never among them.
public struct CampaignCohort: Sendable, Hashable {
    /// Issued by one of these; empty for any.
    public var authorities: [String] = []

    /// Issued under one of these; empty for any.
    public var profiles: [String] = []

    /// Enrolled by one of these; empty for any.
    public var offices: [String] = []

    /// With keys of these kinds, such as `RSA-2048`; empty for any.
    public var keyAlgorithms: [String] = []

    /// With keys in chips of these batches; empty for any.
    public var chipBatches: [String] = []

    /// Entered or approved by one of these; empty for any.
    public var officers: [String] = []

    /// When those officers did so: from this moment.
    public var actedFrom: Instant?

    /// When those officers did so: before this moment.
    public var actedBefore: Instant?

    /// Filed from this moment.
    public var issuedFrom: Instant?

    /// Filed before this moment.
    public var issuedBefore: Instant?

    /// Whether the certificates' bytes are wanted too.
    public var readsCertificates = false

    /// Begins without conditions.
    public init() {}
}

/// A certificate that a campaign may be about.
public struct CampaignCandidate: Sendable, Hashable {
    /// The issuance on record.
    public let issuance: Int

    /// Which certificate.
    public let reference: CertificateReference

    /// The office that enrolled the holder.
    public let office: String?

    /// The profile that it was issued under.
    public let profile: String

    /// The holder's licence number, canonical.
    public let licence: String?

    /// DER, if it was asked for.
    public let certificate: [UInt8]?
}

extension Records {
    /// Shows every certificate of a cohort, the oldest first.
    ///
    /// - Parameters:
    ///   - cohort: which.
    ///   - time: certificates that ended before it are left out.
    ///   - body: is shown each.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: O(certificates on record).
    public func forEachCandidate(
        of cohort: CampaignCohort, at time: Instant, _ body: (CampaignCandidate) -> Void
    ) throws(RecordsError) {
        let (condition, arguments) = cohort.condition(at: time)
        let bytes = cohort.readsCertificates ? "c.der" : "NULL"
        let join = cohort.readsCertificates ? "JOIN certificates AS c ON c.issuance = i.id" : ""
        try read { reading throws(RecordsError) in
            try reading.forEach(
                """
                SELECT i.id, i.authority, i.serial, i.office, i.profile, i.licence, \(bytes)
                FROM issuances AS i JOIN status_intervals AS s ON s.issuance = i.id AND s.until IS NULL \(join)
                WHERE i.state = 'issued' AND s.status <> 'revoked' AND i.not_after >= ? \(condition) ORDER BY i.id
                """, [.time(time)] + arguments
            ) { row throws(RecordsError) in
                body(
                    CampaignCandidate(
                        issuance: Int(try row.integer(0)),
                        reference: CertificateReference(authority: try row.text(1), serial: try row.serial(2)),
                        office: try row.textOrNil(3), profile: try row.text(4), licence: try row.textOrNil(5),
                        certificate: try row.blobOrNil(6)))
            }
        }
    }
}

extension CampaignCohort {
    fileprivate func condition(at time: Instant) -> (sql: String, arguments: [DatabaseValue]) {
        var (sql, arguments) = ("", [DatabaseValue]())
        func oneOf(_ column: String, _ values: [String]) {
            guard !values.isEmpty else { return }
            sql += " AND \(column) IN (\(Array(repeating: "?", count: values.count).joined(separator: ", ")))"
            arguments += values.map { .text($0) }
        }
        oneOf("i.authority", authorities)
        oneOf("i.profile", profiles)
        oneOf("i.office", offices)
        oneOf("i.key_algorithm", keyAlgorithms)
        oneOf("i.chip_batch", chipBatches)
        if let issuedFrom {
            sql += " AND i.filed_time >= ?"
            arguments.append(.time(issuedFrom))
        }
        if let issuedBefore {
            sql += " AND i.filed_time < ?"
            arguments.append(.time(issuedBefore))
        }
        guard !officers.isEmpty else { return (sql, arguments) }
        sql +=
            " AND i.application IN (SELECT e.application FROM application_events AS e WHERE e.time >= ? AND e.time < ?"
        arguments += [
            .integer(actedFrom?.secondsSince1970 ?? Int64.min), .integer(actedBefore?.secondsSince1970 ?? Int64.max),
        ]
        sql += " AND e.to_state IN ('entered', 'approved')"
        oneOf("e.actor", officers)
        return (sql + ")", arguments)
    }
}
