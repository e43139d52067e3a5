// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

/// Whether another application, with the same key or the same licence number, stands in the way of what is being done;
/// asked within the transaction.
public typealias ApplicationConflict = @Sendable (ApplicationRecord) -> Bool

extension Records {
    /// Takes down an application, in state ``ApplicationState/drafted``.
    ///
    /// - Parameters:
    ///   - draft: what the applicant says and asks.
    ///   - actor: who does it: an officer, or the part of the house that took it in.
    ///   - time: when.
    ///   - conflicts: asked of every other application with the same key or licence; if one is true, nothing is taken down.
    /// - Throws: ``RecordsError/applicationExists(id:)``, ``RecordsError/unknownOffice(id:)``,
    ///   ``RecordsError/applicationInTheWay(id:)``.
    public func take(
        _ draft: ApplicationDraft, by actor: String, at time: Instant, refusing conflicts: ApplicationConflict? = nil
    ) throws(RecordsError) {
        try Self.checkTrackingCode(draft.id)
        try write { ledger throws(RecordsError) in
            try ledger.take(draft, by: Hand(actor: actor, time: time), refusing: conflicts)
        }
    }

    /// Takes down an application and hands it in, in one transaction.
    ///
    /// - Parameters:
    ///   - draft: what the applicant says and asks.
    ///   - actor: who does it: an officer, or the part of the house that took it in.
    ///   - time: when.
    ///   - limits: how often an officer may do so.
    ///   - signature: the actor's, over what is handed in.
    ///   - conflicts: asked of every other application with the same key or licence.
    /// - Returns: the application, in state ``ApplicationState/submitted``.
    /// - Throws: as ``take(_:by:at:refusing:)``, and ``RecordsError/tooManySteps(to:by:limit:)``.
    @discardableResult
    public func submit(
        _ draft: ApplicationDraft, by actor: String, at time: Instant, within limits: [StepLimit] = [],
        signature: [UInt8]? = nil, refusing conflicts: ApplicationConflict? = nil
    ) throws(RecordsError) -> ApplicationRecord {
        try Self.checkTrackingCode(draft.id)
        return try write { ledger throws(RecordsError) in
            try ledger.take(draft, by: Hand(actor: actor, time: time), refusing: conflicts)
            return try ledger.move(
                ApplicationStep(
                    id: draft.id, from: [.drafted], to: .submitted, actor: actor, time: time, signature: signature,
                    limits: limits))
        }
    }

    private static func checkTrackingCode(_ id: String) throws(RecordsError) {
        guard (1...64).contains(id.utf8.count) else {
            throw .value(field: "id", seen: "\(id.utf8.count) characters", allowed: "1 to 64")
        }
    }

