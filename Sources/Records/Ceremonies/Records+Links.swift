// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Database

extension Records {
    /// Takes down a certificate that ties authorities together.
    ///
    /// - Parameters:
    ///   - link: under a name that no authority and no other link has.
    ///   - actor: who does it.
    /// - Throws: ``RecordsError/authorityExists(name:)``, ``RecordsError/unknownAuthority(name:)`` for the issuer.
    public func enter(_ link: AuthorityLinkRecord, by actor: String) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.requireAuthority(link.issuer)
            let taken = try ledger.transaction.row("SELECT 1 FROM authorities WHERE name = ?", [.text(link.name)]) {
                row throws(RecordsError) in try row.integer(0)
            }
            guard taken == nil else { throw .authorityExists(name: link.name) }
            try ledger.run(
                "INSERT INTO authority_links (name, issuer, certificate, created) VALUES (?, ?, ?, ?)",
                [.text(link.name), .text(link.issuer), .blob(link.certificate), .time(link.created)],
                ifTaken: .authorityExists(name: link.name))
            try ledger.note(
                AuditAct.authorityLinked, of: "authority:\(link.issuer)", by: actor, at: link.created,
                details: [
                    "link": link.name, "certificateSHA256": DigestAlgorithm.sha256.digest(link.certificate).hex,
                ])
        }
    }

    /// Every link, by name.
    public func authorityLinks() throws(RecordsError) -> [AuthorityLinkRecord] {
        try read { reading throws(RecordsError) in
            try reading.rows("SELECT name, issuer, certificate, created FROM authority_links ORDER BY name") {
                row throws(RecordsError) in
                AuthorityLinkRecord(
                    name: try row.text(0), issuer: try row.text(1), certificate: try row.blob(2),
                    created: try row.time(3))
            }
        }
    }

    /// Takes down that one authority takes the place of another: what is new comes from the successor.
    ///
    /// - Parameters:
    ///   - successor: on record.
    ///   - authority: on record; goes on signing its lists and answers.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/authoritySucceeded(name:)`` when another follows it already.
    public func enter(
        successor: String, of authority: String, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.requireAuthority(authority)
            try ledger.requireAuthority(successor)
            try ledger.run(
                "INSERT INTO authority_successions (authority, successor, created) VALUES (?, ?, ?)",
                [.text(authority), .text(successor), .time(time)], ifTaken: .authoritySucceeded(name: authority))
            try ledger.note(
                AuditAct.authoritySucceeded, of: "authority:\(authority)", by: actor, at: time,
                details: ["successor": successor])
        }
    }

    /// Who takes whose place: successors by the name of the authority that they follow.
    public func authoritySuccessors() throws(RecordsError) -> [String: String] {
        let pairs = try read { reading throws(RecordsError) in
            try reading.rows("SELECT authority, successor FROM authority_successions ORDER BY authority") {
                row throws(RecordsError) in (try row.text(0), try row.text(1))
            }
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
