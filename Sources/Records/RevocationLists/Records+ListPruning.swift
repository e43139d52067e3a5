// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Takes lists out of the records that no verdict can rest on any more.
    ///
    /// What stays, for every scope: lists that were not out of date a day ago, the newest ``keptLists``, and of every
    /// day (UTC) the last one, for ever. Status is kept as intervals, so a verdict at any moment needs none of them; the
    /// daily lists are what a court can be shown that the house said, and the audit log keeps the digest of each list
    /// that was ever filed.
    ///
    /// - Parameters:
    ///   - authority: whose lists.
    ///   - actor: who prunes.
    ///   - time: when.
    /// - Returns: how many were taken out; a line is written when there were any.
    /// - Throws: ``RecordsError``.
    /// - SeeAlso: CP/CPS 5.5 (records archival).
    @discardableResult
    public func pruneLists(of authority: String, by actor: String, at time: Instant) throws(RecordsError) -> Int {
        let arguments: [DatabaseValue] = [
            .text(authority), .time(time.advanced(bySeconds: -86_400)), .integer(Int64(Self.keptLists)),
        ]
        let isAny = try read { reading throws(RecordsError) in
            try reading.row("SELECT 1 FROM revocation_lists WHERE \(Self.prunable) LIMIT 1", arguments) { _ in true }
                ?? false
        }
        guard isAny else { return 0 }
        return try write { ledger throws(RecordsError) in
            let count = try ledger.transaction.row(
                "SELECT COUNT(*) FROM revocation_lists WHERE \(Self.prunable)", arguments
            ) { row throws(RecordsError) in Int(try row.integer(0)) }
            try ledger.transaction.run("DELETE FROM revocation_lists WHERE \(Self.prunable)", arguments)
            try ledger.note(
                AuditAct.listsPruned, of: "authority:\(authority)", by: actor, at: time,
                details: ["count": "\(count ?? 0)"])
            return count ?? 0
        }
    }

    /// How many lists of a scope are kept whatever their age.
    public static let keptLists = 96

    // `?1` authority, `?2` a day ago, `?3` how many newest are kept. Times rise with numbers, so a list is the last one
    // of its day when the next is of another.
    private static let prunable = """
        authority = ?1 AND next_update < ?2
        AND number <= (SELECT n.number FROM revocation_lists AS n
            WHERE n.authority = ?1 AND n.scope = revocation_lists.scope
            ORDER BY n.number DESC LIMIT 1 OFFSET ?3)
        AND this_update / 86400 = (SELECT d.this_update / 86400 FROM revocation_lists AS d
            WHERE d.authority = ?1 AND d.scope = revocation_lists.scope AND d.number > revocation_lists.number
            ORDER BY d.number LIMIT 1)
        """
}
