// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Draws the number of an authority's next list: above every number drawn before.
    ///
    /// From a counter on the disk and not from a clock, which may be set back. A number that is drawn
    /// and not used is skipped.
    ///
    /// - Parameters:
    ///   - authority: its name.
    ///   - actor: who draws.
    ///   - time: when.
    /// - Returns: 1 for the first.
    /// - Throws: ``RecordsError/unknownAuthority(name:)``.
    /// - SeeAlso: RFC 5280 5.2.3.
    public func nextListNumber(
        of authority: String, by actor: String, at time: Instant
    ) throws(RecordsError) -> Int64 {
        try write { ledger throws(RecordsError) in
            try ledger.requireLease()
            try ledger.requireAuthority(authority)
            try ledger.transaction.run(
                """
                INSERT INTO revocation_list_numbers (authority, drawn) VALUES (?, 1)
                ON CONFLICT (authority) DO UPDATE SET drawn = revocation_list_numbers.drawn + 1
                """, [.text(authority)])
            let number = try ledger.transaction.row(
                "SELECT drawn FROM revocation_list_numbers WHERE authority = ?", [.text(authority)]
            ) { row throws(RecordsError) in try row.integer(0) }
            guard let number else { throw .damaged(table: "revocation_list_numbers", column: "drawn") }
            try ledger.note(
                AuditAct.listNumberDrawn, of: "authority:\(authority)", by: actor, at: time,
                details: ["number": "\(number)"])
            return number
        }
    }

    /// Files a signed list, which must not go backwards.
    ///
    /// - Parameters:
    ///   - list: with a number above the newest of its scope, drawn up no earlier than that one.
    ///   - actor: who publishes.
    ///   - time: when.
    /// - Throws: ``RecordsError/listNumberBehind(authority:scope:seen:newest:)``,
    ///   ``RecordsError/listTimeBehind(authority:scope:seen:newest:)``; the list must then not be published.
    public func file(_ list: RevocationListRecord, by actor: String, at time: Instant) throws(RecordsError) {
        try file(list, following: .whichever, by: actor, at: time)
    }

    /// Files a signed list that was held against the newest one, if that is still the newest.
    ///
    /// So of two who publish at once, the second looks again before it takes the other's list out of use.
    ///
    /// - Parameters:
    ///   - list: as for ``file(_:by:at:)``.
    ///   - previous: the number of the list that it was held against; nil if there was none.
    ///   - actor: who publishes.
    ///   - time: when.
    /// - Throws: as ``file(_:by:at:)``; ``RecordsError/listNumberBehind(authority:scope:seen:newest:)`` with the number
    ///   that it was held against, if another list was filed since.
    public func file(
        _ list: RevocationListRecord, following previous: Int64?, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try file(list, following: .exactly(previous), by: actor, at: time)
    }

    private func file(
        _ list: RevocationListRecord, following previous: PreviousList, by actor: String, at time: Instant
    ) throws(RecordsError) {
        guard list.nextUpdate > list.thisUpdate else {
            throw .value(
                field: "nextUpdate", seen: list.nextUpdate.rfc3339, allowed: "after \(list.thisUpdate.rfc3339)")
        }
        try write { ledger throws(RecordsError) in
            try ledger.requireLease()
            try ledger.refuseClockBehind(time)
            try ledger.requireAuthority(list.authority)
            try ledger.refuseBackwards(list, following: previous)
            let line = try ledger.note(
                AuditAct.listFiled, of: "list:\(list.authority)/\(list.scope)", by: actor, at: time,
                details: [
                    "number": "\(list.number)", "sha256": list.sha256.hex, "thisUpdate": list.thisUpdate.rfc3339,
                ])
            try ledger.transaction.run(
                """
                INSERT INTO revocation_lists
                    (authority, scope, number, this_update, next_update, sha256, der, sequence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(list.authority), .text(list.scope), .integer(list.number), .time(list.thisUpdate),
                    .time(list.nextUpdate), .blob(list.sha256), .blob(list.encoded), .integer(Int64(line)),
                ])
        }
    }

    /// The newest list of a scope; nil if there is none.
    ///
    /// - Parameters:
    ///   - authority: its name.
    ///   - scope: which part.
    /// - Returns: the list, or nil.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func newestList(of authority: String, scope: String) throws(RecordsError) -> RevocationListRecord? {
        try lists(
            where: "authority = ? AND scope = ? ORDER BY number DESC LIMIT 1", [.text(authority), .text(scope)]
        ).first
    }

    /// One list, by number; nil if there is none.
    ///
    /// - Parameters:
    ///   - authority: its name.
    ///   - scope: which part.
    ///   - number: its `cRLNumber`.
    /// - Returns: the list, or nil.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func list(
        of authority: String, scope: String, number: Int64
    ) throws(RecordsError) -> RevocationListRecord? {
        try lists(
            where: "authority = ? AND scope = ? AND number = ?", [.text(authority), .text(scope), .integer(number)]
        ).first
    }

    /// The newest list of every scope of every authority, by authority and scope.
    public func newestLists() throws(RecordsError) -> [RevocationListRecord] {
        try lists(
            where: """
                number = (SELECT MAX(l.number) FROM revocation_lists AS l
                    WHERE l.authority = revocation_lists.authority AND l.scope = revocation_lists.scope)
                ORDER BY authority, scope
                """, [])
    }

    private func lists(
        where condition: String, _ arguments: [DatabaseValue]
    ) throws(RecordsError) -> [RevocationListRecord] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                """
                SELECT authority, scope, number, this_update, next_update, der, sha256
                FROM revocation_lists WHERE \(condition)
                """, arguments
            ) { row throws(RecordsError) in
                RevocationListRecord(
                    authority: try row.text(0), scope: try row.text(1), number: try row.integer(2),
                    thisUpdate: try row.time(3), nextUpdate: try row.time(4), encoded: try row.blob(5),
                    sha256: try row.blob(6))
            }
        }
    }
}

/// Which list has to be the newest for another to follow it.
private enum PreviousList {
    case whichever
    /// The one of this number; nil for none.
    case exactly(Int64?)
}

extension Ledger {
    fileprivate func refuseBackwards(
        _ list: RevocationListRecord, following previous: PreviousList
    ) throws(RecordsError) {
        let newest = try transaction.row(
            """
            SELECT number, this_update FROM revocation_lists
            WHERE authority = ? AND scope = ? ORDER BY number DESC LIMIT 1
            """, [.text(list.authority), .text(list.scope)]
        ) { row throws(RecordsError) in (number: try row.integer(0), thisUpdate: try row.time(1)) }
        if case .exactly(let number) = previous, number != newest?.number {
            throw .listNumberBehind(
                authority: list.authority, scope: list.scope, seen: number ?? 0, newest: newest?.number ?? 0)
        }
        guard let newest else { return }
        guard list.number > newest.number else {
            throw .listNumberBehind(
                authority: list.authority, scope: list.scope, seen: list.number, newest: newest.number)
        }
        guard list.thisUpdate >= newest.thisUpdate else {
            throw .listTimeBehind(
                authority: list.authority, scope: list.scope, seen: list.thisUpdate, newest: newest.thisUpdate)
        }
    }
}
