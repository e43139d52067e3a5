// SPDX-License-Identifier: Apache-2.0
import DER
import Database
import PKIX

extension Records {
    /// Looks for whatever must never be, in everything that is on record, in one look at one state.
    ///
    /// These are I1 to I4, I6, I7 and I10. A house at work, one that was killed in the middle of it and one whose power
    /// was cut all have none.
    ///
    /// - Returns: what was found; none in a house that is whole.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: reads everything; some hundred microseconds a certificate, most of them for its signature.
    public func invariantBreaches() throws(RecordsError) -> [InvariantBreach] {
        var found = try read { reading throws(RecordsError) in
            var found = try CertificateCheck(reading).breaches(reading)
            for rule in InvariantRule.all { found += try rule.breaches(reading) }
            let bodies = try reading.rows("SELECT DISTINCT body FROM profession_feeds ORDER BY body") {
                row throws(RecordsError) in try row.text(0)
            }
            for body in bodies {
                guard try !ProfessionRows.stand(of: body, reading) else { continue }
                found.append(InvariantBreach(.everyChangeLogged, "professions:\(body)", "otherRowsThanTaken"))
            }
            return found
        }
        // In an order of its own: the log may have grown since, which breaks nothing.
        for finding in try verifyAudit().findings {
            found.append(InvariantBreach(.everyChangeLogged, "audit", "\(finding)"))
        }
        return found
    }
}

/// A rule that one statement shows the breaches of.
private struct InvariantRule {
    let invariant: Invariant
    let fact: String
    /// Gives the subject of each breach, as text in the first column and, if there are two, a serial in the second.
    let sql: String

    func breaches(_ reading: Reading<RecordsError>) throws(RecordsError) -> [InvariantBreach] {
        try reading.rows(sql) { row throws(RecordsError) in
            let (name, serial) = (try row.text(0), try row.blobOrNil(1))
            let subject = serial.map {
                CertificateReference(authority: name, serial: SerialNumber(unsigned: $0)).auditSubject
            }
            return InvariantBreach(invariant, subject ?? name, fact)
        }
    }

    static let all = serials + statuses + lines + lists + subjects

    private static let serials = [
        InvariantRule(
            invariant: .serialUnique, fact: "twice",
            sql: "SELECT authority, serial FROM issuances GROUP BY authority, serial HAVING COUNT(*) > 1"),
        InvariantRule(
            invariant: .serialUnique, fact: "sameCertificateTwice",
            sql: """
                SELECT MIN(authority), MIN(serial) FROM issuances WHERE certificate_sha256 IS NOT NULL
                GROUP BY certificate_sha256 HAVING COUNT(*) > 1
                """),
    ]

    private static let statuses = [
        InvariantRule(
            invariant: .goodIsIssued, fact: "goodNotIssued",
            sql: """
                SELECT i.authority, i.serial FROM status_intervals AS s JOIN issuances AS i ON i.id = s.issuance
                WHERE i.state <> 'issued' AND s.status <> 'revoked'
                """),
        InvariantRule(
            invariant: .goodIsIssued, fact: "issuedWithoutStatus",
            sql: """
                SELECT i.authority, i.serial FROM issuances AS i
                WHERE i.state = 'issued' AND NOT EXISTS (SELECT 1 FROM status_intervals AS s WHERE s.issuance = i.id)
                """),
        InvariantRule(
            invariant: .revokedIsFinal, fact: "changedAfterRevocation",
            sql: """
                SELECT a.authority, a.serial FROM status_intervals AS a
                JOIN status_intervals AS b ON b.issuance = a.issuance AND b.ordinal = a.ordinal + 1
                WHERE a.status = 'revoked'
                """),
        InvariantRule(
            invariant: .revokedIsFinal, fact: "gapInIntervals",
            sql: """
                SELECT a.authority, a.serial FROM status_intervals AS a
                LEFT JOIN status_intervals AS b ON b.issuance = a.issuance AND b.ordinal = a.ordinal + 1
                WHERE (a.until IS NULL) <> (b.since IS NULL) OR a.until <> b.since
                """),
        InvariantRule(
            invariant: .revokedIsFinal, fact: "otherSerialThanIssued",
            sql: """
                SELECT i.authority, i.serial FROM status_intervals AS s JOIN issuances AS i ON i.id = s.issuance
                WHERE s.serial <> i.serial OR s.authority <> i.authority
                """),
    ]

    private static let lines = [
        InvariantRule(
            invariant: .everyChangeLogged, fact: "statusWithoutLine",
            sql: """
                SELECT s.authority, s.serial FROM status_intervals AS s
                LEFT JOIN audit AS a ON a.sequence = s.opened
                    AND a.act IN ('certificate.status', 'certificate.filed', 'certificate.abandoned')
                WHERE a.sequence IS NULL
                """),
        InvariantRule(
            invariant: .everyChangeLogged, fact: "lineWithoutStatus",
            sql: """
                SELECT a.subject, NULL FROM audit AS a LEFT JOIN status_intervals AS s ON s.opened = a.sequence
                WHERE a.act = 'certificate.status' AND s.issuance IS NULL
                """),
        InvariantRule(
            invariant: .everyChangeLogged, fact: "filedWithoutLine",
            sql: """
                SELECT i.authority, i.serial FROM issuances AS i
                LEFT JOIN audit AS a ON a.sequence = i.filed AND a.act = 'certificate.filed'
                WHERE i.state = 'issued' AND a.sequence IS NULL
                """),
    ]

    private static let lists = [
        InvariantRule(
            invariant: .listsGrow, fact: "numberOrTimeBehind",
            sql: """
                SELECT 'list:' || authority || '/' || scope, NULL FROM (
                    SELECT authority, scope, this_update, sequence, LAG(this_update) OVER w AS before,
                        LAG(sequence) OVER w AS earlier
                    FROM revocation_lists WINDOW w AS (PARTITION BY authority, scope ORDER BY number)) AS l
                WHERE this_update < before OR sequence <= earlier
                """),
        InvariantRule(
            invariant: .listsGrow, fact: "numberNotDrawn",
            sql: """
                SELECT 'list:' || l.authority || '/' || l.scope, NULL FROM revocation_lists AS l
                LEFT JOIN revocation_list_numbers AS n ON n.authority = l.authority
                WHERE l.number > coalesce(n.drawn, 0)
                """),
    ]

    private static let subjects = [
        InvariantRule(
            invariant: .subjectUnique, fact: "secondGoodCertificate",
            sql: """
                SELECT b.authority, b.serial FROM issuances AS a
                JOIN issuances AS b ON b.licence = a.licence AND b.profile = a.profile AND b.id > a.id
                JOIN status_intervals AS sa ON sa.issuance = a.id AND sa.until IS NULL AND sa.status = 'good'
                JOIN status_intervals AS sb ON sb.issuance = b.id AND sb.until IS NULL AND sb.status = 'good'
                WHERE a.licence IS NOT NULL AND a.public_key_sha256 <> b.public_key_sha256
                    AND b.reserved < a.not_after
                    AND NOT EXISTS (SELECT 1 FROM successions AS c WHERE c.predecessor = a.id)
                """)
    ]
}
