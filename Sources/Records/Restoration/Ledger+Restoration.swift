// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Database
import PKIX
import Transparency

// The steps of unlocking; each takes from what is shown only what makes the records stricter.
extension Ledger {
    /// What is shown has to be at least as new as the records, and of the same log.
    func refuseOldWitnesses(_ lists: [ShownList], _ head: AuditHead?, lines: Int) throws(RecordsError) {
        let newest = try transaction.rows(
            "SELECT authority, scope, MAX(number) FROM revocation_lists GROUP BY authority, scope ORDER BY authority"
        ) { row throws(RecordsError) in (try row.text(0), try row.text(1), try row.integer(2)) }
        for (authority, scope, number) in newest {
            let shown = lists.filter { $0.record.authority == authority && $0.record.scope == scope }
            guard let best = shown.map(\.record.number).max() else {
                if scope == "full" { throw .restoration(.listMissing(authority: authority)) }
                continue
            }
            guard best >= number else {
                throw .restoration(
                    .listOlder(authority: authority, scope: scope, seen: best, onRecord: number))
            }
        }
        let signed = try SignedHead(reading)
        if head == nil, signed != nil { throw .restoration(.checkpointMissing) }
        if let head, head.size < lines { throw .restoration(.checkpointOlder(seen: head.size, onRecord: lines)) }
        for witness in ([head] + lists.map(\.head)).compactMap({ $0 }) where witness.size <= lines {
            var tree = AuditTree(size: witness.size, reading)
            guard try tree.root() == witness.rootHash else {
                throw .restoration(.checkpointDiffers(size: witness.size))
            }
        }
    }

    /// Takes down every revocation of a list that is not on record.
    func take(_ list: ShownList, into report: inout RestorationReport, at time: Instant) throws(RecordsError) {
        let authority = list.record.authority
        let cause = "on list \(list.record.number), missing in the copy"
        var listed: Set<SerialNumber> = []
        for entry in list.entries where entry.reason != .removeFromCRL {
            listed.insert(entry.serialNumber)
            let reference = CertificateReference(authority: authority, serial: entry.serialNumber)
            let hand = Hand(actor: Self.restorer, time: min(entry.revocationDate, time))
            let open: OpenInterval
            do throws(RecordsError) {
                open = try openInterval(of: reference)
            } catch .unknownCertificate {
                try takeUnknown(entry, reference, because: cause, by: hand)
                report.unknown.append(reference)
                continue
            } catch .issuanceMoved(_, let state, _) {
                // It was begun when the copy was made, and is on a list: it was signed.
                if state == .reserved || state == .drafted || state == .signing {
                    try close(reference, as: entry, because: cause, by: hand)
                    report.unknown.append(reference)
                }
                continue
            }
            try take(entry, reference, from: open, because: cause, by: hand, into: &report)
        }
        guard list.record.scope == "full" else { return }
        let held = try transaction.rows(
            "SELECT serial FROM status_intervals WHERE authority = ? AND until IS NULL AND status = 'onHold'",
            [.text(authority)]
        ) { row throws(RecordsError) in try row.serial(0) }
        report.stillHeld += held.filter { !listed.contains($0) }.map {
            CertificateReference(authority: authority, serial: $0)
        }
    }

    private func take(
        _ entry: RevokedEntry, _ reference: CertificateReference, from open: OpenInterval, because cause: String,
        by hand: Hand, into report: inout RestorationReport
    ) throws(RecordsError) {
        let isHold = entry.reason == .certificateHold
        guard open.interval.status != .revoked else { return }
        var open = open
        if open.interval.status == .onHold, hand.time > open.interval.since {
            // The hold that the copy knows was lifted since: what is listed began later, and lists keep their dates.
            _ = try step(StatusAct.release.step(of: reference, because: cause), from: open, by: hand)
            open = try openInterval(of: reference)
        }
        if isHold {
            // What waits for its subscriber is listed as on hold, and is not.
            guard open.interval.status == .good, open.notAfter.map({ $0 >= hand.time }) ?? true else { return }
            _ = try step(StatusAct.hold.step(of: reference, because: cause), from: open, by: hand)
            report.held.append(reference)
        } else {
            let act = StatusAct.revoke(
                reason: entry.reason ?? .unspecified, invalidityDate: entry.invalidityDate)
            // A hold that became a revocation is listed since the hold; the revocation itself was later.
            _ = try step(act.step(of: reference, because: cause), from: open, by: hand)
            report.revoked.append(reference)
        }
    }

    /// A number of which the copy knows nothing.
    private func takeUnknown(
        _ entry: RevokedEntry, _ reference: CertificateReference, because cause: String, by hand: Hand
    ) throws(RecordsError) {
        try open(
            reference, for: IssuanceRequest(withoutApplicationUnder: Self.lostProfile), draft: nil,
            line: (AuditAct.certificateReserved, [:]), as: .signing, by: hand)
        try close(reference, as: entry, because: cause, by: hand)
    }

