// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Database
import PKIX
import Transparency

extension Ledger {
    /// Refuses an application that stands as approved, and of which the log says no such thing.
    ///
    /// A row says who approved and what; the line of the approval says it too, and is in the tree. Nothing is signed for
    /// a row that somebody wrote, or whose content is another than the one that was approved. Lines of before say
    /// nothing about content.
    ///
    /// - SeeAlso: threat model T1, T9.
    func requireApproval(of application: ApplicationRecord) throws(RecordsError) {
        let found = try transaction.row(
            """
            SELECT a.sequence, a.time, a.actor, a.act, a.subject, a.details, a.leaf
            FROM application_events AS e JOIN audit AS a ON a.sequence = e.sequence
            WHERE e.application = ? AND e.to_state = 'approved' AND e.from_state <> 'issuing'
            ORDER BY e.sequence DESC LIMIT 1
            """, [.text(application.id)]
        ) { row throws(RecordsError) in (line: try AuditLine(row), leaf: try row.blob(6)) }
        guard let (line, leaf) = found, MerkleHash.leaf(line.canonicalBytes) == leaf,
            line.act == AuditAct.applicationMoved, line.subject == "application:\(application.id)",
            let details = CanonicalJSON.fields(line.details), details["to"] == ApplicationState.approved.rawValue
        else { throw .damaged(table: "applications", column: "state") }
        if details["from"] == ApplicationState.entered.rawValue {
            guard application.approvedBy == line.actor, let enterer = application.enteredBy, enterer != line.actor
            else { throw .damaged(table: "applications", column: "approved_by") }
        }
        guard details["contentSHA256"].map({ $0 == application.contentSHA256.hex }) ?? true else {
            throw .damaged(table: "applications", column: "subject")
        }
    }
}