    /// Changes what a drafted or returned application says.
    ///
    /// - Parameters:
    ///   - draft: all of it anew, under the same tracking code and office.
    ///   - actor: who does it.
    ///   - time: when.
    ///   - version: the one that the caller saw; nil takes whatever there is.
    ///   - conflicts: asked of every other application with the same key or licence; if one is true, nothing is changed.
    /// - Throws: ``RecordsError/desk(_:)`` when somebody changed it meanwhile; ``RecordsError/applicationMoved(id:seen:expected:)``, ``RecordsError/unknownApplication(id:)``,
    ///   ``RecordsError/applicationInTheWay(id:)``.
    public func revise(
        _ draft: ApplicationDraft, by actor: String, at time: Instant, expecting version: Int? = nil,
        refusing conflicts: ApplicationConflict? = nil
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.refuseConflicts(
                with: draft.id, key: draft.publicKeySHA256, licence: draft.keys.licence, conflicts)
            let allowed: [ApplicationState] = [.drafted, .returned]
            let before = try ledger.application(draft.id)
            guard allowed.contains(before.state) else {
                throw .applicationMoved(id: draft.id, seen: before.state, expected: allowed)
            }
            if let version { try ledger.refuseChange(of: before, since: version) }
            try ledger.keepRevision(of: before, by: Hand(actor: actor, time: time))
            try ledger.transaction.run(
                """
                UPDATE applications SET version = version + 1, profile = ?, subject = ?, request = ?, public_key_sha256 = ?, name_key = ?,
                    national_id_key = ?, licence = ?, changed = ?
                WHERE id = ? AND state = ?
                """,
                [
                    .text(draft.profile), .text(draft.subject.canonicalJSON), .blob(draft.request),
                    .blob(draft.publicKeySHA256), .text(orNull: draft.keys.name),
                    .text(orNull: draft.keys.nationalID), .text(orNull: draft.keys.licence), .time(time),
                    .text(draft.id), .text(before.state),
                ])
            try ledger.keepMobile(of: draft)
            try ledger.note(
                AuditAct.applicationRevised, of: "application:\(draft.id)", by: actor, at: time,
                details: [
                    "contentSHA256": draft.contentSHA256.hex, "publicKeySHA256": draft.publicKeySHA256.hex,
                ])
        }
    }

    /// An application, by tracking code.
    ///
    /// - Parameter id: the tracking code.
    /// - Returns: the application.
    /// - Throws: ``RecordsError/unknownApplication(id:)``.
    public func application(_ id: String) throws(RecordsError) -> ApplicationRecord {
        try read { reading throws(RecordsError) in try ApplicationRecord.find(id, in: reading) }
    }

    /// Applications in a state, those that wait longest first.
    ///
    /// - Parameters:
    ///   - state: the state.
    ///   - office: only this office's; nil for all.
    ///   - last: goes on after this one; nil begins.
    ///   - limit: how many at most.
    /// - Returns: at most `limit`.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func applications(
        in state: ApplicationState, of office: String? = nil, after last: ApplicationRecord? = nil, limit: Int = 100
    ) throws(RecordsError) -> [ApplicationRecord] {
        var arguments: [DatabaseValue] = [.text(state)]
        if let office { arguments.append(.text(office)) }
        arguments.append(.integer(last?.changed.secondsSince1970 ?? Int64.min))
        arguments += [.text(last?.id ?? ""), .integer(Int64(limit))]
        let sql =
            ApplicationRecord.selection + " WHERE state = ?" + (office == nil ? "" : " AND office = ?")
            + " AND (changed, id) > (?, ?) ORDER BY changed, id LIMIT ?"
        return try read { reading throws(RecordsError) in
            try reading.rows(sql, arguments) { row throws(RecordsError) in try ApplicationRecord(row) }
        }
    }

    /// Every step of an application, in order.
    ///
    /// - Parameter id: the tracking code.
    /// - Returns: the steps, the taking down first.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func events(ofApplication id: String) throws(RecordsError) -> [ApplicationEvent] {
        try read { reading throws(RecordsError) in
            var remarks: [Int64: [ApplicationRemark]] = [:]
            try reading.forEach(
                "SELECT sequence, point, text FROM application_remarks WHERE application = ? ORDER BY sequence, point",
                [.text(id)]
            ) { row throws(RecordsError) in
                remarks[try row.integer(0), default: []].append(
                    ApplicationRemark(point: try row.text(1), text: try row.text(2)))
            }
            return try reading.rows(
                """
                SELECT from_state, to_state, actor, time, cause, signature, sequence FROM application_events
                WHERE application = ? ORDER BY sequence
                """, [.text(id)]
            ) { row throws(RecordsError) in
                ApplicationEvent(
                    from: try row.textOrNil(0).flatMap(ApplicationState.init),
                    to: try row.value(1, of: "application_events", "to_state"), actor: try row.text(2),
                    time: try row.time(3), cause: try row.textOrNil(4), signature: try row.blobOrNil(5),
                    remarks: remarks[try row.integer(6)] ?? [], sequence: Int(try row.integer(6)))
            }
        }
    }
}
