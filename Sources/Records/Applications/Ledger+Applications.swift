// SPDX-License-Identifier: Apache-2.0
import DER
import Database

/// A step that an application is to take.
struct ApplicationStep: Sendable {
    let id: String
    let from: [ApplicationState]
    let to: ApplicationState
    let actor: String
    let time: Instant
    var cause: String?
    var signature: [UInt8]?
    var limits: [StepLimit] = []
    var conflicts: ApplicationConflict?
    /// Whether an officer takes it, so that nobody else may have the application in hand.
    var isOfficers = false
    /// The version that the caller saw; nil takes whatever there is.
    var expected: Int?
    /// What is to be corrected.
    var remarks: [ApplicationRemark] = []
    /// What the line says besides.
    var details: [String: String] = [:]
}

extension Ledger {
    /// Moves an application, but only from where the caller thinks it is.
    ///
    /// Compare and set: of two callers who read the same state, one moves it and the other is told
    /// where it went.
    @discardableResult
    func move(_ step: ApplicationStep) throws(RecordsError) -> ApplicationRecord {
        let before = try application(step.id)
        guard step.from.contains(before.state) else {
            throw .applicationMoved(id: step.id, seen: before.state, expected: step.from)
        }
        guard before.state.successors.contains(step.to) else {
            throw .applicationStep(from: before.state, to: step.to)
        }
        try refuseInterference(step, with: before)
        let officers = try officers(of: step, before: before)
        try refuseBeyond(step.limits, step)
        if let conflicts = step.conflicts {
            let licence = ApplicationContent(stored: before.subject)?.keys.licence
            try refuseConflicts(with: before.id, key: before.publicKeySHA256, licence: licence, conflicts)
        }
        let changed = try transaction.run(
            """
            UPDATE applications SET state = ?, entered_by = ?, approved_by = ?, cause = ?, changed = ?,
                version = version + 1, claimed_by = NULL, claimed_until = NULL
            WHERE id = ? AND state = ?
            """,
            [
                .text(step.to), .text(orNull: officers.entered), .text(orNull: officers.approved),
                .text(orNull: step.cause), .time(step.time), .text(step.id), .text(before.state),
            ])
        // Another process may have come between on a store that does not lock the whole of it.
        guard changed == 1 else {
            throw .applicationMoved(id: step.id, seen: try application(step.id).state, expected: step.from)
        }
        var details = step.details
        // What is approved: nothing else is issued on it.
        if step.to == .approved, before.state != .issuing { details["contentSHA256"] = before.contentSHA256.hex }
        try record(step, from: before.state, details: details)
        return try application(step.id)
    }

    /// Who entered and who approved, after the step.
    private func officers(
        of step: ApplicationStep, before: ApplicationRecord
    ) throws(RecordsError) -> (entered: String?, approved: String?) {
        switch step.to {
        case .submitted: return (nil, nil)  // Corrected: evidence is checked anew.
        case .entered:
            try requireStanding(of: step.actor, for: before.office, at: step.time)
            return (step.actor, nil)
        case .approved where before.state == .entered:
            try requireStanding(of: step.actor, for: before.office, at: step.time)
            guard before.enteredBy != step.actor else {
                throw .sameOfficer(id: step.actor, application: step.id)
            }
            return (before.enteredBy, step.actor)
        case .approved where before.state == .submitted:
            // No officer has looked at it: only the key of the certificate that it renews stands for it.
            guard try isRenewal(step.id) else { throw .applicationStep(from: before.state, to: step.to) }
            return (nil, nil)
        default: return (before.enteredBy, before.approvedBy)
        }
    }