    /// Gives an issuance up whose certificate is out and not on record, and revokes its number as it is listed.
    private func close(
        _ reference: CertificateReference, as entry: RevokedEntry, because cause: String, by hand: Hand
    ) throws(RecordsError) {
        let issuance = try self.issuance(reference, at: [.reserved, .drafted, .signing])
        try advance(issuance, to: .abandoned)
        let line = try note(
            AuditAct.certificateAbandoned, of: reference.auditSubject, by: hand.actor, at: hand.time,
            details: ["at": IssuanceState.signing.rawValue, "revoked": "yes"])
        // Nobody can accept, release or show what is not on record.
        let reason = entry.reason == .certificateHold ? .unspecified : entry.reason ?? .unspecified
        try openInterval(
            StatusInterval(
                status: .revoked, since: hand.time, reason: reason, invalidityDate: entry.invalidityDate),
            ordinal: 0, of: issuance.id, reference, by: hand.actor, because: cause, line: line)
        if let application = issuance.application {
            try move(
                ApplicationStep(
                    id: application, from: [.issuing], to: .approved, actor: hand.actor, time: hand.time, cause: cause))
        }
    }

    /// Gives up every number that may have been given out since the copy was made.
    func burnNumbers(_ lists: [ShownList], _ report: inout RestorationReport) throws(RecordsError) {
        let drawn = try transaction.rows(
            "SELECT authority, drawn FROM revocation_list_numbers ORDER BY authority"
        ) { row throws(RecordsError) in (try row.text(0), try row.integer(1)) }
        for authority in Set(drawn.map(\.0) + lists.map(\.record.authority)) {
            let known = drawn.first { $0.0 == authority }?.1 ?? 0
            let shown = lists.filter { $0.record.authority == authority }.map(\.record.number).max() ?? 0
            let (next, overflow) = max(known, shown).addingReportingOverflow(Records.burnedListNumbers)
            guard !overflow else { throw .damaged(table: "revocation_list_numbers", column: "drawn") }
            try transaction.run(
                """
                INSERT INTO revocation_list_numbers (authority, drawn) VALUES (?, ?)
                ON CONFLICT (authority) DO UPDATE SET drawn = excluded.drawn
                """, [.text(authority), .integer(next)])
            report.numbers[authority] = next
        }
        try transaction.run(
            "UPDATE timestamp_units SET next_number = next_number + ?", [.integer(Records.burnedTimestamps)])
    }

    /// The gap, in the log itself.
    func noteRestoration(
        of source: String, _ report: RestorationReport, _ head: AuditHead?, by actor: String, at time: Instant
    ) throws(RecordsError) {
        var details = [
            "source": source, "lines": "\(report.lines)", "linesSeen": "\(report.linesSeen)",
            "missingLines": "\(report.missingLines)", "revoked": "\(report.revoked.count)",
            "held": "\(report.held.count)", "unknown": "\(report.unknown.count)",
        ]
        if let head { details["rootSeen"] = head.rootHash.hex }
        for (authority, number) in report.numbers { details["listNumber/\(authority)"] = "\(number)" }
        try note(AuditAct.recordsRestored, of: "records", by: actor, at: time, details: details)
    }

    /// Files a list that was shown and is newer than the newest on record, so that none follows that forgets.
    func file(_ list: ShownList, at time: Instant) throws(RecordsError) {
        let record = list.record
        let newest = try transaction.row(
            "SELECT MAX(number) FROM revocation_lists WHERE authority = ? AND scope = ?",
            [.text(record.authority), .text(record.scope)]
        ) { row throws(RecordsError) in try row.integerOrNil(0) }
        if case .some(.some(let newest)) = newest, newest >= record.number { return }
        let line = try note(
            AuditAct.listFiled, of: "list:\(record.authority)/\(record.scope)", by: Self.restorer, at: time,
            details: [
                "number": "\(record.number)", "sha256": record.sha256.hex, "thisUpdate": record.thisUpdate.rfc3339,
            ])
        try transaction.run(
            """
            INSERT INTO revocation_lists (authority, scope, number, this_update, next_update, sha256, der, sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(record.authority), .text(record.scope), .integer(record.number), .time(record.thisUpdate),
                .time(record.nextUpdate), .blob(record.sha256), .blob(record.encoded), .integer(Int64(line)),
            ])
    }

    private static let restorer = "restore"
    /// Of certificates that were issued after the copy was made.
    private static let lostProfile = "lost"
}

extension AuditAct {
    /// The records were put back from a copy; the line tells what is missing.
    public static let recordsRestored = "records.restored"
}