    /// Writes the line and the event of a step.
    func record(
        _ step: ApplicationStep, from state: ApplicationState?, details more: [String: String] = [:]
    ) throws(RecordsError) {
        var details = more
        details["from"] = state?.rawValue ?? ""
        details["to"] = step.to.rawValue
        // The cause is an officer's free text, which may name a person: the log gets its presence only.
        if step.cause != nil { details["cause"] = "given" }
        let sequence = try note(
            state == nil ? AuditAct.applicationDrafted : AuditAct.applicationMoved, of: "application:\(step.id)",
            by: step.actor, at: step.time, details: details)
        try transaction.run(
            """
            INSERT INTO application_events (application, sequence, from_state, to_state, actor, time, cause, signature)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(step.id), .integer(Int64(sequence)), .text(orNull: state?.rawValue), .text(step.to),
                .text(step.actor), .time(step.time), .text(orNull: step.cause), .blob(orNull: step.signature),
            ])
        try keep(step.remarks, of: step.id, sequence: sequence)
    }

    /// Takes an application down, in state drafted.
    func take(
        _ draft: ApplicationDraft, by hand: Hand, refusing conflicts: ApplicationConflict?
    ) throws(RecordsError) {
        let office = try transaction.row("SELECT 1 FROM offices WHERE id = ?", [.text(draft.office)]) {
            row throws(RecordsError) in try row.integer(0)
        }
        guard office != nil else { throw .unknownOffice(id: draft.office) }
        try refuseConflicts(with: draft.id, key: draft.publicKeySHA256, licence: draft.keys.licence, conflicts)
        try run(
            """
            INSERT INTO applications
                (id, office, profile, subject, request, public_key_sha256, name_key, national_id_key, licence,
                state, created, changed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(draft.id), .text(draft.office), .text(draft.profile), .text(draft.subject.canonicalJSON),
                .blob(draft.request), .blob(draft.publicKeySHA256), .text(orNull: draft.keys.name),
                .text(orNull: draft.keys.nationalID), .text(orNull: draft.keys.licence),
                .text(ApplicationState.drafted), .time(hand.time), .time(hand.time),
            ],
            ifTaken: .applicationExists(id: draft.id))
        try keepMobile(of: draft)
        try record(
            ApplicationStep(id: draft.id, from: [], to: .drafted, actor: hand.actor, time: hand.time), from: nil,
            details: ["contentSHA256": draft.contentSHA256.hex])
    }

    /// Asks about every other application with the same key or licence number.
    func refuseConflicts(
        with id: String, key: [UInt8], licence: String?, _ conflicts: ApplicationConflict?
    ) throws(RecordsError) {
        guard let conflicts else { return }
        let searches = [ApplicationSearch.publicKeySHA256(key)] + (licence.map { [.licence($0)] } ?? [])
        for search in searches {
            // Each is somebody's own, so there is a handful; a thousand would be the trace of something else.
            let others = try ApplicationRecord.all(matching: search, limit: 1_000, in: reading)
            for other in others where other.id != id && conflicts(other) {
                throw .applicationInTheWay(id: other.id)
            }
        }
    }

    func application(_ id: String) throws(RecordsError) -> ApplicationRecord {
        try ApplicationRecord.find(id, in: reading)
    }
}

extension ApplicationRecord {
    static let selection = """
        SELECT id, office, profile, subject, request, public_key_sha256, state, entered_by, approved_by, cause,
            created, changed, version, claimed_by, claimed_until FROM applications
        """

    init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        guard let fields = CanonicalJSON.fields(try row.text(3)) else {
            throw .damaged(table: "applications", column: "subject")
        }
        self.init(
            id: try row.text(0), office: try row.text(1), profile: try row.text(2), subject: SubjectFields(fields),
            request: try row.blob(4), publicKeySHA256: try row.blob(5),
            state: try row.value(6, of: "applications", "state"), enteredBy: try row.textOrNil(7),
            approvedBy: try row.textOrNil(8), cause: try row.textOrNil(9), created: try row.time(10),
            changed: try row.time(11), version: Int(try row.integer(12)), claim: try ApplicationClaim(row, 13))
    }

    static func find(_ id: String, in reading: Reading<RecordsError>) throws(RecordsError) -> ApplicationRecord {
        let found = try reading.row(selection + " WHERE id = ?", [.text(id)]) { row throws(RecordsError) in
            try ApplicationRecord(row)
        }
        guard let found else { throw .unknownApplication(id: id) }
        return found
    }
}

extension ApplicationClaim {
    fileprivate init?(_ row: borrowing Row<RecordsError>, _ column: Int) throws(RecordsError) {
        guard let officer = try row.textOrNil(column), let until = try row.timeOrNil(column + 1) else { return nil }
        self.init(officer: officer, until: until)
    }
}
